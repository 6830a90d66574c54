"""Who among the members works in the same office as somebody who asks to join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.chat import CHOICES_LIMIT
from bot.communities.kin import office
from bot.communities.registry import Communities
from bot.folding import fold
from bot.joining.model import JoinRequest
from bot.members.model import Profile
from bot.ports import Turn

AT_ONCE = 50  # read at a time; a community has tens of members
RESERVE = "first_nation"


def share_an_office(turn: Turn, one: str, other: str) -> bool:
    """Whether these are one community of the registry, or a band and a reserve of its."""
    return bool(one) and other in offices(turn.world.communities, one)


def offices(registry: Communities, community_id: str) -> tuple[str, ...]:
    """The community and whatever else has its office: a reserve has its band's."""
    community = registry.get(community_id)
    if community is None or community.kind != RESERVE:
        return (community_id,)
    band = office(community, registry)
    return (band.id, *(each.id for each in registry.below(band.id) if each.kind == RESERVE))


def colleagues(turn: Turn, request: JoinRequest, asking: Profile) -> Sequence[Profile]:
    """Whom `asking` can ask whether they know the applicant, by name; not who was asked already, nor
    themselves: what they know, they attest."""
    members = [each for each in _of_the_office(turn, request) if each.is_member]
    # Read after the profiles: whoever was asked since then cannot be saved as they were read.
    asked = {vouch.voucher for vouch in turn.unit.vouches.of(request.id)}
    never = asked | _applicants(turn, request) | {asking.id}
    others = (each for each in members if each.id not in never)
    reached = (each for each in others if turn.unit.profiles.accounts(each.id))
    return sorted(islice(reached, CHOICES_LIMIT), key=lambda each: (fold(each.name), each.id))


def _applicants(turn: Turn, request: JoinRequest) -> set[str]:
    """Whoever asks, and whoever has proven the same mailbox."""
    mailbox = turn.world.addresses.read(request.address).mailbox
    owner = turn.unit.profiles.of_mailbox(mailbox)
    return {request.applicant} | ({owner.id} if owner else set())


def _of_the_office(turn: Turn, request: JoinRequest) -> Iterator[Profile]:
    if request.community_id:
        for community_id in offices(turn.world.communities, request.community_id):
            yield from of_community(turn, community_id)


def of_community(turn: Turn, community_id: str) -> Iterator[Profile]:
    """Members and the suspended, all of them, some at a time."""
    after = ""
    while page := turn.unit.profiles.of_community(community_id, after, AT_ONCE):
        yield from page
        after = page[-1].id
