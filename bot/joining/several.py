"""Deciding several requests at once, each with an outcome of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.answers import Given, check
from bot.chat import CHOICES_LIMIT, Card, Press, Submission, Text, Value
from bot.errors import Invalid, Malformed, Refusal
from bot.joining import approving, desk, forms
from bot.joining.assigning import assign, colleagues
from bot.joining.errands import show_card
from bot.joining.errors import OwnRequest
from bot.joining.model import JoinRequest, Reason
from bot.joining.pending import at_the_desk, nothing
from bot.members.model import Profile
from bot.members.who import acquainted
from bot.ports import Turn
from bot.replies import Ask, Reply, Say

_CHOSEN = re.compile(r"([a-z0-9]{1,26}):([0-9]{1,9})")


def open_several(turn: Turn, press: Press) -> Reply:
    """The most urgent ones, as many as a form can hold."""
    me = acquainted(turn, press.person)
    turn.unit.profiles.coordinated(me.id, turn.now)
    waiting, asked, _ = at_the_desk(turn)
    offered = [*waiting, *asked][:CHOICES_LIMIT]
    if not offered:
        return Say(nothing())
    return Ask(forms.several(tuple(map(forms.several_choice, offered)), colleagues(turn)))


def decide_several(turn: Turn, submission: Submission) -> Reply:
    """Each is decided as if it were alone: one that cannot be is told, and stops no other."""
    chosen = _chosen(submission.values.get("requests", ()))
    offered = tuple(forms.several_key(key) for key in chosen)
    values = check(forms.several(offered, colleagues(turn)), submission.values)
    _must_be_whole(values)
    me = acquainted(turn, submission.person)
    acting = replace(turn, profile=me)  # so that each of them knows who acts
    outcomes = tuple(_outcome(acting, submission, key, values) for key in chosen)
    return Say(Card(Text("joining.several.outcomes"), (outcomes,)))


def _chosen(given: Given) -> tuple[str, ...]:
    """Ids and revisions as they were shown; what has changed since is told one by one."""
    chosen = tuple(dict.fromkeys(given)) if isinstance(given, tuple) else (given,)
    if len(chosen) > CHOICES_LIMIT or not all(map(_CHOSEN.fullmatch, chosen)):
        raise Malformed
    return chosen


def _must_be_whole(values: Mapping[str, Given]) -> None:
    """A decision needs what belongs to it."""
    if values["decision"] in (forms.DECLINE, forms.SILENT) and not values["reason"]:
        raise Invalid({"reason": Text("joining.several.needs_reason")})
    if values["decision"] == forms.ASSIGN and not values["assignee"]:
        raise Invalid({"assignee": Text("joining.several.needs_assignee")})


def _outcome(turn: Turn, submission: Submission, key: str, values: Mapping[str, Given]) -> Value:
    request_id, _, revision = key.partition(":")
    reference = request_id[:6].upper()
    try:
        press = Press("joining.several", request_id, int(revision), submission.person)
        request, me = desk.decidable(turn, press)
        decided = _decided(turn, request, me, values)
        show_card(turn, decided)
    except Refusal as refusal:
        why = Text(refusal.message, refusal.values)
        return Text("joining.several.refused", {"reference": reference, "why": why})
    begun = values["decision"] == forms.APPROVE and not decided.decided_by  # it takes another coordinator
    what = Text("joining.several.first") if begun else Text(f"joining.several.{values['decision']}")
    return Text("joining.several.outcome", {"reference": reference, "name": request.name, "what": what})


def _decided(turn: Turn, request: JoinRequest, me: Profile, values: Mapping[str, Given]) -> JoinRequest:
    decision = values["decision"]
    if decision == forms.APPROVE:
        return approving.of_several(turn, request, me)
    if decision == forms.ASSIGN:
        if values["assignee"] == request.applicant:
            raise OwnRequest
        return assign(turn, request, str(values["assignee"]), me)
    reason = Reason(str(values["reason"]))
    return desk.declined(turn, request, me, reason, "", silent=decision == forms.SILENT)
