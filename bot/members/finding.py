"""Finding members for coordinators: by name, in memory only, or by the reference that they quote."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.errors import Unknown
from bot.folding import fold
from bot.members.errors import NoSuchMember
from bot.members.model import Profile, Standing
from bot.ports import Turn

AT_ONCE = 500  # read, looked at and dropped, so that nobody's name stays in memory
QUERY_LIMIT = 100
REFERENCE_LIMIT = 26
_REFERENCE = re.compile(rf"[a-z0-9]{{6,{REFERENCE_LIMIT}}}")


def by_name(turn: Turn, typed: str, limit: int) -> Sequence[Profile]:
    """Members and the suspended in whose name each typed word begins a word."""
    words = fold(typed[:QUERY_LIMIT]).split()
    found: list[Profile] = []
    after = ""
    while words and len(found) < limit:
        page = turn.unit.profiles.inside(after, AT_ONCE)
        if not page:
            break
        found += [profile for profile in page if _is_called(profile, words)]
        after = page[-1].id
    return found[:limit]


def _is_called(profile: Profile, words: Collection[str]) -> bool:
    name = fold(profile.name).split()
    return all(any(part.startswith(word) for part in name) for word in words)


def by_reference(turn: Turn, typed: str) -> Profile:
    """Whoever it is the reference of, unless they are forgotten; raises `NoSuchMember`."""
    reference = typed.strip().lower()
    found = turn.unit.profiles.referred(reference) if _REFERENCE.fullmatch(reference) else ()
    if len(found) != 1 or not is_known(found[0]):
        raise NoSuchMember(reference=typed.strip()[:REFERENCE_LIMIT])
    return found[0]


def by_id(turn: Turn, profile_id: str) -> Profile:
    """The one of a button or form; raises `Unknown`."""
    profile = turn.unit.profiles.get(profile_id)
    if profile is None or not is_known(profile):
        raise Unknown
    return profile


def is_known(profile: Profile) -> bool:
    """Of somebody who was forgotten there is no name any more."""
    return profile.standing is not Standing.LEFT and bool(profile.name)
