"""The store of topics, and of who supports them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.topics.model import State, Topic


class Topics(Protocol):
    """Words are sealed with the network's key; ids of members are never shown. All moments are aware UTC.
    Whoever reads a topic reads how many support it; `add` and `save` leave that as it is."""

    def add(self, topic: Topic) -> None:
        """Nobody forgets its proposer before this unit has ended."""

    def get(self, topic_id: str) -> Topic | None: ...

    def save(self, topic: Topic) -> bool:
        """Store one that was changed: True when the stored one still had the revision before it, and exactly
        one caller wins. What counts for which topic (`into`) is counted anew."""

    def drop(self, topic_id: str) -> bool:
        """It, what is merged into it and all support for these; False when it was gone already."""

    def shortlisted(self) -> Sequence[Topic]:
        """Those that a poll may be about, the most supported first."""

    def listed(self, states: Collection[State], skip: int, limit: int) -> Sequence[Topic]:
        """Those in these states, in the order of the states; in each the most supported first."""

    def merged_into(self, topic_id: str) -> Sequence[Topic]:
        """The oldest first."""

    def of(self, proposer: str) -> Sequence[Topic]:
        """All that a member brought, drafts too, the oldest first."""

    def referred(self, reference: str) -> Sequence[Topic]:
        """Those, drafts apart, whose id begins so (lower case, six characters or more); two at most."""

    def support(self, topic_id: str, member: str) -> bool:
        """From now on they do; False when they did already. Nobody forgets them before this unit has
        ended."""

    def withdraw(self, topic_id: str, member: str) -> bool:
        """From now on they support neither it nor what is merged into it; False when they did not."""

    def supports(self, topic_id: str, member: str) -> bool:
        """It, or anything that is merged into it."""

    def supported(self, member: str) -> Sequence[str]:
        """Ids of the topics under which their support counts."""

    def share(self, one: str, other: str) -> None:
        """Whoever supports the one supports the other too."""

    def expired(self, before: datetime, limit: int) -> Sequence[str]:
        """Ids of those that nobody needed any more by then, the earliest first."""

    def next_expiry(self) -> datetime | None: ...

    def hand_over(self, one: str, other: str) -> None:
        """They are the same person: what the one brought and supported is the other's, counted once."""

    def forget(self, member: str) -> None:
        """They support nothing, and nothing is theirs."""
