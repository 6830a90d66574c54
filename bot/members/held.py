"""One line of the inventory: columns of a table, what they hold, and how long."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import Text
from bot.members.retention import Rule


@dataclass(frozen=True, slots=True)
class Held:
    """`columns` of a `table` that hold one kind of thing, and go by one rule. `sealed`: a person's own, and
    readable with a key that is destroyed when they are forgotten."""

    table: str
    columns: tuple[str, ...]
    kind: str
    rule: Rule

    @property
    def what(self) -> Text:
        return Text(f"held.{self.kind}")

    @property
    def why(self) -> Text:
        return Text(f"held.{self.kind}.why")


def held(table: str, columns: str, kind: str, rule: Rule) -> Held:
    """Columns parted by blanks."""
    return Held(table, tuple(columns.split()), kind, rule)
