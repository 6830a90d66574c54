"""What chance seldom leads a walk to, done once: a question of the coordinators is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import House
from tests.core.reading import form_of

Sees = Callable[[Actor, Answer], None]


def answers_a_question(house: House, sees: Sees, filled: set[str], name: str) -> None:
    """Somebody whom the coordinators asked for more."""
    who = replace(ANA, user="asked", email="asked@calgary.ca", name=name[:120])
    house.asks_more(CLAIRE, house.waits(who), name)
    opened = house.presses(who, "joining.answer", house.request(who).id)
    sees(who, opened)
    sees(who, house.fills_in(who, form_of(opened), answer=name))
    filled.add("joining.answer")
