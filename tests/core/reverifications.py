"""Members are asked whether they still work there, and what they and the coordinators say to that."""

from datetime import timedelta

from bot.chat import Card
from bot.deliveries import Letter
from bot.members.model import Profile
from bot.outbox import Outcome, Result
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import House
from tests.core.memberships import decides, reinstates
from tests.core.reading import button
from tests.core.seeing import letters, posts

YEAR = timedelta(days=365)
QUESTION = "members.reverify.title"
UNANSWERED = "members.unanswered.title"
REFUSED = Outcome(Result.NEVER, code="mailbox_refused")


def asked(house: House, who: Actor = ANA) -> Profile:
    """A member whose year is over, and who has been asked."""
    house.joins(who)
    house.lives_on(days=365)
    return house.profile(who)


def unanswered(house: House, who: Actor = ANA) -> Profile:
    """Who has been silent until the coordinators heard of it."""
    asked(house, who)
    house.lives_on(days=14)
    house.lives_on(days=14)
    return house.profile(who)


def questions(house: House, who: Actor = ANA) -> list[Card]:
    """In the chat."""
    return [direct.card for direct in house.directs(who) if direct.card.title.id == QUESTION]


def asked_by_mail(house: House, who: Actor = ANA) -> int:
    return letters(house, who).count(QUESTION)


def still(house: House, who: Actor = ANA) -> Answer:
    """By the button of the message."""
    return house.clicks(who, button(questions(house, who)[-1], "members.still"))


def vouches_still(house: House, member: Profile, who: Actor = CLAIRE) -> Answer:
    return house.presses(who, "members.vouched_still", member.id)


def notes(house: House, platform: str = "slack") -> list[Card]:
    """About whoever does not answer, as they were posted."""
    return posts(house, UNANSWERED, platform)


def note(house: House, member: Profile, platform: str = "slack") -> Card:
    """As it hangs there now."""
    shown = [card for place, card in house.rooms.items() if place.startswith(platform)]
    (found,) = [card for card in shown if card.title.id == UNANSWERED and member.reference in str(card.title)]
    return found


def told(house: House, who: Actor = ANA) -> tuple[int, int]:
    """How often they were asked: by mail, and in the chat."""
    return asked_by_mail(house, who), len(questions(house, who))


def work(house: House, member: Profile) -> list[tuple[str, str]]:
    """What the audit says of the question: what was done, and for which reason."""
    entries = house.storage.transact(lambda unit: unit.audit.of(member.id, 100))
    return [
        (entry.action.value.removeprefix("work_"), entry.reason)
        for entry in reversed(entries)
        if entry.action.value.startswith("work_")
    ]


def mailbox_goes(house: House, who: Actor = ANA) -> None:
    """The mailbox refuses for good the next letter, which tells a member that they are back."""
    house.fates[Letter] = REFUSED
    member = house.profile(who)
    decides(house, "suspend", member)
    house.carries_out()
    reinstates(house, house.profile(who))
    house.carries_out()
    house.fates.clear()
