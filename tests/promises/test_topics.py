"""The promises of bot.topics.ports.Topics, apart from support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.topics.model import DRAFT_KEPT, KEPT, State, Topic
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, DAY, JO, at_once, know
from tests.world import NOON

TOPIC = Topic(
    id="t1",
    title="Floods <@U1> xʷməθkʷəy̓əm",
    language="en",
    proposer="jo",
    created=NOON,
    touched=NOON,
    why="The river\nrose.",
    tags=("water", "ai"),
)
FULL = replace(TOPIC, shown=True, answer_en="Soon", answer_fr="Bientôt", state=State.PARKED, revision=3)


@pytest.fixture(autouse=True)
def two_people(storage: Storage) -> None:
    """Who bring and support."""
    know(storage, JO, AL)


def add(storage: Storage, *topics: Topic) -> None:
    for each in topics:
        storage.transact(lambda unit, each=each: unit.topics.add(each))  # type: ignore[misc] # of this turn


def get(storage: Storage, topic_id: str = "t1") -> Topic | None:
    return storage.transact(lambda unit: unit.topics.get(topic_id))


def save(storage: Storage, topic: Topic) -> bool:
    return storage.transact(lambda unit: unit.topics.save(topic))


def support(storage: Storage, topic_id: str, *members: str) -> None:
    for member in members:
        storage.transact(lambda unit, member=member: unit.topics.support(topic_id, member))  # type: ignore[misc] # of this turn


def listed(storage: Storage, *states: State, skip: int = 0, limit: int = 10) -> list[str]:
    return ids(storage.transact(lambda unit: unit.topics.listed(states, skip, limit)))


def ids(topics: Sequence[Topic]) -> list[str]:
    return [topic.id for topic in topics]


@pytest.mark.parametrize("topic", [TOPIC, FULL, replace(TOPIC, proposer="", tags=(), why="")])
def test_a_topic_comes_back_as_it_was_written(storage: Storage, topic: Topic) -> None:
    """With all that it says; there is none with another id."""
    add(storage, topic)

    assert get(storage) == topic
    assert get(storage, "t2") is None


def test_what_it_is_about_lies_sealed(storage: Storage) -> None:
    """Title, why and answer can be read with the network's key alone."""
    add(storage, FULL)
    rows = storage.transact(lambda unit: list(unit.database.rows(unit_all(), {"id": "t1"})))  # type: ignore[attr-defined] # the store's own

    assert not any(word in repr(rows).encode() for word in (b"Floods", b"river", b"Soon", b"Bient"))


def unit_all() -> object:
    from storage.topics import _GET  # noqa: PLC0415 - what the store itself reads

    return _GET


def test_a_change_is_stored_over_the_revision_before_it(storage: Storage) -> None:
    """What is supported is not its affair, nor since when it is known."""
    add(storage, TOPIC)
    support(storage, "t1", "al")
    changed = TOPIC.answered(NOON + DAY, "Yes", "").shortlisted(NOON + DAY)
    once = replace(changed, revision=1)

    assert save(storage, once)
    assert get(storage) == replace(once, supporters=1)
    assert not save(storage, once)
    assert not save(storage, replace(once, id="t9"))


def test_of_those_who_change_it_at_once_exactly_one_wins(storage: Storage) -> None:
    """Whichever it is."""
    add(storage, TOPIC)
    changed = [TOPIC.answered(NOON, word, "") for word in "abcd"]
    won = at_once([partial(save, storage, each) for each in changed])

    assert Counter(won) == {True: 1, False: 3}
    assert get(storage) == changed[won.index(True)]


def test_those_in_some_states_are_listed_by_support(storage: Storage) -> None:
    """One state after the other; of as many, the newer one first; leafed through."""
    states = {"t2": State.SHORTLISTED, "t4": State.SHORTLISTED, "t5": State.DRAFT}
    add(storage, *(replace(TOPIC, id=f"t{n}", state=states.get(f"t{n}", State.OPEN)) for n in range(1, 6)))
    support(storage, "t1", "al", "jo")
    support(storage, "t2", "al")
    both = (State.SHORTLISTED, State.OPEN)

    assert listed(storage, *both) == ["t2", "t4", "t1", "t3"]
    assert [listed(storage, *both, skip=skip, limit=3) for skip in (0, 1, 2, 3, 4)] == [
        ["t2", "t4", "t1"], ["t4", "t1", "t3"], ["t1", "t3"], ["t3"], [],
    ]  # fmt: skip
    assert ids(storage.transact(lambda unit: unit.topics.shortlisted())) == ["t2", "t4"]


