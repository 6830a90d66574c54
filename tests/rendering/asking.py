"""A meeting that is asked without names, in the longest words, and of which the names are looked through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.questions.model import WORDS_LIMIT
from bot.replies import Answer
from tests.core.cast import CLAIRE, Actor
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.reading import button, card_of, form_of
from tests.core.topics import BEA

OTTERS = "\n".join(f"Otter.ai {'&' * 180} {number}" for number in range(14))


def asks_a_meeting(house: House, sees: Callable[[Actor, Answer], None], filled: set[str]) -> None:
    """By six members' questions; each is looked at, marked, and gone in the end."""
    house.hosts(CLAIRE, "resume")
    planned = plans(house, CLAIRE, day=f"{house.clock.now() + timedelta(days=10):%Y-%m-%d}")
    for letter in "&<*_`~":
        answer = house.types(BEA, "question", planned.reference)
        sees(BEA, answer)
        sees(BEA, house.fills_in(BEA, form_of(answer), words=letter * WORDS_LIMIT))
    sees(CLAIRE, house.hosts(CLAIRE, "questions", planned.reference))
    house.waits_for(seconds=(planned.starts - house.clock.now()).total_seconds() - 60)
    sees(CLAIRE, house.presses(CLAIRE, "meetings.run", planned.id))
    listed = house.hosts(CLAIRE, "questions")
    sees(CLAIRE, listed)
    for mark in ("answered", "aside", "open"):
        one = house.clicks(CLAIRE, button(card_of(house.hosts(CLAIRE, "questions")), "questions.look"))
        sees(CLAIRE, one)
        if mark != "open":
            sees(CLAIRE, house.clicks(CLAIRE, button(card_of(one), f"questions.{mark}")))
    form = house.hosts(CLAIRE, "roll")
    sees(CLAIRE, form)
    for names in (OTTERS, "Gong; Otter", "Ana Roy"):
        sees(CLAIRE, house.fills_in(CLAIRE, form_of(form), names=names))
    filled |= {"questions.ask", "meetings.roll"}
    house.waits_for(hours=2)
    house.app.tick()
