"""What the coordinators see of a request, as message ids with values."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.communities import listing_views
from bot.durations import spoken
from bot.joining import evidence_views, learning, promise, seconding, vouch_views
from bot.joining.background import background
from bot.joining.model import DECIDABLE, JoinRequest, Purpose, State
from bot.joining.views import answer_by, button, community_of, directs_closed, named, platform_of
from bot.joining.weighing import weighed
from bot.meetings.upcoming import next_start
from bot.members.model import Account, Profile
from bot.ports import Turn


def card(turn: Turn, request: JoinRequest) -> Card:
    """The card in the coordinators' room, as the request stands now."""
    request = weighed(turn, request)
    changes = request.purpose is Purpose.CHANGE
    which = {"reference": request.reference}
    return Card(
        Text("joining.desk.title_change" if changes else "joining.desk.title", which),
        (*background(turn, request), *_desk_body(turn, request), *_directs_closed(turn, request)),
        tuple(fact for fact in _desk_facts(turn, request) if fact.value not in ("", ())),
        _desk_buttons(turn, request),
    )


def _desk_facts(turn: Turn, request: JoinRequest) -> Sequence[Fact]:
    if not request.name:  # forgotten: in a small community the place and the date would say who it was
        return (Fact(Text("joining.fact.name"), _not_said(turn, request)),)
    who = assignee(turn, request)
    return (
        Fact(Text("joining.fact.name"), request.name),
        Fact(Text("joining.fact.community"), community_of(turn, request)),
        Fact(Text("joining.fact.role"), Text(f"joining.role.{request.work_role}")),
        Fact(Text("joining.fact.line"), request.line),
        *evidence_views.facts(turn, request),
        vouch_views.fact(turn, request),
        Fact(Text("joining.fact.first"), _first(turn, request)),
        Fact(Text("joining.fact.earlier"), _earlier(turn, request)),
        Fact(Text("joining.fact.assigned"), who.name if who else ""),
        *answer_by(request, request.state),
    )


def _not_said(turn: Turn, request: JoinRequest) -> Text:
    """Of whoever is still here what they wrote is gone, and nothing else."""
    profile = turn.unit.profiles.get(request.applicant)
    return Text("joining.emptied" if profile and profile.name else "joining.forgotten")


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
        asked = (Text("joining.desk.needs_information"), *_said("question", request.question))
        return (*_takes_two(turn, request), *asked)
    if request.state is State.WAITING:
        said = (*_said("question", request.question), *_said("answer", request.answer))
        return (*_hurry(turn, request), *_takes_two(turn, request), *said)
    outcome = (decision(turn, request), *_held(request), *_told(request), *_admissions(turn, request))
    return (*outcome, *_learned(turn, request))


