"""They still work there: the member says so, or a coordinator who knows."""

from __future__ import annotations

from bot.audit import Action
from bot.auditing import record
from bot.chat import Press, Text
from bot.errors import Stale
from bot.members import cards, finding, reverify_views, reverifying
from bot.members.errors import OwnMembership
from bot.members.model import Profile
from bot.members.who import acting, coordinating
from bot.ports import Turn
from bot.replies import Replace, Reply, Say


def still(turn: Turn, _press: Press) -> Reply:
    """One press. Twice, late, or when nobody has asked, does no harm."""
    me = acting(turn)
    if me.asked_at is None:
        return Replace(reverify_views.not_asked())
    record(turn, Action.WORK_CONFIRMED, me.id, reason=me.asked_why)
    _verify(turn, me)
    return Replace(reverify_views.thanks())


def vouched_still(turn: Turn, press: Press) -> Reply:
    """Nobody vouches for themselves; the second of two coordinators sees what the first has said."""
    member = finding.by_id(turn, press.subject)
    if turn.profile and turn.profile.id == member.id:
        raise OwnMembership
    if not member.is_member or member.asked_at is None:
        raise Stale(card=cards.member(turn, member))
    me = coordinating(turn, press.person)
    record(turn, Action.WORK_VOUCHED, member.id, actor=me.id, reason=member.asked_why)
    return Say(cards.member(turn, _verify(turn, member), Text("members.reverify.vouched")))


def _verify(turn: Turn, member: Profile) -> Profile:
    verified = member.verified(turn.now, turn.world.network.reverify_every)
    turn.unit.profiles.save(verified)
    reverifying.close(turn, member)
    return verified
