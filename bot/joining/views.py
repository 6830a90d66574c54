"""What the applicant sees and what the coordinators see, as message ids with values."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.durations import spoken
from bot.joining.background import background
from bot.joining.codes import may_be_sent
from bot.joining.communities import community_named
from bot.joining.model import JoinRequest, Purpose, State
from bot.members.model import Account, Profile
from bot.ports import Turn

CODE_MINUTES = 15  # from when its letter is composed
# How one asks, by purpose.
COMMANDS = {Purpose.JOIN: "/peer join", Purpose.CHANGE: "/peer change", Purpose.LINK: "/peer link"}
BUTTONS = {Purpose.JOIN: "joining.begin", Purpose.CHANGE: "members.change", Purpose.LINK: "joining.link"}


def community_of(turn: Turn, request: JoinRequest) -> Value:
    """The registry's name with its province, or what was typed."""
    return community_named(turn.world.communities.get(request.community_id), request.community_typed)


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
        buttons=(
            button(BUTTONS[request.purpose], request, Style.PRIMARY),
            button("joining.withdraw", request),
        ),
    )


def refused_by_rule(request: JoinRequest) -> Card:
    """The rules advise against it; a person may still be asked."""
    return Card(
        Text("joining.refused.title"),
        (
            Text(f"eligibility.applicant.{request.reasons[0]}"),
            Text("joining.refused.body", {"command": COMMANDS[request.purpose]}),
        ),
        buttons=(button("joining.insist", request, Style.PRIMARY), button("joining.withdraw", request)),
    )


def status(turn: Turn, request: JoinRequest) -> Card:
    """Where the request stands, for the one who asked."""
    if request.state is State.UNVERIFIED and not may_be_sent(request):
        return refused_by_rule(request)
    return Card(
        Text("joining.status.title", {"reference": request.reference}),
        _status_body(request),
        (
            *_community(turn, request),
            Fact(Text("joining.fact.asked"), request.asked_at),
            *_answer_by(request),
        ),
        _status_buttons(request),
    )


def _community(turn: Turn, request: JoinRequest) -> tuple[Fact, ...]:
    """Whoever links an account names none."""
    named = community_of(turn, request)
    return (Fact(Text("joining.fact.community"), named),) if named else ()


def _status_body(request: JoinRequest) -> tuple[Value, ...]:
    said: tuple[Value, ...] = (Text(f"joining.status.{_stands(request)}"),)
    if request.state is State.NEEDS_INFORMATION:
        return (*said, request.question)
    if request.state is State.DECLINED:
        return (*said, Text(f"joining.reason.{request.reason}"), *filter(None, [request.note]))
    return said


def _stands(request: JoinRequest) -> str:
    """What has become of it, in the words of its purpose."""
    match request.purpose, request.state:
        case Purpose.CHANGE, State.APPROVED:
            return "changed"
        case Purpose.CHANGE, State.DECLINED:
            return "unchanged"
        case Purpose.LINK, State.WITHDRAWN:
            return "link_over"
    return request.state


def _answer_by(request: JoinRequest) -> tuple[Fact, ...]:
    if request.state is State.WAITING and request.answer_by:
        return (Fact(Text("joining.fact.answer_by"), request.answer_by),)
    return ()


def _status_buttons(request: JoinRequest) -> tuple[Button, ...]:
    withdraw = button("joining.withdraw", request)
    if request.state is State.UNVERIFIED:
        return (button("joining.verify", request, Style.PRIMARY), button("joining.resend", request), withdraw)
    if request.state is State.NEEDS_INFORMATION:
        return (button("joining.answer", request, Style.PRIMARY), withdraw)
    if request.state is State.WAITING:
        return (withdraw,)
    at_home = request.state is State.APPROVED or request.purpose is Purpose.CHANGE
    return (button("members.home" if at_home else "joining.begin", request),)


def confirm_withdraw(request: JoinRequest) -> Card:
    return Card(
        Text("joining.withdraw.title"),
        (Text("joining.withdraw.body", {"reference": request.reference}),),
        buttons=(button("joining.withdrawn", request, Style.DANGER), button("joining.status", request)),
    )


# ---- the coordinators' side


def desk_card(turn: Turn, request: JoinRequest) -> Card:
    """The card in the coordinators' room, as the request stands now."""
    changes = request.purpose is Purpose.CHANGE
    return Card(
        Text(
            "joining.desk.title_change" if changes else "joining.desk.title", {"reference": request.reference}
        ),
        (*background(turn, request), *_desk_body(turn, request)),
        tuple(fact for fact in _desk_facts(turn, request) if fact.value not in ("", ())),
        _desk_buttons(request),
    )


