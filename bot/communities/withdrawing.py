"""A community's information stays under its control: at its request all that is held about it is written
out, or it is named no more. Coordinators and operators do it for it; nobody is expelled by it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from bot.audit import Action
from bot.auditing import record
from bot.communities.agreement import Agreement
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.errors import Unknown
from bot.members import reverifying
from bot.members.model import AskedWhy, Profile
from bot.ports import Turn

FORMAT = "peerbot/community/1"
PAGE = 200


@dataclass(frozen=True, slots=True)
class Effects:
    """What a withdrawal is about: the domains that are revoked, how many members are asked, and whether it
    was named in public."""

    community: Community
    domains: tuple[str, ...]
    members: int
    named: bool


def effects(turn: Turn, community_id: str) -> Effects:
    """Before it happens; raises `Unknown`."""
    community = _known(turn, community_id)
    domains = tuple(each.domain for each in _listed(turn, community) if each.stands)
    agreement = turn.unit.agreements.get(community_id)
    named = agreement is not None and agreement.stands
    return Effects(community, domains, len(list(_members(turn, community))), named)


def withdraw(turn: Turn, community_id: str, actor: str) -> Effects:
    """From now on it is neither named nor found, whatever a list brings; its members are asked whether they
    stay. In one transaction: a community has tens of members."""
    turn.unit.registry.hold()
    done = effects(turn, community_id)
    revoked = [each.revoke(actor, turn.now) for each in _listed(turn, done.community) if each.stands]
    turn.unit.registry.save((_nameless(done.community),), revoked)
    turn.unit.agreements.drop(community_id)
    for member in list(_members(turn, done.community)):
        nowhere = replace(member, community_id="", community_typed="")
        turn.unit.profiles.save(nowhere)
        reverifying.ask(turn, nowhere, AskedWhy.COMMUNITY, actor)
    for each in revoked:
        reverifying.ask_those_who_rest_on(turn, each)
    record(turn, Action.COMMUNITY_WITHDRAWN, community_id, actor=actor)
    return done


def document(turn: Turn, community_id: str, actor: str) -> bytes:
    """All that is held about it, for it. Its members are counted: their names are theirs."""
    community = _known(turn, community_id)
    members = list(_members(turn, community))
    hosts = sorted({member.address.rpartition("@")[2].lower() for member in members if member.address})
    whole = {
        "format": FORMAT,
        "made_at": turn.now.isoformat(),
        "community": asdict(community),
        "above": _named(turn.world.communities.get(community.parent_id)),
        "below": [_named(each) for each in turn.world.communities.below(community.id)],
        "domains": [_domain(each) for each in _listed(turn, community)],
        "members": {"count": len(members), "mail_hosts": hosts},
        "named_in_public": _agreement(turn.unit.agreements.get(community_id)),
    }
    record(turn, Action.COMMUNITY_EXPORTED, community_id, actor=actor)
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def _known(turn: Turn, community_id: str) -> Community:
    known = turn.world.communities
    known.apply(turn.unit.registry.since(known.version))
    community = known.get(community_id)
    if community is None:
        raise Unknown
    return community


def _nameless(community: Community) -> Community:
    """Its id alone, by which a list that brings it again is known not to be followed."""
    return Community(community.id, "", "", community.kind, community.province, withdrawn=True)


def _listed(turn: Turn, community: Community) -> Sequence[Listed]:
    """Those that ship with the bot, with what is stored at this moment laid over them."""
    known = {each.key: each for each in turn.world.communities.of(community.id)}
    known.update((each.key, each) for each in turn.unit.registry.of(community.id))
    return list(known.values())


def _members(turn: Turn, community: Community) -> Iterator[Profile]:
    after = ""
    while page := turn.unit.profiles.of_community(community.id, after, PAGE):
        yield from page
        after = page[-1].id


def _named(community: Community | None) -> dict[str, str] | None:
    return {"id": community.id, "name": community.name} if community else None


def _agreement(agreement: Agreement | None) -> dict[str, str] | None:
    """On whose word, if it is."""
    if agreement is None or agreement.basis is None or agreement.day is None:
        return None
    return {"basis": agreement.basis, "agreed_on": agreement.day.isoformat()}


def _domain(listed: Listed) -> dict[str, object]:
    """Who confirmed or revoked it is not said: a coordinator is a person."""
    return {
        "domain": listed.domain,
        "stands": listed.stands,
        "source": listed.source,
        "as_of": listed.as_of,
        "confirmed_at": listed.confirmed_at.isoformat() if listed.confirmed_at else None,
        "revoked_at": listed.revoked_at.isoformat() if listed.revoked_at else None,
    }
