"""What a person says about a domain: it belongs to a community, or it does not any more.

Both are newer than any list, and both are audited. The registry in memory keeps up by its duty.
"""

from __future__ import annotations

from bot.audit import Action
from bot.auditing import record
from bot.communities.registry import Listed, listing_key
from bot.errors import Unknown
from bot.joining.address import Domain, MalformedAddress
from bot.joining.errors import NoMailDomain
from bot.joining.ports import Addresses
from bot.members import reverifying
from bot.ports import Turn


class NotListable(ValueError):
    """No mailboxes of one community alone can be there; `code` says why: of `MalformedAddress`, or the kind
    of name that it is (`Domain`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def listable(addresses: Addresses, domain: str) -> str:
    """The domain as a host, when it can be listed for a community; raises `NotListable`."""
    host = domain.strip().lower()
    try:
        address = addresses.read(f"office@{host}")
    except MalformedAddress as malformed:
        raise NotListable(malformed.code) from None
    if address.domain is not Domain.ORDINARY:
        raise NotListable(address.domain.value)
    return address.host


def confirm(turn: Turn, community_id: str, domain: str, actor: str) -> Listed:
    """From now on it is known to be theirs, whoever said so before. Raises `NoMailDomain`, and `Unknown` when
    there is no such community."""
    if turn.world.communities.get(community_id) is None:
        raise Unknown
    try:
        host = listable(turn.world.addresses, domain)
    except NotListable:
        raise NoMailDomain(domain=domain) from None
    listed = _now(turn, Listed(community_id, host)).confirm(actor, turn.now)
    _keep(turn, listed, Action.DOMAIN_CONFIRMED, actor)
    return listed


def revoke(turn: Turn, listed: Listed, actor: str) -> Listed:
    """From now on nobody rests on it: members who did are asked whether they still work there. What was
    revoked already stays so, by whoever did it first."""
    listed = _now(turn, listed)
    if listed.revoked_at is not None:
        return listed
    revoked = listed.revoke(actor, turn.now)
    _keep(turn, revoked, Action.DOMAIN_REVOKED, actor)
    reverifying.ask_those_who_rest_on(turn, revoked)
    return revoked


def of_domain(turn: Turn, community_id: str, domain: str) -> Listed | None:
    """As it is at this moment, if anybody ever said so."""
    key = listing_key(community_id, domain)
    return turn.unit.registry.listed(key) or turn.world.communities.listed(key)


def _now(turn: Turn, listed: Listed) -> Listed:
    """What is stored, held until the end: else somebody's word could be lost under an older one."""
    turn.unit.registry.hold()
    return of_domain(turn, listed.community_id, listed.domain) or listed


def _keep(turn: Turn, listed: Listed, action: Action, actor: str) -> None:
    turn.unit.registry.save((), (listed,))
    detail = f"{listed.community_id} {listed.domain}"
    record(turn, action, listed.key, actor=actor, detail=detail)
