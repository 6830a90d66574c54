"""What changes of a meeting mean for those who are invited: the table of rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.meetings.model import Meeting, State


@dataclass(frozen=True, slots=True)
class Rule:
    """`asks_again`: earlier answers are to something else, and the sequence rises; `tells`: everybody's
    calendar hears of it."""

    asks_again: bool
    tells: bool


ASKS = Rule(asks_again=True, tells=True)
TELLS = Rule(asks_again=False, tells=True)
SILENT = Rule(asks_again=False, tells=False)
RULES: Mapping[str, Rule] = {
    "state": ASKS,  # from planned to cancelled (RFC 5546, 3.2.5)
    "wall": ASKS,
    "zone": ASKS,
    "minutes": ASKS,
    "theme_en": TELLS,
    "theme_fr": TELLS,
    "link": TELLS,
    "languages": TELLS,
    "interpretation": TELLS,
    "zone_data": TELLS,  # the same wall time, at another moment: their calendars need the new rules
    "kind": TELLS,
    "facilitators": SILENT,
    "breakouts": SILENT,
    "breaks": TELLS,
    "capacity": SILENT,  # who moves up is told
    "recording": SILENT,
    "note_en": SILENT,  # it is posted, and stands where members look
    "note_fr": SILENT,
}


def changed(before: Meeting, after: Meeting) -> frozenset[str]:
    """Which of its fields."""
    return frozenset(name for name in RULES if getattr(before, name) != getattr(after, name))


def revised(before: Meeting, after: Meeting, now: datetime) -> Meeting:
    """The next revision, with what follows from the rules. Of a draft nobody has heard."""
    rules = [] if before.state is State.DRAFT else [RULES[name] for name in changed(before, after)]
    asked, tells = any(rule.asks_again for rule in rules), any(rule.tells for rule in rules)
    return replace(
        after,
        revision=before.revision + 1,
        sequence=before.sequence + asked,
        news=before.revision + 1 if tells else before.news,
        stamp=max(now, before.stamp) if tells else before.stamp,
    )


def published(draft: Meeting, now: datetime) -> Meeting:
    """From a draft to what everybody is invited to."""
    revision = draft.revision + 1
    return replace(draft, state=State.PLANNED, revision=revision, news=revision, stamp=now)
