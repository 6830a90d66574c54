"""What an address says as the registry stands now: that changes while a request waits."""

from __future__ import annotations

from dataclasses import replace

from bot.joining import codes
from bot.joining.address import Address, MalformedAddress
from bot.joining.eligibility import Assessment, Route
from bot.joining.model import DECIDABLE, JoinRequest
from bot.ports import Turn


def address_of(turn: Turn, request: JoinRequest) -> Address | None:
    """None for somebody who was forgotten, and for what the rules of today would not take any more."""
    try:
        return turn.world.addresses.read(request.address) if request.address else None
    except MalformedAddress:
        return None


def weigh(turn: Turn, request: JoinRequest) -> Assessment | None:
    """Of somebody whose mailbox is proven."""
    address = address_of(turn, request)
    if address is None:
        return None
    return codes.weigh(turn, address, request.community_id, request.work_role, proven=True)


def weighed(turn: Turn, request: JoinRequest) -> JoinRequest:
    """With what the address says now, as long as it is to be decided; then it stays as it was decided on."""
    found = weigh(turn, request) if request.state in DECIDABLE else None
    return replace(request, evidence=found.evidence, reasons=found.reasons) if found else request


def is_ready(turn: Turn, request: JoinRequest) -> bool:
    """The address says enough by itself."""
    found = weigh(turn, request)
    return found is not None and found.route is Route.READY
