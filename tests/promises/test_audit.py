"""The promises of bot.audit.Audit."""

from collections.abc import Sequence
from functools import partial

import pytest

from bot.audit import Action, Entry
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import HOUR, at_once
from tests.world import NOON

JO, AL = "jo" + "a" * 24, "al" + "a" * 24


def entry(name: str, subject: str = JO, **changes: object) -> Entry:
    values = {"at": NOON, "actor": "al", "action": Action.APPROVED, "subject": subject}
    return Entry(name, **(values | changes))  # type: ignore[arg-type] # names are ours


def append(storage: Storage, *entries: Entry) -> None:
    def work(unit: Unit) -> None:
        for each in entries:
            unit.audit.append(each)

    storage.transact(work)


def ids(entries: Sequence[Entry]) -> list[str]:
    return [each.id for each in entries]


def latest(storage: Storage, limit: int = 10) -> Sequence[Entry]:
    return storage.transact(lambda unit: unit.audit.latest(limit))


def of(storage: Storage, subject: str, limit: int = 10) -> Sequence[Entry]:
    return storage.transact(lambda unit: unit.audit.of(subject, limit))


def page(storage: Storage, after: int, limit: int) -> Sequence[tuple[int, Entry]]:
    return storage.transact(lambda unit: unit.audit.page(after, limit))


def test_a_line_comes_back_as_it_was_written(storage: Storage) -> None:
    """Every field, for whatever was done."""
    lines = [
        Entry(f"line {action}", NOON + HOUR, "clock", action, JO, "slip", "community_id:4806016>-")
        for action in Action
    ]
    append(storage, *lines)

    assert list(latest(storage, 100)) == lines[::-1]


def test_the_newest_of_all_come_first(storage: Storage) -> None:
    """By when they were written, whatever a clock said; no more than asked for."""
    append(storage, entry("a", at=NOON + HOUR), entry("b", AL), entry("c", ""))

    assert ids(latest(storage)) == ["c", "b", "a"]
    assert ids(latest(storage, 2)) == ["c", "b"]


@pytest.mark.parametrize("beginning", ["joaaaa", "joa", JO])
def test_the_newest_about_a_subject_are_found_by_how_it_begins(storage: Storage, beginning: str) -> None:
    """And nothing about another that does not begin so, or about none."""
    append(storage, entry("a"), entry("b", AL), entry("c", "jo" + "b" * 24), entry("d"), entry("e", ""))

    assert ids(of(storage, beginning)) == ["d", "a"]
    assert ids(of(storage, beginning, 1)) == ["d"]


def test_two_subjects_that_begin_alike_are_both_found(storage: Storage) -> None:
    """Digits of an id included, at either end of the alphabet."""
    append(storage, entry("a", "joined" + "2" * 20), entry("b", "joined" + "z" * 20), entry("c", "joinee"))

    assert ids(of(storage, "joined")) == ["b", "a"]
    assert of(storage, "joinef") == ()


def test_pages_go_on_behind_the_last_number(storage: Storage) -> None:
    """In the order in which they were written, until there is none."""
    append(storage, *(entry(name) for name in "abcde"))
    read: list[str] = []
    after = 0
    while found := page(storage, after, 2):
        assert [number for number, _ in found] == sorted(number for number, _ in found)
        read += [each.id for _, each in found]
        after = found[-1][0]

    assert read == ["a", "b", "c", "d", "e"]


def test_lines_that_are_written_at_once_are_all_there(storage: Storage) -> None:
    """Each once, each with a number of its own."""
    at_once([partial(append, storage, entry(name)) for name in "abcdefgh"])
    found = page(storage, 0, 100)

    assert sorted(each.id for _, each in found) == list("abcdefgh")
    assert len({number for number, _ in found}) == 8


def test_a_line_is_undone_with_what_it_is_about(storage: Storage) -> None:
    """It is part of the same transaction."""

    def work(unit: Unit) -> None:
        unit.audit.append(entry("a"))
        raise LookupError

    with pytest.raises(LookupError):
        storage.transact(work)

    assert latest(storage) == ()
