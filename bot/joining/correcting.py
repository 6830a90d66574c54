"""A coordinator corrects for whom or as what somebody works, or hands the request over to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import CHOICES_LIMIT, Button, Card, Press, Submission, Text
from bot.deliveries import Direct
from bot.joining import codes, deciding, desk_views, forms, lookup
from bot.joining.desk import decidable
from bot.joining.errands import direct_to, show_card, write
from bot.joining.model import DECIDABLE, JoinRequest, WorkRole
from bot.members.model import Profile
from bot.outbox import Errand
from bot.ports import Turn
from bot.replies import Ask, Reply, Say

LATELY = timedelta(days=90)  # who has acted as a coordinator since then can be handed something


def open_correct(turn: Turn, press: Press) -> Reply:
    request, _ = decidable(turn, press)
    community = turn.world.communities.get(request.community_id)
    return Ask(forms.correct(request, community, colleagues(turn, request)))


def correct(turn: Turn, submission: Submission) -> Reply:
    """What was corrected is weighed anew."""
    request, me = decidable(turn, submission)
    form = forms.correct(request, None, colleagues(turn, request))
    values = check(form, submission.values)
    community, typed = lookup.community(turn.world, str(values["community"]))
    corrected = request.correct_facts(
        community.id if community else "", typed, WorkRole(str(values["role"])), str(values["assignee"])
    )
    if corrected != request:
        corrected = deciding.save(turn, _weighed(turn, corrected))
        _record(turn, request, corrected, me)
        show_card(turn, corrected)
    return Say(desk_views.card(turn, corrected))


def colleagues(turn: Turn, request: JoinRequest | None = None) -> Sequence[Profile]:
    """To whom it can be handed over: nobody sees to their own request."""
    found = turn.unit.profiles.coordinators(turn.now - LATELY, CHOICES_LIMIT + 1)
    others = [each for each in found if request is None or each.id != request.applicant]
    return others[:CHOICES_LIMIT]


def hand_over(turn: Turn, request: JoinRequest, to: str, me: Profile) -> JoinRequest:
    """To a colleague, who is told; to oneself it is taken on."""
    assigned = deciding.save(turn, request.assign(to))
    _tell_assignee(turn, assigned, me)
    return assigned


def _weighed(turn: Turn, request: JoinRequest) -> JoinRequest:
    address = turn.world.addresses.read(request.address)
    found = codes.weigh(turn, address, request.community_id, request.work_role, proven=True)
    return replace(request, evidence=found.evidence, reasons=found.reasons)


def _record(turn: Turn, before: JoinRequest, after: JoinRequest, me: Profile) -> None:
    """What changed, in ids and codes; what was typed is a person's word."""
    changes = [
        f"{what}:{getattr(before, what) or '-'}>{getattr(after, what) or '-'}"
        for what in ("community_id", "work_role")
        if getattr(before, what) != getattr(after, what)
    ]
    if changes or before.community_typed != after.community_typed:
        record(turn, Action.CORRECTED, after.id, actor=me.id, detail=" ".join(changes))
    if before.assigned_to != after.assigned_to:
        _tell_assignee(turn, after, me)


def _tell_assignee(turn: Turn, request: JoinRequest, me: Profile) -> None:
    record(turn, Action.ASSIGNED, request.id, actor=me.id, detail=request.assigned_to)
    if request.assigned_to in ("", me.id):
        return
    for account in turn.unit.profiles.accounts(request.assigned_to):
        key = f"joining.assigned:{request.id}:{request.revision}:{account.id}"
        write(turn, "joining.assigned_direct", request, account.id, key)


def assigned_direct(turn: Turn, errand: Errand) -> Direct | None:
    """To whoever sees to it from now on, unless it has gone on to somebody else."""
    request, account = turn.unit.requests.get(errand.subject), turn.unit.profiles.account(errand.recipient)
    if request is None or account is None or request.state not in DECIDABLE:
        return None
    if request.assigned_to != account.profile_id:
        return None
    show = Button("joining.show", request.id, request.revision, Text("button.joining.show"))
    title = Text("joining.assigned.title", {"reference": request.reference})
    return direct_to(turn, errand, Card(title, (Text("joining.assigned.body"),), buttons=(show,)))
