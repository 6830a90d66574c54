"""Whatever happens in the midst of forgetting somebody: nothing is half forgotten, and the receipt goes
out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from bot.app import App
from bot.ports import Unit
from storage.engine import Storage
from tests.core.cast import ANA, CLAIRE
from tests.core.house import House
from tests.core.meetings import plans

T = TypeVar("T")
STEPS = 14  # transactions from the press to the last of what follows


class Killed(BaseException):
    """The process dies."""


class Mortal:
    """Transactions of a process that dies when so many of them are durable, before anybody hears of it."""

    def __init__(self, storage: Storage, lives: int) -> None:
        self._storage, self._lives = storage, lives

    def transact(self, work: Callable[[Unit], T]) -> T:
        result = self._storage.transact(work)
        self._lives -= 1
        if self._lives < 0:
            raise Killed
        return result


@pytest.mark.parametrize("lives", range(STEPS))
def test_a_crash_between_any_two_steps_forgets_all_the_same(house: House, lives: int) -> None:
    """With a meeting ahead and doors to close; what is tried again is the same letter."""
    house.joins(ANA)
    plans(house, CLAIRE)
    house.lives_on(minutes=1)
    person = house.profile(ANA).id
    before = len(house.letters(ANA))
    with house.living(App(replace(house.world, transactions=Mortal(house.storage, lives)))):
        try:
            house.presses(ANA, "rights.forgotten")
            house.carries_out()
        except Killed:
            pass
    house.presses(ANA, "rights.forgotten")  # people repeat what got no answer
    for _ in range(3):
        house.lives_on(minutes=2)
    left = house.storage.transact(lambda unit: unit.profiles.get(person))
    letters = house.letters(ANA)[before:]

    assert house.knows(ANA) is None
    assert left is not None
    assert (left.name, left.address, left.receipt) == ("", "", "")
    assert {letter.subject.id for letter in letters if not letter.invitation} == {"rights.forgotten.title"}
    assert len({letter.key for letter in letters if not letter.invitation}) == 1
    assert "CANCEL" in {letter.invitation.method for letter in letters if letter.invitation}
    assert not house.inside
