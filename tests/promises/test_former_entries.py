"""The promises of bot.meetings.ports.FormerEntries."""

from __future__ import annotations

import pytest

from bot.meetings.model import Former
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, JO, know

ENTRY = Former("f1", "jo", "m1", "u1", 2, "jo@york.ca")


@pytest.fixture(autouse=True)
def kept(storage: Storage) -> None:
    """One of Jo's."""
    know(storage, JO, AL)
    storage.transact(lambda unit: unit.former_entries.add(ENTRY))


def get(storage: Storage) -> Former | None:
    return storage.transact(lambda unit: unit.former_entries.get("f1"))


def test_an_entry_comes_back_as_it_was_written(storage: Storage) -> None:
    """To whoever knows its id; and its member has some."""
    assert get(storage) == ENTRY
    assert storage.transact(lambda unit: unit.former_entries.get("f2")) is None
    assert storage.transact(lambda unit: (unit.former_entries.of("jo"), unit.former_entries.of("al"))) == (
        True,
        False,
    )


def test_an_entry_that_was_taken_out_is_kept_no_longer(storage: Storage) -> None:
    """Twice is harmless."""
    for _ in range(2):
        storage.transact(lambda unit: unit.former_entries.drop("f1"))

    assert get(storage) is None


def test_an_entry_goes_over_to_whom_they_turn_out_to_be(storage: Storage) -> None:
    """Sealed with that one's key: the other can be forgotten."""

    def unite(unit: Unit) -> None:
        unit.former_entries.hand_over("jo", "al")
        unit.profiles.forget("jo")

    storage.transact(unite)

    assert get(storage) == Former("f1", "al", "m1", "u1", 2, "jo@york.ca")


@pytest.mark.parametrize("how", ["profiles", "former_entries"])
def test_of_whoever_is_forgotten_no_entry_is_kept(storage: Storage, how: str) -> None:
    """Nor is there one for somebody who was."""
    storage.transact(lambda unit: getattr(unit, how).forget("jo"))

    assert get(storage) is None
    if how == "profiles":
        with pytest.raises(Contended):
            storage.transact(lambda unit: unit.former_entries.add(ENTRY))
