"""The promises of bot.feeds.CalendarFeeds."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, JO, at_once, know
from tests.world import NOON

FIRST, SECOND = "a1" * 13, "b2" * 13
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def two_people(storage: Storage) -> None:
    """Without feeds."""
    know(storage, JO, AL)


def keep(storage: Storage, member: str = "jo", token: str = FIRST) -> None:
    storage.transact(lambda unit: unit.calendar_feeds.keep(member, token, NOON))


def owner(storage: Storage, token: str = FIRST) -> str | None:
    return storage.transact(lambda unit: unit.calendar_feeds.owner(token))


def test_a_feed_is_found_by_its_token_alone(storage: Storage) -> None:
    """Which is nobody's before it is kept."""
    assert owner(storage) is None

    keep(storage)

    assert (owner(storage), owner(storage, SECOND), owner(storage, "jo")) == ("jo", None, None)


def test_a_new_one_takes_the_place_of_the_last(storage: Storage) -> None:
    """One each, with the moment when it was made."""
    keep(storage)
    storage.transact(lambda unit: unit.calendar_feeds.keep("jo", SECOND, LATER))

    assert (owner(storage), owner(storage, SECOND)) == (None, "jo")
    assert storage.transact(lambda unit: unit.calendar_feeds.made_at("jo")) == LATER
    assert storage.transact(lambda unit: unit.calendar_feeds.made_at("al")) is None


def test_a_revoked_one_is_gone(storage: Storage) -> None:
    """Once; the second time there is none."""
    keep(storage)

    revoked = [storage.transact(lambda unit: unit.calendar_feeds.revoke("jo")) for _ in range(2)]

    assert revoked == [True, False]
    assert owner(storage) is None


@pytest.mark.parametrize("kept,token", [(("jo",), FIRST), (("al",), SECOND), (("jo", "al"), SECOND)])
def test_of_two_who_are_one_the_other_keeps_theirs(
    storage: Storage, kept: tuple[str, ...], token: str
) -> None:
    """Or gets the one's, when they have none."""
    for member in kept:
        keep(storage, member, FIRST if member == "jo" else SECOND)

    storage.transact(lambda unit: unit.calendar_feeds.hand_over("jo", "al"))

    assert owner(storage, token) == "al"
    assert storage.transact(lambda unit: unit.calendar_feeds.made_at("jo")) is None


def test_whoever_is_forgotten_has_none(storage: Storage) -> None:
    """With all else of theirs; nor can one be made for them any more."""
    keep(storage)

    storage.transact(lambda unit: unit.profiles.forget("jo"))

    assert owner(storage) is None
    with pytest.raises(Contended):
        keep(storage)


def test_making_several_at_once_leaves_one(storage: Storage) -> None:
    """Of many presses."""
    tokens = [f"{number:026}" for number in range(6)]

    at_once([partial(keep, storage, "jo", token) for token in tokens])

    assert [owner(storage, token) for token in tokens].count("jo") == 1


def test_forgetting_and_making_at_once_leaves_none(storage: Storage) -> None:
    """Whichever comes first."""

    def forget(unit: Unit) -> None:
        unit.profiles.forget("jo")

    def make() -> None:
        try:
            keep(storage)
        except Contended:
            return

    at_once([make, lambda: storage.transact(forget)])

    assert owner(storage) is None
