"""Two coordinators, for the kinds of evidence for which the network wants that: one begins, one decides."""

from __future__ import annotations

from bot.joining.model import JoinRequest
from bot.ports import Turn


def takes_two(turn: Turn, request: JoinRequest) -> bool:
    return request.evidence in turn.world.network.two_persons


def first(request: JoinRequest) -> str:
    """Who approves already; not the applicant, should the two have turned out to be one person."""
    return "" if request.first_by == request.applicant else request.first_by
