"""A coordinator approves: by one press where the address or somebody's word says enough, else with a reason;
for suspicious evidence, where the network wants that, it takes two of them."""

from __future__ import annotations

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Form, Press, Submission
from bot.joining import confirming, deciding, desk_views, grounds, learning
from bot.joining.background import rival
from bot.joining.desk import decidable, shown
from bot.joining.errands import show_card
from bot.joining.errors import GroundNeeded, MailboxTaken, SecondNeeded
from bot.joining.model import JoinRequest
from bot.joining.seconding import first, takes_two
from bot.members.model import Profile
from bot.ports import Turn
from bot.replies import Ask, Reply, Say


def approve(turn: Turn, press: Press) -> Reply:
    """One unit with all that follows, once it is not held any more."""
    request, me = decidable(turn, press)
    _must_be_possible(turn, request, me)
    if grounds.needs_ground(turn, request):
        return Ask(_form(turn, request))
    return shown(turn, _approved(turn, request, me, grounds.ground_of(turn, request)))


def overrule(turn: Turn, submission: Submission) -> Reply:
    """The same, with a reason from the list."""
    request, me = decidable(turn, submission)
    values = check(_form(turn, request), submission.values)
    _must_be_possible(turn, request, me)
    approved = _approved(turn, request, me, str(values["ground"]))
    show_card(turn, approved)
    if values.get("domain") and not learning.is_learned(turn, approved):
        confirming.learn(turn, approved, me)
    return Say(desk_views.card(turn, approved))


def _form(turn: Turn, request: JoinRequest) -> Form:
    """Whose domain it is can be said by whoever decides."""
    decides = not takes_two(turn, request) or bool(first(request))
    return grounds.overrule(request, teaches=decides and learning.teaches(turn, request))


def of_several(turn: Turn, request: JoinRequest, me: Profile) -> JoinRequest:
    """Among others; one that needs a reason of its own is left."""
    _must_be_possible(turn, request, me)
    if grounds.needs_ground(turn, request):
        raise GroundNeeded
    return _approved(turn, request, me, grounds.ground_of(turn, request))


def _must_be_possible(turn: Turn, request: JoinRequest, me: Profile) -> None:
    if other := rival(turn, request):
        raise MailboxTaken(card=desk_views.card(turn, request), reference=other.reference)
    if takes_two(turn, request) and first(request) == me.id:
        raise SecondNeeded(card=desk_views.card(turn, request))


def _approved(turn: Turn, request: JoinRequest, me: Profile, ground: str) -> JoinRequest:
    if takes_two(turn, request) and not first(request):
        begun = deciding.save(turn, request.approve_first(me.id))
        record(turn, Action.FIRST_APPROVED, request.id, actor=me.id, reason=ground)
        return begun
    decided = deciding.decide(turn, request.approve(me.id, turn.now))
    record(turn, Action.APPROVED, request.id, actor=me.id, reason=ground)
    return decided
