"""Each approval can make the next one easier: a coordinator confirms whose domain it was."""

from __future__ import annotations

from bot.chat import Press
from bot.communities import listings
from bot.errors import Stale
from bot.joining import desk_views, learning
from bot.joining.desk import decided
from bot.joining.errands import show_card
from bot.joining.errors import DomainConfirmed
from bot.joining.model import JoinRequest
from bot.joining.pending import LOOKED_AT
from bot.members.model import Profile
from bot.ports import Turn
from bot.replies import Replace, Reply


def confirm(turn: Turn, press: Press) -> Reply:
    """The host, as it was proven, belongs to the community for which somebody was approved."""
    request, me = decided(turn, press)
    turn.unit.registry.hold()  # of two at the same moment, the second sees that it is done
    if learning.is_learned(turn, request):
        raise DomainConfirmed(card=desk_views.card(turn, request))
    if not learning.is_offered(turn, request):
        raise Stale(card=desk_views.card(turn, request))
    learn(turn, request, me)
    return Replace(desk_views.card(turn, request))


def learn(turn: Turn, request: JoinRequest, me: Profile) -> None:
    """Also as part of an approval."""
    host = learning.host_of(request)
    listings.confirm(turn, request.community_id, host, me.id)
    show_card(turn, request, why=f"confirmed-{turn.world.entropy.identifier()}")
    show_waiting(turn, host)


def show_waiting(turn: Turn, domain: str) -> None:
    """The cards of those who wait with a mailbox there say something else now."""
    for request in turn.unit.requests.decidable(LOOKED_AT):
        if f".{learning.host_of(request)}".endswith(f".{domain}"):
            show_card(turn, request, why=f"weighed-{turn.world.entropy.identifier()}")
