"""What people do about meetings, step by step."""

from bot.answers import Given
from bot.chat import Card
from bot.deliveries import Invitation
from bot.meetings.model import Meeting
from bot.replies import Answer
from tests.core.cast import ANA, FLO, Actor
from tests.core.house import House
from tests.core.reading import button, card_of, form_of

LINK = "https://meet.example/peers"
MOVED: dict[str, Given] = {"day": "2026-12-17", "time": "14:30"}
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


# ---- what their calendars were told


def invitations(house: House, who: Actor = ANA) -> list[Invitation]:
    """What their calendar was told, in order."""
    return [letter.invitation for letter in house.letters(who) if letter.invitation]


def told(house: House, who: Actor = ANA) -> list[tuple[str, str, int]]:
    """By which letter, in whose words, with which sequence."""
    return [
        (letter.subject.id.split(".")[1], letter.invitation.method, letter.invitation.sequence)
        for letter in house.letters(who)
        if letter.invitation
    ]


def seats(house: House, who: Actor = ANA) -> list[str]:
    """The meetings ahead in their calendar."""
    member, now = house.profile(who).id, house.clock.now()
    return list(house.storage.transact(lambda unit: unit.seats.ahead(member, now)))
