"""Who sees to a request: whoever takes it on, or the colleague to whom it is handed, who is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.audit import Action
from bot.auditing import record
from bot.chat import CHOICES_LIMIT, Card, Text
from bot.deliveries import Direct, Letter
from bot.joining import deciding, desk_views, views
from bot.joining.errands import write
from bot.joining.model import DECIDABLE, JoinRequest
from bot.members.model import Account, Profile
from bot.outbox import Errand
from bot.ports import Turn

LATELY = timedelta(days=90)  # who has acted as a coordinator since then can be handed something


def colleagues(turn: Turn, request: JoinRequest | None = None) -> Sequence[Profile]:
    """To whom it can be handed over: nobody sees to their own request, and who has left has no name."""
    found = turn.unit.profiles.coordinators(turn.now - LATELY, CHOICES_LIMIT + 1)
    sees_to_it = desk_views.assignee(turn, request) if request else None
    every = [sees_to_it, *found] if sees_to_it and sees_to_it not in found else found
    others = [each for each in every if each.name and (request is None or each.id != request.applicant)]
    return others[:CHOICES_LIMIT]


def assign(turn: Turn, request: JoinRequest, to: str, me: Profile) -> JoinRequest:
    """To a colleague, who is told, or to oneself; nothing changes for whoever sees to it already."""
    if request.assigned_to == to:
        return request
    assigned = deciding.save(turn, request.assign(to))
    note(turn, assigned, me)
    return assigned


def note(turn: Turn, request: JoinRequest, me: Profile) -> None:
    """Who sees to it from now on."""
    record(turn, Action.ASSIGNED, request.id, actor=me.id, detail=request.assigned_to)
    if request.assigned_to in ("", me.id):
        return
    for account in turn.unit.profiles.accounts(request.assigned_to):
        key = f"joining.assigned:{request.id}:{request.revision}:{account.id}"
        write(turn, "joining.assigned_direct", request, account.id, key)


def direct(turn: Turn, errand: Errand) -> Direct | None:
    """To whoever sees to it from now on, unless it has gone on to somebody else."""
    account = turn.unit.profiles.account(errand.recipient)
    request, profile = _handed_over(turn, errand, account)
    if account is None or request is None or profile is None:
        return None
    show = views.button("joining.show", request)
    card = Card(_title(request), (Text("joining.assigned.body"),), buttons=(show,))
    return Direct(account.identity, card, profile.reader, errand.nonce)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """To somebody who takes no direct messages."""
    request, profile = _handed_over(turn, errand, turn.unit.profiles.account(errand.recipient))
    if request is None or profile is None or not profile.address:
        return None
    pending = Text("command.line", {"root": "host", "name": Text("command.host.pending")})
    body = (Text("joining.assigned.body"), Text("joining.assigned.how", {"command": pending}))
    return Letter(errand.key, profile.address, profile.name, profile.reader, _title(request), body)


def _title(request: JoinRequest) -> Text:
    return Text("joining.assigned.title", {"reference": request.reference})


def _handed_over(
    turn: Turn, errand: Errand, account: Account | None
) -> tuple[JoinRequest | None, Profile | None]:
    """The request, and who sees to it, as long as that is whose account it is."""
    request = turn.unit.requests.get(errand.subject)
    if request is None or account is None or request.state not in DECIDABLE:
        return None, None
    if request.assigned_to != account.profile_id:
        return None, None
    return request, turn.unit.profiles.get(account.profile_id)
