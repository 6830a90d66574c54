"""Nothing is stored beside a ballot."""

from collections.abc import Callable
from functools import partial

import pytest

from bot.marks import PAUSED, Mark
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import NotAlone
from tests.promises.boxes import POLL, ballot, own
from tests.promises.cast import together
from tests.world import NOON


def beside_others(storage: Storage, work: Callable[[Unit], None]) -> None:
    """As when several wait for the same commit."""
    other, vote = together(storage, lambda: None, lambda: storage.transact(work))
    other.result()
    vote.result()


@pytest.mark.parametrize("act", ["cast", "withdraw"])
def test_a_ballot_is_alone_in_its_transaction(box: Storage, act: str) -> None:
    """With a row beside it nothing is stored at all: neither that row nor the ballot."""
    vote: dict[str, Callable[[Unit], object]] = {
        "cast": lambda unit: unit.ballots.cast(POLL, "jo", ballot(1)),
        "withdraw": lambda unit: unit.ballots.withdraw(POLL, "jo", NOON),
    }

    def work(unit: Unit) -> None:
        unit.marks.set(PAUSED, Mark(NOON, "jo"), None)
        vote[act](unit)

    for run in (box.transact, partial(beside_others, box)):
        with pytest.raises(NotAlone):
            run(work)

    assert own(box, "jo") is None
    assert box.transact(lambda unit: unit.marks.get(PAUSED)) is None