def test_those_of_one_member_and_those_merged_into_one_are_found(storage: Storage) -> None:
    """In the order in which they came; what is nobody's is nobody's."""
    add(storage, TOPIC, replace(TOPIC, id="t0", state=State.DRAFT), replace(TOPIC, id="t2", proposer=""))
    add(storage, replace(TOPIC, id="t3", proposer="al", state=State.MERGED, into="t1"))

    assert ids(storage.transact(lambda unit: unit.topics.of("jo"))) == ["t1", "t0"]
    assert ids(storage.transact(lambda unit: unit.topics.of(""))) == []
    assert ids(storage.transact(lambda unit: unit.topics.merged_into("t1"))) == ["t3"]


def test_one_is_found_by_how_its_id_begins(storage: Storage) -> None:
    """Two at most, which says that it is not enough; a draft is found by nobody."""
    add(storage, *(replace(TOPIC, id=f"abcdef{letter}") for letter in "xyz"))
    add(storage, replace(TOPIC, id="abcdeg", state=State.DRAFT))
    found = [
        ids(storage.transact(lambda unit, name=name: unit.topics.referred(name)))  # type: ignore[misc] # of this turn
        for name in ("abcdefy", "abcdef", "abcdeg")
    ]

    assert found == [["abcdefy"], ["abcdefx", "abcdefy"], []]


def test_what_nobody_needs_any_more_is_found(storage: Storage) -> None:
    """A draft after a day, the others after two years; what is merged goes with the other."""
    add(storage, TOPIC, replace(TOPIC, id="t2", state=State.DRAFT, touched=NOON + DAY))
    add(storage, replace(TOPIC, id="t3", state=State.MERGED, into="t1"))

    def expired(after: timedelta, limit: int = 9) -> list[str]:
        return list(storage.transact(lambda unit: unit.topics.expired(NOON + after, limit)))

    assert storage.transact(lambda unit: unit.topics.next_expiry()) == NOON + DAY + DRAFT_KEPT
    assert [expired(DAY), expired(KEPT), expired(KEPT, 1)] == [[], ["t2", "t1"], ["t2"]]
    drop = [storage.transact(lambda unit, name=name: unit.topics.drop(name)) for name in ("t1", "t1", "t3")]  # type: ignore[misc] # of this turn
    assert drop == [True, False, False]
    assert get(storage, "t3") is None


def test_nothing_is_written_down_for_somebody_who_was_forgotten(storage: Storage) -> None:
    """Nobody could take it back."""
    storage.transact(lambda unit: unit.profiles.forget("jo"))

    with pytest.raises(Contended):
        add(storage, TOPIC)
    with pytest.raises(Contended):
        support(storage, "t1", "jo")


@pytest.mark.parametrize("how", ["profiles", "topics"])
def test_what_a_member_brought_who_is_forgotten_is_nobodys(storage: Storage, how: str) -> None:
    """And what they supported is not supported by them any more."""
    add(storage, FULL, replace(TOPIC, id="t2", proposer="al"))
    support(storage, "t1", "jo", "al")
    support(storage, "t2", "jo")
    forget = {
        "profiles": lambda unit: unit.profiles.forget("jo"),
        "topics": lambda unit: unit.topics.forget("jo"),
    }
    storage.transact(forget[how])

    assert get(storage) == replace(FULL, proposer="", shown=False, supporters=1)
    assert (get(storage, "t2") or TOPIC).supporters == 0
    assert storage.transact(lambda unit: unit.topics.supported("jo")) == []


def test_what_one_brought_and_supported_goes_over_to_the_other(storage: Storage) -> None:
    """Who is counted once where both did."""
    add(storage, TOPIC, replace(TOPIC, id="t2"))
    support(storage, "t1", "jo", "al")
    support(storage, "t2", "jo")
    storage.transact(lambda unit: unit.topics.hand_over("jo", "al"))

    assert [get(storage), get(storage, "t2")] == [
        replace(TOPIC, proposer="al", supporters=1),
        replace(TOPIC, id="t2", proposer="al", supporters=1),
    ]
    assert storage.transact(lambda unit: unit.topics.supported("al")) == ["t1", "t2"]
    assert storage.transact(lambda unit: unit.topics.supported("jo")) == []
