"""The privacy notice: who answers for what is held, why, how long, and what people can do about it.

What is held and how long comes from the inventory, so that the notice cannot say anything else than what is
so. It is worded for people, and can be handed to whoever looks after privacy in a municipality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.chat import Named, Text, Value
from bot.members.inventory import INVENTORY, KINDS, rules_of
from bot.members.retention import Retention, Rule, how_long

# How many paragraphs each section has, in their order.
SECTIONS: Mapping[str, int] = {
    "responsible": 2,
    "purpose": 2,
    "never": 2,
    "held": 1,
    "forgetting": 4,
    "seen": 4,
    "place": 2,
    "platforms": 3,
    "rights": 6,
    "decisions": 2,
    "consent": 2,
    "security": 2,
    "breach": 1,
    "limits": 4,
}
OF_PEOPLE = (Rule.PARTING, Rule.STRANGER, Rule.REMOVED)


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for it, as the network has set it; a blank to fill in where it has not."""

    network: Named | None = None
    officer: str = ""
    contact: str = ""
    address: str = ""

    def values(self, kept: Retention) -> dict[str, Value]:
        return {
            "network": self.network or Text("privacy.blank.network"),
            "officer": self.officer or Text("privacy.blank.officer"),
            "contact": self.contact or Text("privacy.blank.contact"),
            "address": self.address or Text("privacy.blank.address"),
            "days": kept.key_backup.days,
        }


@dataclass(frozen=True, slots=True)
class Section:
    title: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Of the table: what is held, what for, how long, and in which columns of the database."""

    what: Text
    why: Text
    how_long: tuple[Text, ...]
    columns: tuple[str, ...]


def sections(responsible: Responsible, kept: Retention) -> Iterator[tuple[str, Section]]:
    """By name, in their order."""
    values = responsible.values(kept)
    for name, count in SECTIONS.items():
        paragraphs = tuple(Text(f"privacy.{name}.{number}", values) for number in range(1, count + 1))
        yield name, Section(Text(f"privacy.{name}.title", values), paragraphs)


def lines(kept: Retention) -> Iterator[Line]:
    """One for each kind of what is held."""
    for kind in KINDS:
        parts = [held for held in INVENTORY if held.kind == kind]
        columns = tuple(f"{held.table}.{column}" for held in parts for column in held.columns)
        how = tuple(how_long(rule, kept) for rule in rules_of(kind))
        yield Line(parts[0].what, parts[0].why, how, columns)


def of_people(kept: Retention) -> tuple[Text, ...]:
    """When somebody is forgotten as a whole."""
    return tuple(how_long(rule, kept) for rule in OF_PEOPLE)
