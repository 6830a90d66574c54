"""Which community is meant: a row of the registry, or what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers import Unusable, clean_line
from bot.chat import Choice, Text, Value
from bot.communities.designations import without_designation
from bot.communities.model import Community
from bot.communities.registry import Communities
from bot.communities.types import read_alike
from bot.errors import Invalid
from bot.folding import fold
from bot.joining import forms
from bot.ports import Turn, World

_BEHIND = re.compile(r" \([^()]+\)$")
CANDIDATES = 4  # with "none of these" they make one row of buttons on Discord
_HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")


def find_communities(world: World, query: str, language: str) -> tuple[Choice, ...]:
    """Rows of the registry for what was typed so far, and what was typed itself, last."""
    known = world.communities
    found = [option(known, each) for each in known.search(query, language, 10)]
    try:
        typed = clean_line(query, forms.COMMUNITY_LIMIT, required=True)
    except Unusable:
        return tuple(found)
    return (*found, forms.typed_choice(typed))


def option(communities: Communities, community: Community) -> Choice:
    return forms.community_choice(community, _apart(communities, community))


def _apart(communities: Communities, community: Community) -> Value:
    """Its upper tier, where that tells it from another one that reads alike; else the id."""
    alike = [
        each
        for each in communities.called(community.name)
        if each.id != community.id and read_alike(each, community)
    ]
    if not alike:
        return ""
    parent = communities.get(community.parent_id)
    if parent is None or any(each.parent_id == parent.id for each in alike):
        return community.id
    return parent.named


def community(world: World, value: str, known: str = "") -> tuple[Community | None, str]:
    """The row of the registry that was chosen, or what was typed: where that names one row and no other,
    it is that one; also where the `known` row, of several with that name, is what the form showed."""
    if value.startswith(forms.LISTED):
        community = world.communities.get(value.removeprefix(forms.LISTED))
        if community is None:
            raise Invalid({"community": Text("answers.choice")})
        return community, ""
    typed = value.removeprefix(forms.TYPED)
    try:
        typed = clean_line(typed, forms.COMMUNITY_LIMIT, required=True)
    except Unusable as unusable:
        raise Invalid({"community": unusable.problem}) from None
    meant = _meant(world.communities, typed, "" if value.startswith(forms.TYPED) else known)
    return (meant, "") if meant else (None, typed)


def _meant(communities: Communities, typed: str, known: str) -> Community | None:
    """By its id, or by its name; as lists show that too, with what tells it from others behind it."""
    names = (typed, _BEHIND.sub("", typed))
    before = communities.get(known)
    if before and any(_bare(name) in _names(before) for name in names):
        return before
    same = called(communities, names[0]) or called(communities, names[1])
    return same[0] if len(same) == 1 else communities.get(typed)


def candidates(world: World, typed: str, language: str) -> Sequence[Community]:
    """Those that may be meant by what was typed; those that are called exactly so come first."""
    known = world.communities
    likely = (*called(known, typed), *known.search(typed, language, CANDIDATES))
    return list({each.id: each for each in likely}.values())[:CANDIDATES]


def called(communities: Communities, typed: str) -> Sequence[Community]:
    """Those that are called exactly so, in either language, with or without what they are, and have an office
    there: of a band and its reserves it is the band, and an area of statistics has none."""
    same = [found for found in communities.called(_bare(typed)) if _bare(typed) in _names(found)]
    ids = {found.id for found in same}
    offices = (found for found in same if not (found.is_land and found.parent_id in ids))
    return [found for found in offices if not found.is_area or communities.of(found.id)]


def _names(community: Community) -> set[str]:
    return {_bare(community.name), _bare(community.name_fr)}


def _bare(name: str) -> str:
    """As one compares: folded, and without the "City of" that people leave out."""
    return fold(without_designation(name))


# ---- for coordinators and operators


def by_anything(turn: Turn, typed: str, language: str, limit: int) -> Sequence[Community]:
    """By id, by a domain or what is below it, or by name."""
    communities = turn.world.communities
    if named := communities.get(typed):
        return [named]
    host = typed.lower()
    if _HOST.fullmatch(host) and (owners := list(_owners(turn, host))):
        return owners
    return communities.search(typed, language, limit)


def _owners(turn: Turn, host: str) -> Iterator[Community]:
    """Whose a domain is, or was until somebody revoked it."""
    listing = turn.world.communities.listing(host)
    ids = (
        *(listing.community_ids if listing else ()),
        *(each.community_id for each in turn.unit.registry.learned([host])),
    )
    return filter(None, map(turn.world.communities.get, dict.fromkeys(ids)))
