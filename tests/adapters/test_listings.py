"""Lines for operators: complete, safe for a spreadsheet, and without anybody's name."""

import csv
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.listings import Format, audit_lines, errand_table, safe, state_line
from bot.audit import Action, Entry
from bot.marks import Mark
from tests.promises.cast import errand
from tests.world import NOON

ENTRY = Entry("a" * 26, NOON, "operator", Action.RETRIED, "b" * 26, "gave_up", "joining.code")


def test_an_entry_is_an_object_on_a_line() -> None:
    """With its moment as it was, in UTC."""
    (line,) = audit_lines([ENTRY], Format.JSONL)

    assert line.endswith("}\n")
    assert json.loads(line) == {
        "id": "a" * 26,
        "at": "2026-11-25T17:00:00+00:00",
        "actor": "operator",
        "action": "retried",
        "subject": "b" * 26,
        "reason": "gave_up",
        "detail": "joining.code",
    }


def test_a_table_has_a_head_even_when_it_is_empty() -> None:
    """So that whoever reads it knows what there would be."""
    assert list(audit_lines([], Format.CSV)) == ["id,at,actor,action,subject,reason,detail\r\n"]
    assert list(audit_lines([], Format.JSONL)) == []


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(begins: str) -> None:
    """None of ours ever begins so; a spreadsheet is not to be trusted with it all the same."""
    cell = f'{begins}HYPERLINK("https://evil.example","here")'
    _, row = audit_lines([replace(ENTRY, detail=cell)], Format.CSV)

    assert safe(cell) == f"'{cell}"
    assert next(csv.reader([row]))[-1].startswith("'")


def test_what_is_no_formula_stays_as_it_is() -> None:
    """Ids, codes and moments."""
    _, row = audit_lines([ENTRY], Format.CSV)

    assert next(csv.reader([row]))[1:4] == ["2026-11-25T17:00:00+00:00", "operator", "retried"]


def test_columns_of_errands_stand_below_each_other() -> None:
    """However long an id is; what still waits has no result, what has no code a dash."""
    ended = errand("a" * 26, result="never", code="gone", settled_at=NOON + timedelta(hours=1))
    head, first, second = errand_table([ended, errand("b")])

    assert head.index("kind") == first.index("joining.code") == second.index("joining.code")
    assert first.split()[2:] == ["2026-11-25T18:00Z", "never", "gone"]
    assert second.split()[2:] == ["2026-11-25T17:00Z", "waiting", "-"]


def test_the_state_names_who_paused_by_an_id() -> None:
    """And nobody while nothing is paused."""
    paused = "paused since 2026-11-25T17:00Z by jo: nothing goes out, everything is kept"

    assert state_line(Mark(NOON, "jo")) == paused
    assert state_line(None) == "nothing is paused: everything goes out"
