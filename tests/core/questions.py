"""What people do with the box for questions, step by step."""

from datetime import datetime

from bot.chat import Card
from bot.deliveries import Delivery
from bot.meetings.model import Meeting
from bot.questions.model import Question
from bot.replies import Answer
from tests.core.cast import ANA, FLO, Actor
from tests.core.house import House
from tests.core.reading import card_of, form_of

WORDS = "Who pays for the new pumps?"


def asks(house: House, who: Actor = ANA, words: str = WORDS) -> Answer:
    """By the command and the form behind it."""
    return house.fills_in(who, form_of(house.types(who, "question")), words=words)


def inside(house: House, which: Meeting) -> list[Question]:
    """What is in the box of this meeting."""
    return list(house.storage.transact(lambda unit: unit.questions.of(which.id)))


def goes_to(house: House, moment: datetime) -> list[Delivery]:
    """Time passes until then: what went out."""
    return house.lives_on(seconds=(moment - house.clock.now()).total_seconds())


def reads(house: House, who: Actor = FLO) -> Card:
    return card_of(house.hosts(who, "questions"))
