"""The promises of bot.joining.ports.Deadlines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest

from bot.joining.model import JoinRequest, Reason, State
from storage.engine import Storage
from tests.promises.cast import ASKED, DAY, HOUR, JO, ask, at_once, know
from tests.world import NOON

WAITING = replace(ASKED.prove(NOON, 7 * DAY, "2026-11"), revision=0)


def put(storage: Storage, name: str, request: JoinRequest) -> JoinRequest:
    """A request of somebody of their own."""
    know(storage, replace(JO, id=f"of {name}"))
    return ask(storage, replace(request, id=name, applicant=f"of {name}"))


def reminding(storage: Storage, before: datetime, limit: int = 10) -> Sequence[str]:
    return storage.transact(lambda unit: unit.deadlines.reminding(before, limit))


def held_before(storage: Storage, moment: datetime, limit: int = 10) -> Sequence[str]:
    return storage.transact(lambda unit: unit.deadlines.held_before(moment, limit))


def following(storage: Storage) -> datetime | None:
    return storage.transact(lambda unit: unit.deadlines.next())


def remind(storage: Storage, seen: JoinRequest, at: datetime | None, broken: datetime | None = None) -> bool:
    return storage.transact(lambda unit: unit.deadlines.remind(seen, at, broken))


def stored(storage: Storage, name: str) -> JoinRequest:
    request = storage.transact(lambda unit: unit.requests.get(name))
    assert request is not None
    return request


def held(until: datetime) -> JoinRequest:
    declined = WAITING.decline("al", NOON, Reason.NOT_STAFF, "", silent=False)
    return replace(declined.hold(until), revision=0)


def test_what_has_come_due_is_found_the_earliest_first(storage: Storage) -> None:
    """At its very moment; no more than asked for; not what is later, nor what has no moment."""
    for name, moment in (("b", NOON), ("later", NOON + HOUR), ("a", NOON - HOUR), ("none", None)):
        put(storage, name, replace(WAITING, reminds_at=moment))

    assert list(reminding(storage, NOON)) == ["a", "b"]
    assert list(reminding(storage, NOON, 1)) == ["a"]
    assert list(reminding(storage, NOON - 2 * HOUR)) == []


def test_what_is_held_is_found_when_its_hold_has_ended(storage: Storage) -> None:
    """At its very moment, the earliest first; not what waits."""
    put(storage, "waiting", WAITING)
    for name, moment in (("b", NOON), ("later", NOON + HOUR), ("a", NOON - HOUR)):
        put(storage, name, held(moment))

    assert list(held_before(storage, NOON)) == ["a", "b"]
    assert list(held_before(storage, NOON, 1)) == ["a"]
    assert list(held_before(storage, NOON - 2 * HOUR)) == []


@pytest.mark.parametrize("reminder, hold, first", [(1, 2, 1), (2, 1, 1), (1, None, 1), (None, 3, 3)])
def test_the_next_moment_is_the_earliest_of_all(
    storage: Storage, reminder: int | None, hold: int | None, first: int
) -> None:
    """Whether of a reminder or of a hold."""
    if reminder:
        put(storage, "a", replace(WAITING, reminds_at=NOON + reminder * HOUR))
        put(storage, "b", replace(WAITING, reminds_at=NOON + DAY))
    if hold:
        put(storage, "c", held(NOON + hold * HOUR))

    assert following(storage) == NOON + first * HOUR


def test_where_nothing_is_due_there_is_no_next_moment(storage: Storage) -> None:
    """Nobody is woken for nothing."""
    put(storage, "a", replace(WAITING, reminds_at=None))

    assert following(storage) is None


def test_a_reminder_changes_nothing_that_people_have_on_their_screens(storage: Storage) -> None:
    """The revision stays, and whatever it was shown with is still decided on."""
    seen = put(storage, "a", WAITING)
    reminded = remind(storage, seen, NOON + DAY, NOON + HOUR)

    assert reminded
    assert stored(storage, "a") == replace(seen, reminds_at=NOON + DAY, broken_at=NOON + HOUR)
    assert storage.transact(lambda unit: unit.requests.save(seen.approve("al", NOON)))


def test_of_several_who_have_seen_the_same_moment_exactly_one_wins(storage: Storage) -> None:
    """Whatever the next moment is."""
    seen = put(storage, "a", WAITING)
    won = at_once([partial(remind, storage, seen, NOON + n * HOUR) for n in range(1, 9)])

    assert Counter(won) == {True: 1, False: 7}
    assert stored(storage, "a").reminds_at == NOON + (won.index(True) + 1) * HOUR


def test_who_has_seen_another_moment_or_state_reminds_of_nothing(storage: Storage) -> None:
    """Somebody was faster, or asked a question, or decided."""
    request = put(storage, "a", WAITING)
    earlier = replace(request, reminds_at=NOON - HOUR)
    otherwise = replace(request, state=State.NEEDS_INFORMATION)
    none = replace(request, reminds_at=None)

    assert not any(remind(storage, seen, NOON + DAY) for seen in (earlier, otherwise, none))
    assert stored(storage, "a") == request


def test_what_is_reminded_of_for_the_last_time_has_no_moment_any_more(storage: Storage) -> None:
    """Nor is it due."""
    remind(storage, put(storage, "a", WAITING), None)

    assert (stored(storage, "a").reminds_at, following(storage)) == (None, None)
