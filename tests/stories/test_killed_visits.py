"""A kill -9 before and after every commit of a visit leaves its link good or used and no vote by halves, on
either database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest

from bot.members.who import owner_of
from bot.pages import visiting
from bot.polls.model import Poll
from bot.visits import links
from bot.visits.visiting import begin
from tests.conftest import Count
from tests.core.cast import ANA
from tests.core.house import House
from tests.core.voting import choice, opened
from tests.stories.visitor import Way, goes
from tests.web.visiting import NETWORK


@dataclass(frozen=True, slots=True)
class Left:
    """How it is after a death: whether the visit is open, whether the link still opens another one, and what
    is in the box."""

    visit: bool
    link: bool
    option: int


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    house = House(database_url, network=NETWORK)
    house.joins(ANA)
    yield house
    house.close()


def new_way(house: House, url: str, poll: Poll, option: int) -> Way:
    member, secret = house.profile(ANA).id, house.world.entropy.identifier
    link = house.app.operate(lambda turn: links.link(turn, member, links.IN_LETTERS))
    return Way(url, house.clock.now(), link.address.rpartition("/")[2], secret(), poll.id, option)


def left(house: House, way: Way, poll: Poll) -> Left:
    another, now = house.world.entropy.identifier(), house.clock.now()
    is_open = house.storage.transact(lambda unit: owner_of(unit, visiting(way.visit), now) is not None)
    is_good = house.app.operate(partial(begin, link=way.link, visit=another))
    (option,) = choice(house, poll) or (0,)
    return Left(is_open, is_good, option)


def test_a_kill_at_any_point_leaves_a_link_good_or_used(
    house: House, database_url: str, count: Count
) -> None:
    """Never both, and never neither; whoever votes again by another link has one ballot in the box."""
    poll = opened(house)
    points = goes(new_way(house, database_url, poll, 1))
    before, found = 1, {}
    for point in points:
        way = replace(new_way(house, database_url, poll, 3 - before), fatal=point)
        assert goes(way) == []
        found[point] = left(house, way, poll)
        assert found[point].visit != found[point].link
        assert found[point].option == (way.option if point == points[-1] else before)
        goes(new_way(house, database_url, poll, way.option))
        before = way.option
        assert choice(house, poll) == (before,)

    assert [each.visit for each in found.values()] == [False, True, True, True]
    assert house.storage.transact(lambda unit: unit.ballots.turnout(poll.id)) == 1
    count(
        "kill points of visits covered", "postgresql" if "postgres" in database_url else "sqlite", len(points)
    )
