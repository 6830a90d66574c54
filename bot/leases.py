"""What one process does for all of them, as the line to Discord: whoever holds its lease, and takes that anew
before it has run out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

LONGEST = timedelta(minutes=1)  # so that another goes on within that time after a process has died


class Leases(Protocol):
    """A handful of rows, of processes that run now: no backup holds them. All moments are aware UTC."""

    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Whether it is the holder's until then, since it was free, had run out by now, or was theirs
        already. Of those who ask at once for one that is free or has run out, exactly one gets it."""

    def release(self, name: str, holder: str) -> None:
        """It is free at once; one that is not (any more) the holder's stays as it is."""

    def set_right(self, now: datetime) -> None:
        """The clock was set back, if one lasts longer than the longest: then it lasts as long as that."""


class Told(Protocol):
    """What another side was told last, as the commands that Discord knows of, by a fingerprint of it. No
    backup holds it: what was told since would be taken for what was told then."""

    def get(self, name: str) -> str:
        """Empty when nothing was."""

    def keep(self, name: str, fingerprint: str) -> None: ...
