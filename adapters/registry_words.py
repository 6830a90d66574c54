"""What is known of single domains beside a row's own columns, in the column `learned` of a registry's file:
what people said, and what another list says. Written by the export and read by the import.

Parted by ` | `, each a domain, a word, and what goes with it:

    calgary.ca confirmed 2026-11-22T17:00:00+00:00 operator
    old.ca revoked 2026-11-22T17:00:00+00:00 operator
    calgary.org listed source 2026-11 starter
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.communities.registry import Listed

PARTING = " | "
UNDATED = "-"
_SPELLING = re.compile(
    r"(?P<domain>\S+) (?:(?P<said>confirmed|revoked) (?P<at>\S+) (?P<by>[a-z0-9]{1,64})"
    r"|listed (?P<confidence>source|general) (?P<as_of>\d{4}(?:-\d\d){0,2}|-) (?P<source>[^|]+))"
)


class Misspelt(Exception):
    """The column `learned` cannot be read."""


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said of a domain, or a list says."""

    domain: str
    listed: Listed  # of no community yet


def said(cell: str, today: date) -> Sequence[Word]:
    """Raises `Misspelt`."""
    return [_word(part.strip(), today) for part in cell.split("|") if part.strip()]


def _word(part: str, today: date) -> Word:
    found = _SPELLING.fullmatch(part)
    if found is None:
        raise Misspelt("holds something else than: DOMAIN confirmed|revoked MOMENT WHO")
    domain = found["domain"]
    if found["said"] is None:
        return Word(domain, _declared(domain, found["source"].strip(), found["as_of"], found["confidence"]))
    at, blank = _moment(found["at"], today), Listed("", domain)
    word = blank.confirm if found["said"] == "confirmed" else blank.revoke
    return Word(domain, word(found["by"], at))


def _declared(domain: str, source: str, as_of: str, confidence: str) -> Listed:
    as_of = "" if as_of == UNDATED else as_of
    blank = Listed("", domain)
    try:
        declared = blank.declare(source, as_of, sourced=confidence == "source")
        _ = declared.known_at  # a date that there is
    except ValueError:
        raise Misspelt(f"holds no date: {as_of}") from None
    return declared


def _moment(written: str, today: date) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Misspelt("holds a moment that is not like 2026-11-22T17:00:00+00:00")
    if at.date() > today:
        raise Misspelt("holds a moment in the future")
    return at.astimezone(UTC)


def with_words(community_id: str, declared: Mapping[str, Listed], words: Iterable[Word]) -> Iterator[Listed]:
    """Each domain once, as its row declares it or another list does, with the newest word of a person."""
    found = dict(declared)
    for word in words:
        before = found.get(word.domain, Listed(community_id, word.domain))
        found[word.domain] = _over(before, word.listed)
    yield from found.values()


def _over(before: Listed, word: Listed) -> Listed:
    if word.source:
        return before.declare(word.source, word.as_of, sourced=word.sourced)
    return before.newest_word(word)


# ---- writing


def written(listed: Listed, row: Listed) -> Iterator[str]:
    """What must be added to the columns of `row`, which its own list declares, to say all about `listed`."""
    if listed.source and _lists(listed) != _lists(row):
        confidence = "source" if listed.sourced else "general"
        yield f"{listed.domain} listed {confidence} {listed.as_of or UNDATED} {listed.source}"
    if listed.confirmed_at:
        yield f"{listed.domain} confirmed {listed.confirmed_at.isoformat()} {listed.confirmed_by}"
    if listed.revoked_at:
        yield f"{listed.domain} revoked {listed.revoked_at.isoformat()} {listed.revoked_by}"


def _lists(listed: Listed) -> tuple[str, bool, str]:
    return listed.source, listed.sourced, listed.as_of