def _directs_closed(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """Of those who are told something about it in their chats."""
    if not request.name:
        return ()
    asked = (each.voucher for each in turn.unit.vouches.of(request.id) if not each.answer)
    open_ = (*asked, request.assigned_to) if request.state in DECIDABLE else ()
    people = map(turn.unit.profiles.get, filter(None, dict.fromkeys((request.applicant, *open_))))
    return tuple(note for each in people if each for note in directs_closed(turn, each))


def _hurry(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """What makes it urgent: a broken promise, a meeting that is near."""
    broken = (Text("joining.desk.broken", {"when": request.broken_at}),) if request.broken_at else ()
    meeting = next_start(turn) if request.purpose is Purpose.JOIN else None
    if meeting is None or not promise.is_late(request.asked_at, meeting):
        return broken
    return (*broken, Text("joining.desk.soon", {"meeting": meeting}))


def _takes_two(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    if not seconding.takes_two(turn, request):
        return ()
    if not seconding.first(request):
        return (Text("joining.desk.takes_two"),)
    return (Text("joining.desk.first", {"who": _first(turn, request)}),)


def _first(turn: Turn, request: JoinRequest) -> Value:
    """Who approves, or approved before the one who decided."""
    by = seconding.first(request)
    return named(turn.unit.profiles.get(by)) if by else ""


def _held(request: JoinRequest) -> tuple[Value, ...]:
    if request.held_until is None:
        return ()
    return (Text("joining.desk.held", {"until": request.held_until}),)


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
    if request.state is State.EXPIRED and request.paused_at:
        return Text("joining.desk.closed", values)
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
    body: tuple[Value, ...] = (Text(said, {"reference": request.reference}), *_held(request))
    return Card(Text("joining.decline.done"), body)


def reopened(request: JoinRequest) -> Card:
    """To the coordinator who undid what had been told."""
    said = Text("joining.undo.done_body", {"reference": request.reference})
    return Card(Text("joining.undo.done"), (said, *_promised(request)))


def _promised(request: JoinRequest) -> tuple[Value, ...]:
    if request.answer_by is None:
        return ()
    return (Text("joining.undo.promised", {"answer_by": request.answer_by}),)


def line(turn: Turn, request: JoinRequest) -> Text:
    """A request in one line of a list."""
    request = weighed(turn, request)
    who = assignee(turn, request)
    moment = request.held_until or request.paused_at or request.answer_by or request.asked_at
    values: dict[str, Value] = {
        "reference": request.reference,
        "name": request.name or Text("joining.forgotten"),
        "community": community_of(turn, request),
        "evidence": Text(f"eligibility.short.{request.evidence}"),
        "who": who.name if who else Text("joining.line.nobody"),
        "when": moment,
    }
    kind = "held" if request.is_held else request.state
    return Text(f"joining.line.{kind}", values)


def assignee(turn: Turn, request: JoinRequest) -> Profile | None:
    """Whoever sees to it, unless they have left."""
    who = turn.unit.profiles.get(request.assigned_to) if request.assigned_to else None
    return who if who and who.name else None


def decider(turn: Turn, request: JoinRequest) -> Value:
    return named(turn.unit.profiles.get(request.decided_by))


def ago(turn: Turn, request: JoinRequest) -> Text:
    return spoken(turn.now - (request.decided_at or turn.now))


def _admissions(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    if request.state is not State.APPROVED or request.is_held:
        return ()
    return tuple(_admission(account) for account in turn.unit.profiles.accounts(request.applicant))


def _admission(account: Account) -> Text:
    return Text(f"joining.admission.{account.admission}", {"platform": platform_of(account)})


def _learned(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """Whose domain it is: asked, or said, which stays so whatever becomes of the approval."""
    if learning.is_offered(turn, request):
        asked = {"domain": learning.host_of(request), "community": community_of(turn, request)}
        return (Text("joining.desk.belongs_to", asked),)
    if not learning.is_learned(turn, request):
        return ()
    listed = learning.learned(turn, request)
    return (listing_views.line(turn, listed), Text("joining.desk.domain_stays")) if listed else ()


def _desk_buttons(turn: Turn, request: JoinRequest) -> tuple[Button, ...]:
    if request.is_held:
        held = (button("joining.undo", request, Style.PRIMARY), button("joining.send", request))
        return (*held, *_teaching(turn, request))
    if request.state in (State.APPROVED, State.DECLINED) and request.name:
        return (button("joining.undo", request), *_teaching(turn, request))
    if request.state not in DECIDABLE:
        return ()
    ask = (button("joining.ask", request),) if request.state is State.WAITING else ()
    return (
        button("joining.approve", request, Style.PRIMARY),
        *ask,
        button("joining.decline", request, Style.DANGER),
        button("joining.assign", request),
        button("joining.correct", request),
        button("joining.attest", request),
        *vouch_views.buttons(request),
        button("joining.reveal", request),
    )


def _teaching(turn: Turn, request: JoinRequest) -> tuple[Button, ...]:
    offered = learning.is_offered(turn, request)
    return (button("joining.confirm_domain", request),) if offered else ()
