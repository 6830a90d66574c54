"""`/host community`: coordinators look a community up, confirm its domains again, or revoke them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Card, Command, Press, Text
from bot.communities import listings
from bot.communities import views as community_views
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.errors import Unknown
from bot.joining import lookup
from bot.joining.confirming import show_waiting
from bot.joining.errors import CommunityNeeded, NoSuchCommunity
from bot.members.who import coordinating
from bot.ports import Turn
from bot.replies import Replace, Reply, Say

SHOWN = 10
QUERY_LIMIT = 100


def show(turn: Turn, command: Command) -> Reply:
    """`/host community canmore`: by id, domain or name."""
    typed = command.argument.strip()[:QUERY_LIMIT]
    if not typed:
        raise CommunityNeeded
    found = lookup.by_anything(turn, typed, turn.reader.language, SHOWN + 1)
    if not found:
        raise NoSuchCommunity(query=typed)
    if len(found) == 1:
        return Say(card(turn, found[0]))
    return Say(community_views.found(found[:SHOWN], more=len(found) > SHOWN))


def card(turn: Turn, community: Community, *said: Text) -> Card:
    return community_views.card(turn, community, _domains(turn, community), *said)


def _domains(turn: Turn, community: Community) -> Sequence[Listed]:
    """Those that ship with the bot, with what is stored at this moment laid over them."""
    known = {each.key: each for each in turn.world.communities.of(community.id)}
    known.update((each.key, each) for each in turn.unit.registry.of(community.id))
    return list(known.values())


# ---- deciding


def confirm(turn: Turn, press: Press) -> Reply:
    """With one press: from now on it is known again."""
    community, listed = _chosen(turn, press)
    me = coordinating(turn, press.person)
    listings.confirm(turn, community.id, listed.domain, me.id)
    show_waiting(turn, listed.domain)
    return Replace(card(turn, community, Text("community.confirmed", {"domain": listed.domain})))


def open_revoke(turn: Turn, press: Press) -> Reply:
    """What it means is shown first."""
    community, listed = _chosen(turn, press)
    return Say(community_views.confirm_revoking(turn, community, listed))


def revoke(turn: Turn, press: Press) -> Reply:
    """Nobody is expelled by it."""
    community, listed = _chosen(turn, press)
    me = coordinating(turn, press.person)
    listings.revoke(turn, listed, me.id)
    show_waiting(turn, listed.domain)
    return Replace(card(turn, community, Text("community.revoked", {"domain": listed.domain})))


def _chosen(turn: Turn, press: Press) -> tuple[Community, Listed]:
    """The domain of a button, and whose it is; raises `Unknown`."""
    listed = turn.unit.registry.listed(press.subject) or turn.world.communities.listed(press.subject)
    community = turn.world.communities.get(listed.community_id) if listed else None
    if listed is None or community is None:
        raise Unknown
    return community, listed
