"""Whose a listed domain is, seen from the community that somebody named.

A reserve's office is its band's. A municipality has an upper tier, an agency the community that it serves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto

from bot.communities.model import Community
from bot.communities.registry import Communities, Listed, Listing
from bot.joining.address import parents

AGENCIES = ("economic_agency", "municipal_agency")
ABOVE_COMMUNITIES = ("TRIBAL_COUNCIL", "INUIT_ORG", "METIS_GOVERNMENT")  # type codes, whatever the kind

_SUBDIVISION, _DIVISION = 7, 4  # digits of the census's codes


class Kin(Enum):
    """What a community is to the one that was named."""

    OWN = auto()  # itself, or another name of the same office
    ABOVE = auto()  # its upper tier, or the community that it serves
    AGENCY = auto()  # serves it
    BELOW = auto()
    BESIDE = auto()  # under the same upper tier
    STRANGER = auto()


def listing(host: str, registry: Communities, learned: Sequence[Listed]) -> Listing | None:
    """What memory knows, with what is stored at this moment laid over it."""
    if not learned:
        return registry.listing(host)
    for domain in parents(host):
        if standing := tuple(_standing(domain, registry, learned)):
            return Listing(domain, standing, exact=domain == host)
    return None


def _standing(domain: str, registry: Communities, learned: Sequence[Listed]) -> Iterator[Listed]:
    remembered = registry.listing(domain)
    newer = {each.key: each for each in learned if each.domain == domain}
    if remembered and remembered.exact:
        yield from (each for each in remembered.listed if each.key not in newer)
    yield from (each for each in newer.values() if each.stands)


def kin(
    named: Community | None, listed: Sequence[Listed], registry: Communities
) -> Mapping[Kin, Sequence[Listed]]:
    """Those for whom a domain is listed, by what they are to the community that was named."""
    if named and len(listed) == 1 and listed[0].community_id == named.id:
        return {Kin.OWN: listed}  # nearly always
    sorted_out: dict[Kin, list[Listed]] = {}
    for each in listed:
        whose = registry.get(each.community_id)
        is_what = _kin(named, whose, registry) if named and whose else Kin.STRANGER
        sorted_out.setdefault(is_what, []).append(each)
    return sorted_out


def _kin(named: Community, other: Community, registry: Communities) -> Kin:
    here, there = office(named, registry), office(other, registry)
    if here.id == there.id:
        return Kin.OWN
    above_here, above_there = _above(here, registry), _above(there, registry)
    if above_here == there.id:
        return Kin.ABOVE
    if above_there == here.id:
        return Kin.AGENCY if there.kind in AGENCIES else Kin.BELOW
    return Kin.BESIDE if above_here and above_here == above_there else Kin.STRANGER


def office(community: Community, registry: Communities) -> Community:
    """Whose the office is: of a reserve, the band's."""
    if community.kind == "first_nation" and community.parent_id:
        band = registry.get(community.parent_id)
        return band if band and band.kind == "first_nation" else community
    return community


def _above(community: Community, registry: Communities) -> str:
    """The id of its upper tier or of what it serves; where none is written down, of the census division,
    should that be one."""
    if community.parent_id or len(community.id) != _SUBDIVISION or community.kind == "first_nation":
        return community.parent_id
    division = registry.get(community.id[:_DIVISION])
    return division.id if division and division.kind == "regional" else ""
