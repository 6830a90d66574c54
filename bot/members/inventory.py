"""The inventory: every column of the database, what it holds, what for, and how long.

Each part of it has a file. `tests/test_inventory.py` compares all of it with the databases: what is not
listed is not kept.
"""

from __future__ import annotations

from bot.members import (
    held_joining,
    held_meetings,
    held_operation,
    held_people,
    held_polls,
    held_rights,
    held_webinars,
)
from bot.members.held import Held
from bot.members.retention import Rule

INVENTORY: tuple[Held, ...] = (
    *held_people.HELD,
    *held_joining.HELD,
    *held_meetings.HELD,
    *held_polls.HELD,
    *held_operation.HELD,
    *held_rights.HELD,
    *held_webinars.HELD,
)


def of_column(table: str, column: str) -> Held:
    """Its line; raises `LookupError` where there is none."""
    for held in INVENTORY:
        if held.table == table and column in held.columns:
            return held
    raise LookupError(f"{table}.{column} is not on the inventory")


def rules_of(kind: str) -> tuple[Rule, ...]:
    """How long the parts of one kind are kept, each rule once."""
    return tuple(dict.fromkeys(held.rule for held in INVENTORY if held.kind == kind))


KINDS: tuple[str, ...] = tuple(dict.fromkeys(held.kind for held in INVENTORY))
