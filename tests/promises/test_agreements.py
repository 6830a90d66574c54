"""The store of what communities agree to: of two changes one wins, and only those with a member are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from bot.communities.agreement import Agreement, Basis
from bot.members.model import Standing
from storage.engine import Storage
from tests.promises.cast import AL, JO, at_once, know

DAY = date(2026, 11, 2)
GIVEN = Agreement("2412345").given(Basis.COUNCIL, DAY)


def save(storage: Storage, agreement: Agreement) -> bool:
    return storage.transact(lambda unit: unit.agreements.save(agreement))


def stored(storage: Storage) -> Agreement | None:
    return storage.transact(lambda unit: unit.agreements.get(GIVEN.community_id))


def shown(storage: Storage) -> list[str]:
    return list(storage.transact(lambda unit: unit.agreements.shown()))


def test_what_was_saved_comes_back_as_it_was(storage: Storage) -> None:
    """Given and ended; of another community nothing is known."""
    nothing = stored(storage)
    saved = [save(storage, GIVEN), save(storage, GIVEN.ended())]

    assert (nothing, saved) == (None, [True, True])
    assert stored(storage) == Agreement("2412345", revision=2)
    assert storage.transact(lambda unit: unit.agreements.get("other")) is None


def test_what_has_changed_since_is_not_overwritten(storage: Storage) -> None:
    """Neither the first word nor a later one."""
    save(storage, GIVEN)
    other = replace(GIVEN, basis=Basis.MEMBER)

    assert not save(storage, other)
    assert not save(storage, replace(other, revision=3))
    assert stored(storage) == GIVEN


@pytest.mark.parametrize("before", [None, GIVEN])
def test_of_several_at_once_one_wins(storage: Storage, before: Agreement | None) -> None:
    """On either database."""
    if before:
        save(storage, before)
    latest = before or Agreement("2412345")
    changes = [latest.given(basis, DAY) for basis in Basis]
    won = at_once([partial(save, storage, each) for each in changes])

    assert sorted(won) == [False, False, True]
    assert stored(storage) == changes[won.index(True)]


def test_only_those_with_a_member_are_shown(storage: Storage) -> None:
    """Members and whoever is suspended; nobody who has left, and none that does not agree any more."""
    know(storage, replace(JO, standing=Standing.MEMBER, community_id="2412345"))
    know(storage, replace(AL, standing=Standing.SUSPENDED, community_id="4806016"))
    for community in ("4806016", "2412345", "3525005"):
        save(storage, replace(GIVEN, community_id=community))
    both = shown(storage)
    save(storage, GIVEN.ended())

    assert (both, shown(storage)) == (["2412345", "4806016"], ["4806016"])


def test_what_is_dropped_is_not_kept(storage: Storage) -> None:
    """Not even that there was something."""
    save(storage, GIVEN)
    storage.transact(lambda unit: unit.agreements.drop("2412345"))

    assert stored(storage) is None
    assert save(storage, GIVEN)


@pytest.mark.parametrize(
    "wrong", [("", None, None), ("x", Basis.COUNCIL, None), ("x", None, DAY), ("", Basis.COUNCIL, DAY)]
)
def test_half_an_agreement_is_none(wrong: tuple[str, Basis | None, date | None]) -> None:
    """Somebody said so on a day, or nobody did."""
    with pytest.raises(ValueError, match="half"):
        Agreement(*wrong)
