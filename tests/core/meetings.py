"""What people do about meetings, step by step."""

from bot.answers import Given
from bot.chat import Card
from bot.meetings.model import Meeting
from bot.replies import Answer
from tests.core.cast import FLO, Actor
from tests.core.house import House
from tests.core.reading import button, card_of, form_of

LINK = "https://meet.example/peers"
PLAN: dict[str, Given] = {
    "day": "2026-12-16",
    "time": "13:00",
    "kind": "peer",
    "theme": "",
    "link": LINK,
}


def drafts(house: House, who: Actor = FLO, **other: Given) -> Answer:
    """By the list's button and the form behind it."""
    form = form_of(house.clicks(who, button(card_of(house.hosts(who, "meeting")), "meetings.plan")))
    return house.fills_in(who, form, **PLAN | other)


def plans(house: House, who: Actor = FLO, **other: Given) -> Meeting:
    """And everybody is invited, once it is time to carry that out."""
    answer = house.clicks(who, button(card_of(drafts(house, who, **other)), "meetings.publish"))
    return meeting_of(house, card_of(answer))


def meeting_of(house: House, card: Card) -> Meeting:
    """The one that a card is about."""
    subject = next(each.subject for each in card.buttons if len(each.subject) > len("all"))
    return meeting(house, subject)


def meeting(house: House, meeting_id: str) -> Meeting:
    found = house.storage.transact(lambda unit: unit.meetings.get(meeting_id))
    assert found is not None
    return found


def shown(house: House, which: Meeting, who: Actor = FLO) -> Card:
    """As it stands for those who run it."""
    return card_of(house.presses(who, "meetings.run", which.id))


def presses(house: House, which: Meeting, what: str, who: Actor = FLO) -> Answer:
    """A button of its card, as it stands now."""
    return house.clicks(who, button(shown(house, which, who), f"meetings.{what}"))


def changes(house: House, which: Meeting, what: str, **values: Given) -> Answer:
    """By that button and the form behind it; what is not said stays as it is."""
    form = form_of(presses(house, which, what))
    as_it_is: dict[str, Given] = {field.name: field.value for field in form.fields}
    return house.fills_in(FLO, form, **as_it_is | values)


def cancels(house: House, which: Meeting, who: Actor = FLO) -> Answer:
    """After what it would do was shown."""
    return house.clicks(who, button(card_of(presses(house, which, "cancel", who)), "meetings.cancelled"))
