"""What people do about polls, step by step."""

from bot.answers import Given
from bot.chat import Card
from bot.polls import published
from bot.polls.model import Ballot, Choice, Poll
from bot.polls.totals import Totals
from bot.replies import Answer
from bot.topics.model import State, Topic
from tests.core.cast import ANA, FLO, Actor
from tests.core.house import House
from tests.core.reading import button, card_of, form_of

OPTIONS = "Heat\nFloods\nTrees"
NEW: dict[str, Given] = {
    "title": "Which theme next?",
    "method": "one",
    "day": "2026-12-02",
    "time": "17:00",
    "options": OPTIONS,
}
RULES: dict[str, Given] = {"method": "one", "limit": "", "quorum": "", "tie": "listed", "deciding": "person"}

# ---- those who run it


def drafts(house: House, who: Actor = FLO, **other: Given) -> Answer:
    """By the list's button and the form behind it."""
    form = form_of(house.clicks(who, button(card_of(house.hosts(who, "poll")), "polls.new")))
    return house.fills_in(who, form, **NEW | other)


def drafted(house: House, who: Actor = FLO, **other: Given) -> Poll:
    return poll_of(house, card_of(drafts(house, who, **other)))


def changes(house: House, which: Poll, what: str, who: Actor = FLO, **values: Given) -> Answer:
    """By that button and the form behind it; what is not said stays as it is."""
    form = form_of(presses(house, which, what, who))
    as_it_is: dict[str, Given] = {field.name: field.value for field in form.fields}
    return house.fills_in(who, form, **as_it_is | values)


def presses(house: House, which: Poll, what: str, who: Actor = FLO) -> Answer:
    """A button of its card, as it stands now."""
    return house.clicks(who, button(shown(house, which, who), f"polls.{what}"))


def shown(house: House, which: Poll, who: Actor = FLO) -> Card:
    return card_of(house.presses(who, "polls.run", which.id))


def opens(house: House, draft: Poll, who: Actor = FLO) -> Answer:
    """Seen in both languages first."""
    first = card_of(presses(house, draft, "preview", who))
    second = card_of(house.clicks(who, button(first, "polls.preview_next")))
    return house.clicks(who, button(second, "polls.open"))


def opened(house: House, who: Actor = FLO, **other: Given) -> Poll:
    """Written down and opened as it is."""
    draft = drafted(house, who, **other)
    opens(house, draft)
    return poll(house, draft.id)


def poll_of(house: House, card: Card) -> Poll:
    """The one that a card is about."""
    return poll(house, next(each.subject for each in card.buttons if len(each.subject) > len("all")))


def poll(house: House, poll_id: str) -> Poll:
    found = house.storage.transact(lambda unit: unit.polls.get(poll_id))
    assert found is not None
    return found


# ---- those who vote


def ballot(house: House, which: Poll, who: Actor = ANA) -> Answer:
    return house.presses(who, "polls.ballot", which.id)


def votes(house: House, which: Poll, number: int, who: Actor = ANA) -> Answer:
    """By a button, whether or not it is there."""
    return house.presses(who, "polls.vote", which.id, number)


def chooses(house: House, which: Poll, *numbers: int, who: Actor = ANA) -> Answer:
    form = form_of(house.presses(who, "polls.choose", which.id))
    return house.fills_in(who, form, options=tuple(map(str, numbers)))


def own(house: House, which: Poll, who: Actor = ANA) -> Ballot | None:
    member = house.profile(who).id
    return house.storage.transact(lambda unit: unit.ballots.own(which.id, member))


def choice(house: House, which: Poll, who: Actor = ANA) -> Choice | None:
    """What is in the box of theirs."""
    found = own(house, which, who)
    return found.choice if found else None


# ---- what came of it


def closes(house: House, which: Poll) -> Totals:
    """Its moment comes."""
    house.clock.push(poll(house, which.id).closes - house.clock.now())
    house.app.tick()
    house.carries_out()
    return totals(house, which)


def totals(house: House, which: Poll) -> Totals:
    written = house.storage.transact(lambda unit: unit.polls.totals(which.id))
    return published.read(written).totals


def hangs(house: House, which: Poll, platform: str = "slack") -> Card:
    """Its card in the members' room."""
    reference = house.storage.transact(lambda unit: unit.postings.reference(which.id, platform))
    return house.rooms[reference or ""]


# ---- what it may be about


def shortlist(house: House, title: str, who: Actor = ANA) -> str:
    """A theme that this member brought and facilitators want to ask about; its id."""
    proposer, now = house.profile(who), house.clock.now()
    topic = Topic(
        house.world.entropy.identifier(),
        title,
        proposer.reader.language,
        proposer.id,
        now,
        now,
        state=State.SHORTLISTED,
    )
    house.storage.transact(lambda unit: unit.topics.add(topic))
    return topic.id
