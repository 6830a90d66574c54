"""What time alone brings about: for each of them by itself, whatever is wrong with another."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.deliveries import Letter
from bot.joining.model import State
from storage.errors import Tampered
from tests.core.cast import ANA, LUC
from tests.core.house import House

LATE = "joining.late.subject"


def spoil(folder: Path, request_id: str) -> None:
    """A sealed field of this request stands where it was not written."""
    with closing(sqlite3.connect(folder / "peerbot.db")) as database, database:
        database.execute("UPDATE requests SET name = address WHERE id = ?", (request_id,))


def test_what_cannot_be_done_for_one_keeps_no_other_waiting(house: House, tmp_path: Path) -> None:
    """The fault is raised when all others have had their turn."""
    spoilt = house.waits(ANA)
    house.waits(LUC)
    spoil(tmp_path, spoilt.id)
    house.waits_for(days=7)
    with pytest.raises(Tampered):
        house.app.tick()

    broken = house.storage.transact(lambda unit: unit.deadlines.reminding(house.clock.now(), 10))
    assert list(broken) == [spoilt.id]
    assert house.request(LUC).broken_at == house.clock.now()


def test_the_courier_goes_on_beside_it(house: House, tmp_path: Path) -> None:
    """Whoever is whole hears what they must hear."""
    spoilt = house.waits(ANA)
    house.waits(LUC)
    spoil(tmp_path, spoilt.id)
    house.waits_for(days=7)
    with pytest.raises(Tampered):
        house.app.tick()
    sent = [one for one in house.app.claim(50) if one.kind == "joining.late_letter"]
    letters = [house.app.compose(one) for one in sent]

    assert [letter.subject.id for letter in letters if isinstance(letter, Letter)] == [LATE]
    assert house.request(LUC).state is State.WAITING
