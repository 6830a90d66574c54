"""Figures for whoever keeps the bot running: how much waits, and for how long; of nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Counted:
    """`errands` wait to be carried out, `due` of them now; `failing` ones are tried again, `failed` ones are
    not. `waiting` requests wait for the coordinators and `asked` ones for an answer, `broken` promises have
    run out; `late` are meetings, polls and requests of which reminders should have been written by now. Since
    `oldest_due` an errand is due, since `oldest_waiting` a request waits."""

    errands: int
    due: int
    failing: int
    failed: int
    waiting: int
    asked: int
    broken: int
    late: int
    oldest_due: datetime | None
    oldest_waiting: datetime | None


class Figures(Protocol):
    """Counts rows; reads nothing that is sealed."""

    def count(self, now: datetime) -> Counted: ...
