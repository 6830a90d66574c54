"""What coordinators do about members. Each checks anew that it may be done, by them, as it was shown."""

from __future__ import annotations

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Command, Press, Submission, Text
from bot.errors import Invalid, Stale, Unknown
from bot.folding import fold
from bot.joining.closing import close_open
from bot.joining.views import address_of
from bot.meetings import inviting
from bot.members import cards, doors, finding, forms, merging, reverifying, telling
from bot.members.errors import NameNeeded, NoSuchMember, OwnMembership
from bot.members.model import Profile, RemovedFor, Standing, SuspendedFor
from bot.members.who import coordinating, known
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say
from bot.topics import parting as topics

SHOWN = 10
INSIDE = frozenset({Standing.MEMBER, Standing.SUSPENDED})

# ---- looking


def search(turn: Turn, command: Command) -> Reply:
    """`/host members gagnon`."""
    if not fold(command.argument[: finding.QUERY_LIMIT]):
        raise NameNeeded
    found = finding.by_name(turn, command.argument, SHOWN + 1)
    return Say(cards.found(turn, found[:SHOWN], more=len(found) > SHOWN))


def show(turn: Turn, command: Command) -> Reply:
    """`/host member K3F9QA`."""
    return Say(cards.member(turn, finding.by_reference(turn, command.argument)))


def reveal(turn: Turn, press: Press) -> Reply:
    """The whole address, to whoever presses alone; each time the audit says so."""
    member = _chosen(turn, press, *INSIDE)
    me = coordinating(turn, press.person)
    record(turn, Action.REVEALED, member.id, actor=me.id)
    return Say(address_of(member.reference, member.address))


def show_card(turn: Turn, press: Press) -> Reply:
    """The same, from somewhere else."""
    return Say(cards.member(turn, finding.by_id(turn, press.subject)))


# ---- suspending and reinstating


def open_suspend(turn: Turn, press: Press) -> Reply:
    return Ask(forms.suspend(_chosen(turn, press, Standing.MEMBER)))


def suspend(turn: Turn, submission: Submission) -> Reply:
    """The doors close, nothing is forgotten, and they are told why."""
    member = _chosen(turn, submission, Standing.MEMBER)
    reason = SuspendedFor(str(check(forms.suspend(member), submission.values)["reason"]))
    suspended = member.suspend(reason)
    _decide(turn, submission, suspended, Action.SUSPENDED)
    reverifying.close(turn, member)
    doors.close_for(turn, suspended)
    inviting.call_off(turn, suspended)
    telling.tell(turn, suspended, telling.SUSPENDED)
    return Say(cards.member(turn, suspended, Text("members.desk.told")))


def reinstate(turn: Turn, press: Press) -> Reply:
    """The doors open again, and they are told."""
    reinstated = _chosen(turn, press, Standing.SUSPENDED).reinstate()
    back = reinstated.verified(turn.now, turn.world.network.reverify_every)
    _decide(turn, press, back, Action.REINSTATED)
    doors.open_for(turn, back)
    inviting.invite(turn, back)
    telling.tell(turn, back, telling.REINSTATED)
    return Replace(cards.member(turn, back, Text("members.desk.told")))


# ---- removing


def open_remove(turn: Turn, press: Press) -> Reply:
    return Ask(forms.remove(_chosen(turn, press, *INSIDE)))


def remove(turn: Turn, submission: Submission) -> Reply:
    """The membership is over; who it was stays known, so that coordinators see it when they ask again."""
    member = _chosen(turn, submission, *INSIDE)
    reason = RemovedFor(str(check(forms.remove(member), submission.values)["reason"]))
    removed = member.remove(turn.now, reason)
    _decide(turn, submission, removed, Action.REMOVED)
    reverifying.close(turn, member)
    close_open(turn, removed.id)
    doors.close_for(turn, removed)
    inviting.call_off(turn, removed)
    turn.unit.rolls.part(removed.id)
    topics.part(turn, removed.id)
    telling.tell(turn, removed, telling.REMOVED)
    return Say(cards.member(turn, removed, Text("members.desk.told")))


# ---- merging


def open_merge(turn: Turn, press: Press) -> Reply:
    return Ask(forms.merge(_chosen(turn, press, *INSIDE)))


def choose_merge(turn: Turn, submission: Submission) -> Reply:
    """Both are shown before anything happens."""
    kept = _chosen(turn, submission, *INSIDE)
    values = check(forms.merge(kept), submission.values)
    try:
        other = finding.by_reference(turn, str(values["reference"]))
    except NoSuchMember as refusal:
        raise Invalid({"reference": Text(refusal.message, refusal.values)}) from None
    _must_be_others(turn, other)
    if not merging.can_go(kept, other):
        raise Invalid({"reference": Text("members.merge.cannot")})
    return Say(cards.confirm_merge(turn, kept, other))


def merge(turn: Turn, press: Press) -> Reply:
    """As it was confirmed: the first stays, the second goes."""
    half = len(press.subject) // 2
    kept, other = (finding.by_id(turn, one) for one in (press.subject[:half], press.subject[half:]))
    for one in (kept, other):
        _must_be_others(turn, one)
    if kept.standing not in INSIDE or not merging.can_go(kept, other):
        raise Unknown
    me = coordinating(turn, press.person)
    merging.merge(turn, kept, other)
    record(turn, Action.MERGED, kept.id, actor=me.id, detail=other.id)
    return Replace(cards.member(turn, kept, Text("members.merge.done")))


# ---- small parts


def _chosen(turn: Turn, event: Press | Submission, *standings: Standing) -> Profile:
    """Whom it is about, who stands as it was shown and is somebody else."""
    profile = finding.by_id(turn, event.subject)
    _must_be_others(turn, profile)
    if profile.standing not in standings:
        raise Stale(card=cards.member(turn, profile))
    return profile


def _must_be_others(turn: Turn, profile: Profile) -> None:
    me = known(turn)
    if me and me.id == profile.id:
        raise OwnMembership


def _decide(turn: Turn, event: Press | Submission, changed: Profile, action: Action) -> None:
    """Of two coordinators at the same moment the second sees what the first has done."""
    me = coordinating(turn, event.person)
    turn.unit.profiles.save(changed)
    record(turn, action, changed.id, actor=me.id, reason=changed.reason)
