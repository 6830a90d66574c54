"""A theme that a member brought, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat import Named

TITLE_LIMIT = 120  # a meeting's theme is no longer
WHY_LIMIT = 500
ANSWER_LIMIT = 300
OWN_LIMIT = 10  # open suggestions of one member
KEPT = timedelta(days=730)  # since anybody changed it
DRAFT_KEPT = timedelta(days=1)


class State(StrEnum):
    """Of a draft only whoever writes it knows: they are asked whether they would rather support another."""

    DRAFT = "draft"
    OPEN = "open"
    SHORTLISTED = "shortlisted"
    PARKED = "parked"
    MERGED = "merged"
    CHOSEN = "chosen"


DRAFTS_AND_OPEN = (State.DRAFT, State.OPEN)
STANDING = (State.SHORTLISTED, State.OPEN)  # those that can become the theme of a meeting
SETTLED = (State.CHOSEN, State.PARKED)


@dataclass(frozen=True, slots=True)
class Topic:
    """`proposer` is a profile id, empty once they have left; nobody but whoever `shown` allows reads whose it
    is. `into` is the one that this one was merged into: never one that is merged itself. `supporters` are the
    members who support it or any that is merged into it, each counted once. `revision` counts changes of
    anything but support; `touched` is the moment of the latest."""

    id: str
    title: str
    language: str
    proposer: str
    created: datetime
    touched: datetime
    why: str = ""
    tags: tuple[str, ...] = ()
    shown: bool = False
    state: State = State.OPEN
    into: str = ""
    answer_en: str = ""
    answer_fr: str = ""
    supporters: int = 0
    revision: int = 0

    def __post_init__(self) -> None:
        if not self.title or self.created.tzinfo is None or self.touched.tzinfo is None:
            raise ValueError(self.id)
        if (self.state is State.MERGED) != bool(self.into) or self.into == self.id:
            raise ValueError(self.id)

    @property
    def reference(self) -> str:
        """By which people name it."""
        return self.id[:6].upper()

    @property
    def answer(self) -> Named | None:
        """What facilitators said to it; in the other language where there is only one."""
        one, other = self.answer_en or self.answer_fr, self.answer_fr or self.answer_en
        return Named(one, other) if one else None

    @property
    def root(self) -> str:
        """The id of the one under which its support counts."""
        return self.into or self.id

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    @property
    def expires(self) -> datetime | None:
        """When nobody needs it any more; what is merged goes with the one it was merged into."""
        if self.state is State.MERGED:
            return None
        return self.touched + (DRAFT_KEPT if self.state is State.DRAFT else KEPT)

    def posted(self, now: datetime) -> Topic:
        return self._changed(now, state=State.OPEN)

    def shortlisted(self, now: datetime) -> Topic:
        return self._changed(now, state=State.SHORTLISTED)

    def reopened(self, now: datetime) -> Topic:
        """Back among those that are open: not on the shortlist, not parked, or taken apart again."""
        return self._changed(now, state=State.OPEN, into="")

    def parked(self, now: datetime, english: str, french: str) -> Topic:
        """Not now, and why."""
        return self._changed(now, state=State.PARKED, answer_en=english, answer_fr=french)

    def answered(self, now: datetime, english: str, french: str) -> Topic:
        return self._changed(now, answer_en=english, answer_fr=french)

    def touched_by(self, now: datetime) -> Topic:
        """Something else was merged into it."""
        return self._changed(now)

    def renamed(self, now: datetime, title: str) -> Topic:
        return self._changed(now, title=title)

    def merged(self, now: datetime, into: str) -> Topic:
        return self._changed(now, state=State.MERGED, into=into)

    def chosen(self, now: datetime) -> Topic:
        return self._changed(now, state=State.CHOSEN)

    def orphaned(self, now: datetime) -> Topic:
        """Whoever brought it has left: it is nobody's any more."""
        return self._changed(now, proposer="", shown=False)

    def _changed(self, now: datetime, **changes: object) -> Topic:
        return replace(self, touched=now, revision=self.revision + 1, **changes)  # type: ignore[arg-type] # ours


def by_support(topics: Sequence[Topic]) -> list[Topic]:
    """Those with the most supporters first; of as many, the older one."""
    return sorted(topics, key=lambda topic: (-topic.supporters, topic.created, topic.id))