def _desk_facts(turn: Turn, request: JoinRequest) -> Sequence[Fact]:
    if not request.name:  # forgotten: in a small community the place and the date would say who it was
        return (Fact(Text("joining.fact.name"), Text("joining.forgotten")),)
    who = turn.unit.profiles.get(request.assigned_to) if request.assigned_to else None
    return (
        Fact(Text("joining.fact.name"), request.name),
        Fact(Text("joining.fact.community"), community_of(turn, request)),
        Fact(Text("joining.fact.role"), Text(f"joining.role.{request.work_role}")),
        Fact(Text("joining.fact.line"), request.line),
        Fact(Text("joining.fact.domain"), request.address.rpartition("@")[2].lower()),
        Fact(Text("joining.fact.evidence"), Text(f"eligibility.evidence.{request.evidence}")),
        Fact(
            Text("joining.fact.reasons"), tuple(Text(f"eligibility.coordinator.{c}") for c in request.reasons)
        ),
        Fact(Text("joining.fact.earlier"), _earlier(turn, request)),
        Fact(Text("joining.fact.assigned"), named(who) if who else ""),
        *_answer_by(request),
    )


def _earlier(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """Earlier requests of the same mailbox: what became of them, and when."""
    others = turn.unit.requests.earlier(request)
    return tuple(
        Text(
            "joining.earlier",
            {"reference": r.reference, "state": Text(f"joining.state.{r.state}"), "asked": r.asked_at},
        )
        for r in others[:3]
    )


def _desk_body(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    if request.state is State.NEEDS_INFORMATION:
        return (Text("joining.desk.needs_information"), *_said("question", request.question))
    if request.state is State.WAITING:
        return (*_said("question", request.question), *_said("answer", request.answer))
    return (decision(turn, request), *_told(request), *_admissions(turn, request))


def _said(what: str, words: str) -> tuple[Value, ...]:
    """Somebody's own words below what they are: these are said once, in whatever languages that is."""
    return (Text(f"joining.said.{what}"), words) if words else ()


def _told(request: JoinRequest) -> tuple[Value, ...]:
    """What somebody who was declined has read, if anything."""
    if request.state is not State.DECLINED or not request.name:
        return ()
    return (Text("joining.desk.silent"),) if request.silent else _said("note", request.note)


def decision(turn: Turn, request: JoinRequest) -> Text:
    """Who decided what, and when."""
    values: dict[str, Value] = {"when": request.decided_at or request.asked_at}
    if request.state in (State.APPROVED, State.DECLINED):
        values["who"] = decider(turn, request)
    if request.state is State.DECLINED:
        values["reason"] = Text(f"joining.reason.{request.reason}")
    return Text(f"joining.desk.{request.state}", values)


def asked(request: JoinRequest) -> Card:
    """To the coordinator who asked."""
    return Card(Text("joining.ask.done"), (Text("joining.ask.done_body", {"reference": request.reference}),))


def declined(request: JoinRequest) -> Card:
    """To the coordinator who declined."""
    said = "joining.decline.done_silent" if request.silent else "joining.decline.done_told"
    return Card(Text("joining.decline.done"), (Text(said, {"reference": request.reference}),))


def decider(turn: Turn, request: JoinRequest) -> Value:
    return named(turn.unit.profiles.get(request.decided_by))


def named(profile: Profile | None) -> Value:
    return (profile.name if profile else "") or Text("joining.forgotten")


def ago(turn: Turn, request: JoinRequest) -> Text:
    return spoken(turn.now - (request.decided_at or turn.now))


def _admissions(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    if request.state is not State.APPROVED:
        return ()
    return tuple(_admission(account) for account in turn.unit.profiles.accounts(request.applicant))


def platform_of(account: Account) -> Text:
    return Text(f"platform.{account.identity.platform}")


def _admission(account: Account) -> Text:
    return Text(f"joining.admission.{account.admission}", {"platform": platform_of(account)})


def _desk_buttons(request: JoinRequest) -> tuple[Button, ...]:
    ask = (button("joining.ask", request),) if request.state is State.WAITING else ()
    if request.state not in (State.WAITING, State.NEEDS_INFORMATION):
        return ()
    return (
        button("joining.approve", request, Style.PRIMARY),
        *ask,
        button("joining.decline", request, Style.DANGER),
        button("joining.assign", request),
    )
