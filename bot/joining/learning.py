"""Whether an approval tells whose domain it is: only where the registry did not know, and could."""

from __future__ import annotations

from bot.communities import listings
from bot.communities.registry import Listed
from bot.joining.address import Domain
from bot.joining.model import JoinRequest, State
from bot.joining.weighing import address_of
from bot.ports import Turn

# What the registry does not know, or not any more, or not for sure; a look-alike that turned out to be real.
LEARNABLE = frozenset(
    {
        "unlisted_domain", "unconfirmed_domain", "stale_listing", "shared_domain",
        "idn_lookalike", "lookalike_of_listed",
    }
)  # fmt: skip
# Somebody else's mail: no community's for having been approved once.
NEVER = frozenset({"domain_of_other_community", "not_a_community", "not_organisation_mail"})


def host_of(request: JoinRequest) -> str:
    """As it was proven: never the registrable domain, under which there can be several communities."""
    return request.address.rpartition("@")[2].lower()


def teaches(turn: Turn, request: JoinRequest) -> bool:
    """For a community of the registry, from a domain that can be one community's."""
    address, reasons = address_of(turn, request), set(request.reasons)
    if address is None or address.domain is not Domain.ORDINARY or reasons & NEVER:
        return False
    return bool(reasons & LEARNABLE) and turn.world.communities.get(request.community_id) is not None


def is_offered(turn: Turn, request: JoinRequest) -> bool:
    """Once they are approved, until somebody has said so."""
    approved = request.state is State.APPROVED and bool(request.name)
    return approved and teaches(turn, request) and learned(turn, request) is None


def is_learned(turn: Turn, request: JoinRequest) -> bool:
    approved = request.state is State.APPROVED and teaches(turn, request)
    return approved and learned(turn, request) is not None


def learned(turn: Turn, request: JoinRequest) -> Listed | None:
    """What a coordinator has confirmed of exactly this host for exactly this community, unless that is long
    ago or was revoked since."""
    listed = listings.of_domain(turn, request.community_id, host_of(request))
    if listed is None or listed.confirmed_at is None or not listed.stands:
        return None
    return None if listed.is_stale(turn.now, turn.world.network.listing_life) else listed
