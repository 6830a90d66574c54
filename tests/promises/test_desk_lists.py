"""The promises of bot.joining.ports.Requests on which the desk's lists rest."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.joining.model import DECIDABLE, JoinRequest, State
from storage.engine import Storage
from tests.promises.cast import ASKED, DAY, HOUR, JO, ask, know
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
