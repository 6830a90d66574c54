"""That a community has agreed to be named in public: as a value, and where it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol


class Basis(StrEnum):
    """Whose word it is; each has a sentence in the catalogues (`community.basis.<basis>`)."""

    COUNCIL = "council"
    OFFICE = "office"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Agreement:
    """`basis` and `day` say who agreed when, and are None once that is over (or before it ever was).
    `revision` counts both, so that a screen of before is known to be old."""

    community_id: str
    basis: Basis | None = None
    day: date | None = None
    revision: int = 0

    def __post_init__(self) -> None:
        if not self.community_id or (self.basis is None) != (self.day is None):
            raise ValueError("half an agreement")

    @property
    def stands(self) -> bool:
        return self.basis is not None

    def given(self, basis: Basis, day: date) -> Agreement:
        return replace(self, basis=basis, day=day, revision=self.revision + 1)

    def ended(self) -> Agreement:
        return replace(self, basis=None, day=None, revision=self.revision + 1)


class Agreements(Protocol):
    """The store of agreements. Who wrote one down is in the audit alone."""

    def get(self, community_id: str) -> Agreement | None:
        """The latest, also one that is over."""

    def save(self, agreement: Agreement) -> bool:
        """Store one that was changed: True when the stored one still had the revision before it (where there
        is none: nought), and exactly one caller wins."""

    def drop(self, community_id: str) -> None:
        """Nothing of it is kept."""

    def shown(self) -> Sequence[str]:
        """Ids of the communities that agree and where a member works, suspended ones too: that one of them
        was suspended is nobody's business."""
