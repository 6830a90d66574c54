"""Moments that all processes of a network share: since when it is paused, when the last digest went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

PAUSED = "paused"  # since when nothing goes out
RESUMED = "resumed"  # since when it does again
DIGEST = "digest"  # of which morning the last digest was


@dataclass(frozen=True, slots=True)
class Mark:
    """`actor` as in the audit."""

    at: datetime
    actor: str


class Marks(Protocol):
    """A handful of rows."""

    def get(self, name: str) -> Mark | None: ...

    def set(self, name: str, mark: Mark, seen: Mark | None) -> bool:
        """Exactly one of those who have `seen` the same wins; False for the others."""

    def clear(self, name: str) -> bool:
        """False when there was none (any more)."""
