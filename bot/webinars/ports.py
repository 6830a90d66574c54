"""The store of guests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.webinars.model import Following, Guest


class Guests(Protocol):
    """Who registers for public webinars. Each address is sealed with a key of its own, which is destroyed
    with it; a mailbox is known by a keyed fingerprint, another one for each webinar, so that nobody is
    followed from one to the next. All moments are aware UTC."""

    def add(self, guest: Guest, mailbox: str) -> None:
        """Two of one webinar with one mailbox are a conflict (the unit's work is run again and sees the
        other)."""

    def get(self, guest_id: str) -> Guest | None: ...

    def of_mailbox(self, webinar_id: str, mailbox: str) -> Guest | None: ...

    def ask(self, guest: Guest, before: datetime, most: int) -> bool:
        """They are written to once more (`asked_at`; `expires_at` and `reader`, unless they are registered):
        True for exactly one caller, and only where they were not written to after that moment, nor as often
        as that."""

    def confirm(self, guest: Guest) -> bool:
        """They are registered (`confirmed_at`, `expires_at`): exactly one caller wins."""

    def leave(self, guest_id: str, now: datetime, expires: datetime) -> bool:
        """They have withdrawn, and are kept for a last letter alone: nothing but `leaving` finds them, and
        their mailbox can come anew. Exactly one caller wins."""

    def leaving(self, guest_id: str) -> Guest | None:
        """Who has, while they are kept for that."""

    def empty(self, guest_id: str, expires: datetime) -> bool:
        """Until then nothing is kept but that a letter was asked for, and how often; no backup brings the
        rest back. False when there is nobody (any more)."""

    def tell(self, guest: Guest) -> None:
        """What their calendar is told, by which errand, and how."""

    def forget(self, guest_id: str) -> bool:
        """Nothing of theirs is kept, and no backup brings it back; False when there is nobody (any more)."""

    def count(self, webinar_id: str) -> int:
        """How many are registered for it."""

    def to_tell(self, webinar_id: str, news: int, limit: int) -> Sequence[Following]:
        """Those of the registered for whom no errand about that news, or later ones, was written."""

    def telling(self, guests: Sequence[str], news: int, expires: datetime) -> None:
        """One is; they are kept until then."""

    def to_remind(self, webinar_id: str, starts: datetime, limit: int) -> Sequence[Following]:
        """Those of the registered for whom none was that reminds them of a beginning at that moment."""

    def reminding(self, guests: Sequence[str], starts: datetime) -> None:
        """One is, or need not be."""

    def to_show(self, webinar_id: str, limit: int) -> Sequence[Following]:
        """Those of the registered who were not yet told where it can be seen afterwards."""

    def showing(self, guests: Sequence[str]) -> None:
        """They are being told."""

    def token(self, guest_id: str) -> str:
        """The secret in the address of their page: always the same, and nowhere stored."""

    def at_page(self, token: str) -> Guest | None:
        """Whose page has it in its address."""
