"""The promises of Requests and Profiles on which the desk's lists rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.joining.model import DECIDABLE, JoinRequest, State
from bot.members.model import Profile
from storage.engine import Storage
from tests.promises.cast import AL, ASKED, DAY, HOUR, JO, ask, know
from tests.world import NOON

WAITING = replace(ASKED.prove(NOON, 7 * DAY, "2026-11"), revision=0)


def put(storage: Storage, name: str, **changes: object) -> None:
    """A request of somebody of their own."""
    know(storage, replace(JO, id=f"of {name}"))
    ask(storage, replace(WAITING, id=name, applicant=f"of {name}", **changes))  # type: ignore[arg-type] # names are ours


def ids(requests: Sequence[JoinRequest]) -> list[str]:
    return [request.id for request in requests]


def decidable(storage: Storage, limit: int = 10) -> list[str]:
    return ids(storage.transact(lambda unit: unit.requests.decidable(limit)))


def held(storage: Storage, limit: int = 10) -> list[str]:
    return ids(storage.transact(lambda unit: unit.requests.held(limit)))


def coordinates(storage: Storage, profile: Profile, after: timedelta) -> None:
    storage.transact(lambda unit: unit.profiles.coordinated(profile.id, NOON + after))


def coordinators(storage: Storage, since: timedelta = timedelta(0), limit: int = 10) -> Sequence[Profile]:
    return storage.transact(lambda unit: unit.profiles.coordinators(NOON + since, limit))


def test_what_can_be_decided_is_listed_by_its_promise(storage: Storage) -> None:
    """The earliest first, and no more than asked for."""
    for name, day in (("b", 5), ("c", 6), ("a", 4)):
        put(storage, name, answer_by=NOON + day * DAY)
    put(storage, "asked", state=State.NEEDS_INFORMATION, answer_by=NOON)

    assert decidable(storage) == ["asked", "a", "b", "c"]
    assert decidable(storage, 2) == ["asked", "a"]


@pytest.mark.parametrize("state", [state for state in State if state not in DECIDABLE])
def test_nothing_else_can_be_decided(storage: Storage, state: State) -> None:
    """Neither what is unproven nor what is over."""
    put(storage, "a", state=state)

    assert decidable(storage) == []


def test_what_is_held_is_listed_by_when_it_goes_out(storage: Storage) -> None:
    """The next first, and no more than asked for; not what waits."""
    put(storage, "waiting")
    for name, hour in (("b", 2), ("c", 3), ("a", 1)):
        put(storage, name, state=State.APPROVED, held_until=NOON + hour * HOUR)

    assert held(storage) == ["a", "b", "c"]
    assert held(storage, 2) == ["a", "b"]


def test_the_words_of_each_come_with_it(storage: Storage) -> None:
    """However many kinds there are, each is one request."""
    put(storage, "a", question="Which city?", answer="York", note="A note")
    put(storage, "b", line="")

    found = storage.transact(lambda unit: unit.requests.decidable(10))
    assert [(each.id, each.line, each.question, each.note) for each in found] == [
        ("a", "I plan shade", "Which city?", "A note"),
        ("b", "", "", ""),
    ]


# ---- who coordinates


def test_who_acted_as_a_coordinator_is_found_the_latest_first(storage: Storage) -> None:
    """Since that moment, and no more than asked for; nobody else."""
    other = replace(AL, id="other")
    know(storage, JO, AL, other)
    coordinates(storage, AL, DAY)
    coordinates(storage, JO, 2 * DAY)

    assert coordinators(storage) == (JO, AL)
    assert coordinators(storage, limit=1) == (JO,)
    assert coordinators(storage, since=DAY) == (JO, AL)
    assert coordinators(storage, since=DAY + HOUR) == (JO,)


def test_it_is_noted_to_the_day_and_changes_no_profile(storage: Storage) -> None:
    """So that who decides often is in nobody's way."""
    know(storage, JO)
    coordinates(storage, JO, timedelta(0))
    coordinates(storage, JO, 23 * HOUR)
    within = coordinators(storage, since=HOUR)
    coordinates(storage, JO, 25 * HOUR)

    assert within == ()
    assert coordinators(storage, since=HOUR) == (JO,)


def test_a_clock_that_goes_back_takes_nothing_from_it(storage: Storage) -> None:
    """The latest moment stays."""
    know(storage, JO)
    coordinates(storage, JO, 3 * DAY)
    coordinates(storage, JO, timedelta(0))

    assert coordinators(storage, since=2 * DAY) == (JO,)


def test_who_is_forgotten_coordinates_no_more(storage: Storage) -> None:
    """Nor is it noted of somebody who is not there."""
    know(storage, JO)
    coordinates(storage, JO, DAY)
    storage.transact(lambda unit: unit.profiles.forget("jo"))
    coordinates(storage, JO, 5 * DAY)

    assert coordinators(storage) == ()
