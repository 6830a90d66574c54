"""What bot.topics.ports.Topics promises about support."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from bot.topics.model import State, Topic
from storage.engine import Storage
from tests.promises.cast import AL, JO, at_once, know
from tests.promises.test_topics import TOPIC, add, get, save, support
from tests.world import NOON

KIM = replace(AL, id="kim")
OTHER = replace(TOPIC, id="t2")


@pytest.fixture(autouse=True)
def two_topics(storage: Storage) -> None:
    """And three people."""
    know(storage, JO, AL, KIM)
    add(storage, TOPIC, OTHER)


def counts(storage: Storage) -> tuple[int, ...]:
    found = (get(storage, name) for name in ("t1", "t2"))
    return tuple(topic.supporters for topic in found if topic)


def merge(storage: Storage, topic: Topic = OTHER, into: str = "t1") -> Topic:
    merged = topic.merged(NOON, into)
    assert save(storage, merged)
    return merged


def supports(storage: Storage, topic_id: str, member: str) -> bool:
    return storage.transact(lambda unit: unit.topics.supports(topic_id, member))


def withdraw(storage: Storage, topic_id: str, member: str) -> bool:
    return storage.transact(lambda unit: unit.topics.withdraw(topic_id, member))


def test_each_is_counted_once_however_often_they_say_so(storage: Storage) -> None:
    """From two places at once as well; of a topic that there is not, nothing is."""

    def say() -> bool:
        return storage.transact(lambda unit: unit.topics.support("t1", "jo"))

    assert Counter(at_once([say] * 4)) == {True: 1, False: 3}
    assert not storage.transact(lambda unit: unit.topics.support("t9", "jo"))
    assert counts(storage) == (1, 0)


def test_several_at_once_are_all_counted(storage: Storage) -> None:
    """None of them overlooks another."""
    at_once([partial(support, storage, "t1", member) for member in ("jo", "al", "kim")])

    assert counts(storage) == (3, 0)


def test_it_can_be_withdrawn_and_given_again(storage: Storage) -> None:
    """Once; the second time there is nothing to withdraw."""
    support(storage, "t1", "jo", "al")

    assert [withdraw(storage, "t1", "jo") for _ in range(2)] == [True, False]
    assert (counts(storage), supports(storage, "t1", "jo")) == ((1, 0), False)
    support(storage, "t1", "jo")
    assert (counts(storage), supports(storage, "t1", "jo")) == ((2, 0), True)


def test_supporters_of_both_are_counted_once_when_these_are_merged(storage: Storage) -> None:
    """Under the one that stays; it is they who support it."""
    support(storage, "t1", "jo", "al")
    support(storage, "t2", "al", "kim")
    merge(storage)

    assert counts(storage) == (3, 0)
    assert [supports(storage, name, "kim") for name in ("t1", "t2")] == [True, True]
    assert storage.transact(lambda unit: unit.topics.supported("al")) == ["t1"]


def test_whoever_withdraws_from_merged_ones_supports_none_of_them(storage: Storage) -> None:
    """Wherever they had said so."""
    support(storage, "t1", "jo", "al")
    support(storage, "t2", "al")
    merge(storage)

    assert withdraw(storage, "t2", "al")
    assert counts(storage) == (1, 0)
    assert not storage.transact(lambda unit: unit.topics.support("t2", "jo"))
    assert counts(storage) == (1, 0)


def test_taken_apart_again_each_has_its_own(storage: Storage) -> None:
    """And what came meanwhile stays where it was said."""
    support(storage, "t1", "jo")
    support(storage, "t2", "al")
    merged = merge(storage)
    support(storage, "t1", "kim")
    assert save(storage, merged.reopened(NOON))

    assert counts(storage) == (2, 1)


def test_supporters_can_be_shared(storage: Storage) -> None:
    """Also those of what is merged; nobody twice."""
    add(storage, replace(TOPIC, id="t3", state=State.MERGED, into="t1"))
    support(storage, "t1", "jo")
    support(storage, "t3", "al")
    support(storage, "t2", "al", "kim")
    storage.transact(lambda unit: unit.topics.share("t1", "t2"))

    assert counts(storage) == (2, 3)


def test_whoever_is_forgotten_counts_once_less_under_merged_ones(storage: Storage) -> None:
    """Although they had supported both."""
    support(storage, "t1", "jo", "al")
    support(storage, "t2", "jo")
    merge(storage)
    storage.transact(lambda unit: unit.profiles.forget("jo"))

    assert counts(storage) == (1, 0)


def test_support_and_merging_at_once_lose_nothing(storage: Storage) -> None:
    """Whichever comes first."""
    support(storage, "t1", "jo")
    at_once(
        [lambda: merge(storage), lambda: support(storage, "t2", "al"), lambda: support(storage, "t1", "kim")]
    )

    assert counts(storage) == (3, 0)
