"""Rows as lines of text: every column of every table has a form, and nothing gets lost on the way."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import Table

from storage.backup import DATA, KEYS, PASSING, SECRET
from storage.ballot_tables import poll_keys
from storage.dump import AS_THEY_ARE, READ, WRITTEN, Dump, header_of, python_type, reader_of, write_dump
from storage.errors import BackupDamaged
from storage.tables import KEYS_SCHEMA, metadata, postings, proof_codes
from tests.world import NOON

CODES = [("first", b"\x00" * 32, NOON), ("second", b"\xff" * 32, NOON)]
SHOWN = [("first", "slack", "C1:17"), ("sécond", "discord", 'a "quoted"\nline')]


def dumped() -> list[bytes]:
    tables: list[tuple[Table, Sequence[Sequence[Any]]]] = [(proof_codes, CODES), (postings, SHOWN)]
    written: list[bytes] = []
    write_dump(written.append, header_of(NOON, NOON, "0002", [table for table, _ in tables]), iter(tables))
    return [line.rstrip(b"\n") for line in written]


def read(lines: list[bytes]) -> list[tuple[str, tuple[object, ...]]]:
    return list(_values(Dump(iter(lines))))


def _values(dump: Dump) -> Iterator[tuple[str, tuple[object, ...]]]:
    for name, row in dump.rows():
        values = reader_of(metadata.tables[name], dump.header.columns[name])(row)
        yield name, tuple(values.values())


def test_rows_come_back_as_they_were() -> None:
    """Moments, bytes, and text with whatever is in it."""
    assert read(dumped()) == [("proof_codes", row) for row in CODES] + [("postings", row) for row in SHOWN]


def test_the_header_says_of_when_and_of_which_revision_they_are() -> None:
    """And which columns there are, in their order."""
    header = Dump(iter(dumped())).header

    assert (header.made_at, header.revision) == (NOON, "0002")
    assert header.columns["postings"] == ["subject", "platform", "reference"]


def test_rows_are_counted_by_table() -> None:
    """For whoever wants to know what is in it."""
    dump = Dump(iter(dumped()))
    for _ in dump.rows():
        pass

    assert dump.counts == {"proof_codes": 2, "postings": 2}


@pytest.mark.parametrize("left_out", range(8))
def test_a_line_that_is_missing_is_noticed(left_out: int) -> None:
    """The first and the last one too."""
    lines = dumped()
    del lines[left_out]

    with pytest.raises(BackupDamaged):
        list(Dump(iter(lines)).rows())


@pytest.mark.parametrize("line", [b"", b"[", b'{"rows":{}}', b'["a","b","c"]'])
def test_a_line_behind_the_last_one_is_noticed(line: bytes) -> None:
    """Whatever it is."""
    with pytest.raises(BackupDamaged):
        read([*dumped(), line])


def test_a_line_is_text_that_people_can_read() -> None:
    """Should there ever be no program left that knows what it is."""
    assert [json.loads(line) for line in dumped()[4:]] == [
        {"table": "postings"},
        ["first", "slack", "C1:17"],
        ["sécond", "discord", 'a "quoted"\nline'],
        {"rows": {"proof_codes": 2, "postings": 2}},
    ]


def test_every_column_has_a_form_in_which_it_is_written() -> None:
    """A column of another kind is noticed here, and not at the first backup."""
    kinds = {python_type(column) for table in metadata.sorted_tables for column in table.columns}

    assert kinds <= AS_THEY_ARE | WRITTEN.keys()
    assert WRITTEN.keys() == READ.keys()


def test_every_table_is_backed_up_but_those_that_must_not_be() -> None:
    """Each row after those to which it refers, with the data no key; nothing that passes, and no ballot."""
    tables = [*DATA, *KEYS]
    refers = [(table, key.column.table) for table in tables for key in table.foreign_keys]

    assert {*tables, *PASSING, *SECRET, poll_keys} == set(metadata.tables.values())
    assert {table.name for table in PASSING} == {"leases", "told", "visits"}
    assert {table.name for table in SECRET} == {"ballots", "ballot_boxes", "questions"}
    assert all(tables.index(other) < tables.index(table) for table, other in refers)
    assert [table for table in tables if table.schema == KEYS_SCHEMA] == [*KEYS]
