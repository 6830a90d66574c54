"""The promises of bot.members.ports about whose work is to be confirmed, and who works for whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from bot.members.model import Profile, Standing
from storage.engine import Storage
from tests.promises.cast import DAY, HOUR, JO, know
from tests.world import NOON

YEAR, FORTNIGHT = 365 * DAY, 14 * DAY
MEMBER = replace(JO, standing=Standing.MEMBER, community_id="4806016", verified_at=NOON, joined_at=NOON)


def put(storage: Storage, name: str, **changes: object) -> Profile:
    profile = replace(MEMBER, id=name, **changes)  # type: ignore[arg-type] # names are ours
    know(storage, profile)
    return profile


def due(storage: Storage, before: datetime, limit: int = 10) -> Sequence[str]:
    return storage.transact(lambda unit: unit.reverifying.due(before, limit))


def following(storage: Storage) -> datetime | None:
    return storage.transact(lambda unit: unit.reverifying.next())


def moment(storage: Storage, name: str) -> datetime | None:
    profile = storage.transact(lambda unit: unit.profiles.get(name))
    return profile.reverify_at if profile else None


def of_community(storage: Storage, after: str = "", limit: int = 10) -> list[str]:
    found = storage.transact(lambda unit: unit.profiles.of_community("4806016", after, limit))
    return [profile.id for profile in found]


def test_what_is_known_of_their_work_is_kept(storage: Storage) -> None:
    """As it was stored."""
    moments = {"asked_at": NOON + DAY, "reminded_at": NOON + 2 * DAY, "reverify_at": NOON + 3 * DAY}
    asked = put(storage, "a", asked_why="yearly", **moments)

    assert storage.transact(lambda unit: unit.profiles.get("a")) == asked


def test_whose_moment_has_come_is_found_the_earliest_first(storage: Storage) -> None:
    """At that very moment; no more than asked for; nobody without one."""
    for name, at in (("b", NOON), ("later", NOON + HOUR), ("a", NOON - HOUR), ("none", None)):
        put(storage, name, reverify_at=at)

    assert list(due(storage, NOON)) == ["a", "b"]
    assert list(due(storage, NOON, 1)) == ["a"]
    assert following(storage) == NOON - HOUR


def test_where_nobody_is_to_be_asked_there_is_no_next_moment(storage: Storage) -> None:
    """Nobody is woken for nothing."""
    put(storage, "a")

    assert following(storage) is None


def test_whose_question_is_with_the_coordinators_is_found(storage: Storage) -> None:
    """They are asked, and time does nothing more; no more of them than asked for."""
    left = [put(storage, name, asked_at=NOON) for name in ("b", "a", "c")]
    put(storage, "reminded", asked_at=NOON, reverify_at=NOON + DAY)
    put(storage, "never asked")

    assert storage.transact(lambda unit: unit.reverifying.unanswered(2)) == (left[1], left[0])


@pytest.mark.parametrize(
    "asked, before, after",
    [
        (None, 366 * DAY, YEAR),
        (None, YEAR, YEAR),
        (None, DAY, DAY),
        (NOON, 15 * DAY, FORTNIGHT),
        (NOON, 400 * DAY, FORTNIGHT),
        (NOON, DAY, DAY),
    ],
)
def test_after_the_clock_was_set_back_nobody_is_waited_for_longer(
    storage: Storage, asked: datetime | None, before: object, after: object
) -> None:
    """Than if all had been written down now."""
    put(storage, "a", asked_at=asked, reverify_at=NOON + before)  # type: ignore[operator] # spans
    storage.transact(lambda unit: unit.reverifying.set_right(NOON, YEAR, FORTNIGHT))

    assert moment(storage, "a") == NOON + after  # type: ignore[operator] # spans


def test_who_works_for_a_community_is_found_page_by_page(storage: Storage) -> None:
    """Members and the suspended, in the order of their ids; nobody of another one, nobody who is out."""
    for name in ("d", "a", "c"):
        put(storage, name)
    put(storage, "b", standing=Standing.SUSPENDED)
    put(storage, "e", community_id="2466023")
    put(storage, "f", standing=Standing.REMOVED)

    assert of_community(storage) == ["a", "b", "c", "d"]
    assert of_community(storage, limit=2) == ["a", "b"]
    assert of_community(storage, after="b") == ["c", "d"]


def test_who_is_forgotten_is_asked_nothing_any_more(storage: Storage) -> None:
    """All moments are gone with them."""
    put(storage, "a", asked_at=NOON, asked_why="yearly", reminded_at=NOON, reverify_at=NOON)
    storage.transact(lambda unit: unit.profiles.forget("a"))
    forgotten = storage.transact(lambda unit: unit.profiles.get("a"))

    assert forgotten is not None
    assert (forgotten.asked_at, forgotten.reminded_at, forgotten.reverify_at) == (None, None, None)
    assert following(storage) is None
