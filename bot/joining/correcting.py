"""A coordinator corrects for whom or as what somebody works, or hands the request over to a colleague."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Press, Submission, Text
from bot.communities import views as communities
from bot.joining import assigning, codes, deciding, desk_views, forms, lookup
from bot.joining.desk import decidable
from bot.joining.errands import show_card
from bot.joining.model import JoinRequest, WorkRole
from bot.members.model import Profile
from bot.ports import Turn
from bot.replies import Ask, Reply, Say


def open_correct(turn: Turn, press: Press) -> Reply:
    request, _ = decidable(turn, press)
    community = turn.world.communities.get(request.community_id)
    return Ask(forms.correct(request, community, assigning.colleagues(turn, request)))


def correct(turn: Turn, submission: Submission) -> Reply:
    """What was corrected is weighed anew."""
    request, me = decidable(turn, submission)
    form = forms.correct(request, None, assigning.colleagues(turn, request))
    values = check(form, submission.values)
    given = str(values["community"])
    community, typed = lookup.community(turn.world, given, request.community_id)
    corrected = request.correct_facts(
        community.id if community else "", typed, WorkRole(str(values["role"])), str(values["assignee"])
    )
    if corrected != request:
        corrected = deciding.save(turn, _weighed(turn, corrected))
        _record(turn, request, corrected, me)
        show_card(turn, corrected)
    return Say(_asking_which(turn, given, typed, desk_views.card(turn, corrected)))


def _asking_which(turn: Turn, given: str, typed: str, card: Card) -> Card:
    """With those that may be meant, where nothing could be looked up."""
    shown = not typed or given.startswith(forms.TYPED)
    found = () if shown else lookup.candidates(turn.world, typed, turn.reader.language)
    if not found:
        return card
    which = Text("joining.correct.which", {"typed": typed})
    return replace(card, body=(which, tuple(map(communities.line, found)), *card.body))


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
        assigning.note(turn, after, me)
