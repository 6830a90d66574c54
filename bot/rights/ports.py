"""What people's rights need: what each slice holds about one person, and what is good once for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

Told = str | int | bool | datetime | None


@dataclass(frozen=True, slots=True)
class Record:
    """One row that is about somebody, of the table `where`. Somebody else in it is not named; what is kept
    as a fingerprint or a key alone is said to be one."""

    where: str
    values: Mapping[str, Told]


class Holder(Protocol):
    """One slice's answer to what it holds about one person; each that keeps anything of people has one."""

    def held(self, person: str, *where: str) -> Sequence[Record]:
        """By profile id: all of it, as it is, in the order in which it came about; or only what stands in
        these tables. Nothing for whoever is not known (any more)."""


class Holdings(Holder, Protocol):
    """All of these together."""


class Purpose(StrEnum):
    """What a ticket is good for."""

    DOWNLOAD = "download"  # to take along what is held
    FORGET = "forget"  # to confirm by mail


class Tickets(Protocol):
    """Good once and for a while; known by a keyed fingerprint of their token alone."""

    def keep(self, member: str, purpose: Purpose, token: str, expires: datetime) -> None:
        """In place of any earlier one, which is good for nothing any more. Nobody forgets the member before
        this unit has ended."""

    def take(self, purpose: Purpose, token: str, now: datetime) -> str | None:
        """Whose it is: exactly one caller is told, once, and only in time."""
