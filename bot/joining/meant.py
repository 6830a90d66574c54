"""A name was typed where nothing could be looked up, and may be that of several communities: whoever asks is
asked which one it is, until their mailbox is proven. Nothing waits for the answer."""

from __future__ import annotations

from dataclasses import replace

from bot import switch
from bot.chat import Press
from bot.errors import Stale
from bot.joining import application, codes, views
from bot.joining.errors import NothingOpen
from bot.joining.model import JoinRequest, State
from bot.members.who import known
from bot.ports import Turn
from bot.replies import Reply, Say


def mean(turn: Turn, press: Press) -> Reply:
    """It is that one."""
    request = _open_request(turn)
    if turn.world.communities.get(press.subject) is None:
        return _stands(turn, request)
    return _settle(turn, press, request, press.subject)


def not_listed(turn: Turn, press: Press) -> Reply:
    """It is none of those: what was typed stays, and is not asked about any more."""
    request = _open_request(turn)
    if press.subject != request.id:
        return _stands(turn, request)
    return _settle(turn, press, request, "")


def _settle(turn: Turn, press: Press, request: JoinRequest, community_id: str) -> Reply:
    """The mailbox is weighed anew: some can have a code only for certain communities."""
    if not request.unsure or request.state is not State.UNVERIFIED or press.revision != request.revision:
        return _stands(turn, request)
    address = turn.world.addresses.read(request.address)
    found = codes.weigh(turn, address, community_id, request.work_role, proven=False)
    settled = replace(request.mean(community_id), evidence=found.evidence, reasons=found.reasons)
    if not turn.unit.requests.save(settled):
        raise Stale
    if codes.may_be_sent(settled) and not codes.may_be_sent(request):
        codes.send(turn, settled, address)
        return application.code_sent(turn, settled, address)
    return _stands(turn, settled)


def _stands(turn: Turn, request: JoinRequest) -> Reply:
    card = views.status(turn, request)
    return Say(switch.honest(turn, card) if request.state is State.UNVERIFIED else card)


def _open_request(turn: Turn) -> JoinRequest:
    profile = known(turn)
    request = turn.unit.requests.open_of(profile.id) if profile else None
    if request is None:
        raise NothingOpen
    return request
