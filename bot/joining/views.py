"""What the applicant sees, as message ids with values, and what both sides are shown alike."""

from __future__ import annotations

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.joining import promise
from bot.joining.codes import may_be_sent
from bot.joining.communities import Community
from bot.joining.model import JoinRequest, State
from bot.members.model import Account, Profile
from bot.ports import Turn

CODE_MINUTES = 15  # from when its letter is composed


def community_of(turn: Turn, request: JoinRequest) -> Value:
    """The registry's name with its province, or what was typed."""
    return community_named(turn.world.communities.get(request.community_id), request.community_typed)


def community_named(community: Community | None, typed: str) -> Value:
    if community is None:
        return Text("joining.community_typed", {"typed": typed}) if typed else ""
    return Text("joining.community_listed", {"name": community.named, "province": community.province})


def button(action: str, request: JoinRequest, style: Style = Style.PLAIN) -> Button:
    """A button about a request; its label is the action's own."""
    return Button(action, request.id, request.revision, Text(f"button.{action}"), style)


# ---- the applicant's side


def code_sent(request: JoinRequest, masked: str) -> Card:
    """The same sentence whether or not anybody knows that address."""
    return Card(
        Text("joining.code_sent.title"),
        (
            Text("joining.code_sent.body", {"address": masked}),
            Text("joining.code_letter.life", {"n": CODE_MINUTES}),
        ),
        buttons=(
            button("joining.verify", request, Style.PRIMARY),
            button("joining.resend", request),
            button("joining.withdraw", request),
        ),
    )


def code_lost(request: JoinRequest, masked: str) -> Card:
    """The code could not be delivered: the address can be corrected."""
    return Card(
        Text("joining.code_lost.title"),
        (Text("joining.code_lost.body", {"address": masked}),),
        buttons=(button("joining.begin", request, Style.PRIMARY), button("joining.withdraw", request)),
    )


def refused_by_rule(request: JoinRequest) -> Card:
    """The rules advise against it; a person may still be asked."""
    return Card(
        Text("joining.refused.title"),
        (Text(f"eligibility.applicant.{request.reasons[0]}"), Text("joining.refused.body")),
        buttons=(button("joining.insist", request, Style.PRIMARY), button("joining.withdraw", request)),
    )


def status(turn: Turn, request: JoinRequest) -> Card:
    """Where the request stands, for the one who asked."""
    if request.state is State.UNVERIFIED and not may_be_sent(request):
        return refused_by_rule(request)
    return Card(
        Text("joining.status.title", {"reference": request.reference}),
        _status_body(turn, request),
        (
            Fact(Text("joining.fact.community"), community_of(turn, request)),
            Fact(Text("joining.fact.asked"), request.asked_at),
            *answer_by(request, request.told),
        ),
        _status_buttons(request),
    )


def _status_body(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    state = request.told
    if state is State.EXPIRED and request.paused_at:
        return (Text("joining.status.closed"),)
    if state is State.WAITING:
        said = Text("joining.status.late" if request.broken_at else "joining.status.waiting")
        return (said, *_soon(turn, request))
    stands = Text(f"joining.status.{state}")
    if state is State.NEEDS_INFORMATION:
        return (stands, request.question)
    if state is State.DECLINED:
        return (stands, Text(f"joining.reason.{request.reason}"), *filter(None, [request.note]))
    return (stands,)


def _soon(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """Who asks less than a week before a meeting is told that it may come too late for that one."""
    meeting = promise.meeting_soon(turn.world.network, request.asked_at, turn.now)
    return (Text("joining.status.soon", {"meeting": meeting}),) if meeting else ()


def answer_by(request: JoinRequest, state: State) -> tuple[Fact, ...]:
    """The promise, while it runs for whoever sees the request in that state."""
    if state is State.WAITING and request.answer_by:
        return (Fact(Text("joining.fact.answer_by"), request.answer_by),)
    return ()


def _status_buttons(request: JoinRequest) -> tuple[Button, ...]:
    withdraw, state = button("joining.withdraw", request), request.told
    if state is State.UNVERIFIED:
        return (button("joining.verify", request, Style.PRIMARY), button("joining.resend", request), withdraw)
    if state is State.NEEDS_INFORMATION:
        return (button("joining.answer", request, Style.PRIMARY), withdraw)
    if state is State.WAITING:
        return (withdraw,)
    return (button("members.home" if state is State.APPROVED else "joining.begin", request),)


def confirm_withdraw(request: JoinRequest) -> Card:
    return Card(
        Text("joining.withdraw.title"),
        (Text("joining.withdraw.body", {"reference": request.reference}),),
        buttons=(button("joining.withdrawn", request, Style.DANGER), button("joining.status", request)),
    )


# ---- both sides


def platform_of(account: Account) -> Text:
    return Text(f"platform.{account.identity.platform}")


def named(profile: Profile | None) -> Value:
    return (profile.name if profile else "") or Text("joining.forgotten")
