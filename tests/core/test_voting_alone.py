"""A vote leaves nothing beside its ballot, on either database: no line, no errand, no count, no moment."""

from collections.abc import Callable

import pytest

from bot import routes
from bot.polls import casting
from bot.polls.model import Poll
from tests.core.cast import ANA, FLO
from tests.core.house import House
from tests.core.links import ELSEWHERE, both
from tests.core.voting import chooses, opened, votes
from tests.operations.network import Rows, read_rows

Act = Callable[[House, Poll], object]
TAKEN = 30  # of one member's, in a minute


def changed(before: Rows, after: Rows) -> list[str]:
    return [name for name in after if before[name] != after[name]]


@pytest.mark.parametrize(
    "method, act",
    [
        ("one", lambda house, which: votes(house, which, 2)),
        ("one", lambda house, which: votes(house, which, 2, ELSEWHERE)),
        ("one", lambda house, which: house.presses(ANA, "polls.take_back", which.id)),
        ("approval", lambda house, which: chooses(house, which, 1, 3)),
        ("ranked", lambda house, which: house.presses(ANA, "polls.ranked", f"{which.id}-0301")),
    ],
)
def test_the_ballot_is_all_that_is_written(crowded: House, database_url: str, method: str, act: Act) -> None:
    """The first time, when it is changed, and when it is pressed twice."""
    both(crowded)
    which = opened(crowded, method=method)
    before = read_rows(database_url)
    act(crowded, which)
    first = read_rows(database_url)
    act(crowded, which)
    second = read_rows(database_url)

    assert changed(before, first) == changed(first, second) == ["ballots"]
    assert len(second["ballots"]) == 1


def test_looking_at_a_ballot_writes_nothing(crowded: House, database_url: str) -> None:
    """Whoever looks may have voted, or not."""
    crowded.joins(ANA)
    which = opened(crowded)
    votes(crowded, which, 1)
    before = read_rows(database_url)
    for action in ("ballot", "again", "protected"):
        crowded.presses(ANA, f"polls.{action}", which.id)
    crowded.types(ANA, "polls")

    assert changed(before, read_rows(database_url)) == []


def test_every_way_to_vote_is_tried_here() -> None:
    """What casts a ballot or takes one back, by the table of contents."""
    acts = {casting.vote, casting.choose, casting.ranked, casting.take_back}
    ways = {name for name, route in ({**routes.BUTTONS, **routes.FORMS}).items() if route.act in acts}

    assert ways == {"polls.vote", "polls.choose", "polls.ranked", "polls.take_back"}


def test_what_takes_long_is_done_apart(house: House) -> None:
    """The beat that everybody waits for closes the box; counting comes beside it."""
    house.joins(FLO)
    which = opened(house)
    votes(house, which, 2, FLO)
    house.clock.push(which.closes - house.clock.now())
    seen = []
    for apart in (True, False, True):
        house.app.tick(apart=apart)
        found = house.storage.transact(lambda unit: unit.polls.get(which.id))
        seen.append(found and found.stage.value)

    assert seen == ["open", "closing", "closed"]
