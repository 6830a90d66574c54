"""Whatever is merged, taken apart, split, supported and withdrawn: support is conserved.

Members and themes are played with at random; beside them runs a model that only knows sets of members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import Turn
from bot.topics.merging import gather, halve
from bot.topics.model import Topic
from tests.core.house import House
from tests.promises.cast import AL, know
from tests.promises.test_topics import TOPIC
from tests.stores import sqlite_url

MEMBERS, THEMES = "abcde", 4
NUMBER = st.integers(0, 9)
KINDS = ("support", "support", "withdraw", "merge", "part", "split", "leave")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), NUMBER, NUMBER), max_size=16)


class UndoneError(Exception):
    """What was played is thrown away."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(sqlite_url(Path(tmp_path_factory.mktemp("laws"))))
    know(house.storage, *(replace(AL, id=member) for member in MEMBERS))
    yield house
    house.close()


class Play:
    """The rules on one side; on the other who gave support where, and what was merged into what."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.given: dict[str, set[str]] = {}
        self.into: dict[str, str] = {}
        for number in range(THEMES):
            turn.unit.topics.add(replace(TOPIC, id=f"t{number}", proposer=""))
            self.given[f"t{number}"] = set()

    @property
    def roots(self) -> list[str]:
        return [each for each in self.given if each not in self.into]

    def of(self, root: str) -> set[str]:
        """Who supports it, by the model."""
        merged = (each for each, into in self.into.items() if into == root)
        return self.given[root].union(*(self.given[each] for each in merged))

    def topic(self, topic_id: str) -> Topic:
        found = self.turn.unit.topics.get(topic_id)
        assert found is not None
        return found

    def does(self, what: str, one: int, other: int) -> None:
        topic, member = self.roots[one % len(self.roots)], MEMBERS[other % len(MEMBERS)]
        getattr(self, what)(topic, member if what in ("support", "withdraw", "leave") else other)

    def support(self, topic: str, member: str) -> None:
        new = self.turn.unit.topics.support(topic, member)
        assert new == (member not in self.of(topic))
        if new:
            self.given[topic].add(member)

    def withdraw(self, topic: str, member: str) -> None:
        assert self.turn.unit.topics.withdraw(topic, member) == (member in self.of(topic))
        for each, supporters in self.given.items():
            if self.into.get(each, each) == topic:
                supporters.discard(member)

    def leave(self, _topic: str, member: str) -> None:
        self.turn.unit.topics.forget(member)
        for supporters in self.given.values():
            supporters.discard(member)

    def merge(self, topic: str, other: int) -> None:
        """Of the two, together, nobody is lost and nobody is there twice."""
        into = self.roots[other % len(self.roots)]
        if into != topic:
            both = self.of(topic) | self.of(into)
            assert self.turn.unit.topics.save(self.topic(topic).merged(self.turn.now, into))
            gather(self.turn, self.topic(topic), self.topic(into))
            self.into = {each: into if root == topic else root for each, root in self.into.items()} | {
                topic: into
            }
            assert self.topic(into).supporters == len(both)

    def part(self, topic: str, other: int) -> None:
        """Both together have those whom the one had."""
        merged = sorted(each for each, into in self.into.items() if into == topic)
        if merged:
            before, apart = self.of(topic), merged[other % len(merged)]
            assert self.turn.unit.topics.save(self.topic(apart).reopened(self.turn.now))
            del self.into[apart]
            assert self.of(topic) | self.of(apart) == before

    def split(self, topic: str, _other: int) -> None:
        """Each has all of them."""
        half = halve(self.turn, self.topic(topic), "Half")
        self.given[half.id] = set(self.of(topic))
        assert half.supporters == self.topic(topic).supporters

    def agrees(self) -> None:
        """The rules and the model say the same, of every theme and every member."""
        for root in self.roots:
            assert self.topic(root).supporters == len(self.of(root))
            found = {member for member in MEMBERS if self.turn.unit.topics.supports(root, member)}
            assert found == self.of(root)
        for member in MEMBERS:
            under = {root for root in self.roots if member in self.of(root)}
            assert set(self.turn.unit.topics.supported(member)) == under


@settings(max_examples=60)
@given(steps=STEPS)
def test_support_is_neither_lost_nor_counted_twice(house: House, steps: list[tuple[str, int, int]]) -> None:
    """After every step."""

    def play(turn: Turn) -> None:
        game = Play(turn)
        for what, one, other in steps:
            game.does(what, one, other)
            game.agrees()
        raise UndoneError

    with pytest.raises(UndoneError):
        house.app.operate(play)
