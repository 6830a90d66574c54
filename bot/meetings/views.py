"""What those who run meetings see, as message ids with values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat import Button, Card, Fact, Link, Local, Style, Text, Value
from bot.joining.views import named
from bot.meetings import breaks
from bot.meetings.cadence import Remark
from bot.meetings.feedback import Mean, Question
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Counts, Interpretation, Meeting, State
from bot.ports import Turn
from bot.questions import views as questions
from bot.questions.model import SHOWN_BEFORE

ALL = "all"  # the subject of what is about no single meeting
SHOWN = 8  # meetings in a list, each with a button
CHANGES = ("meetings.move", "meetings.theme", "meetings.link", "meetings.details", "meetings.note")

# ---- the list


def listed(meetings: Sequence[Meeting]) -> Card:
    """Those that are ahead and the drafts, the next one first, each with its button."""
    lines = tuple(_line(number, meeting) for number, meeting in enumerate(meetings, 1))
    return Card(
        Text("meetings.list.title"),
        (lines or Text("meetings.list.nothing"),),
        buttons=(
            Button("meetings.plan", ALL, 0, Text("button.meetings.plan"), Style.PRIMARY),
            *(_shows(number, meeting) for number, meeting in enumerate(meetings, 1)),
        ),
    )


def _line(number: int, meeting: Meeting) -> Text:
    values: dict[str, Value] = {
        "number": number,
        "when": Local(meeting.starts, meeting.zone),
        "kind": Text(f"meetings.kind.{meeting.kind}"),
        "theme": theme(meeting),
        "state": Text(f"meetings.state.{meeting.state}"),
    }
    return Text("meetings.list.line", values)


def _shows(number: int, meeting: Meeting) -> Button:
    return Button("meetings.run", meeting.id, 0, Text("meetings.list.button", {"number": number}))


# ---- one of them


def card(turn: Turn, meeting: Meeting, remarks: Sequence[Remark], counts: Counts, *said: Value) -> Card:
    """As it stands, with what may be done about it."""
    facts = (
        Fact(Text("meetings.fact.state"), Text(f"meetings.state.{meeting.state}")),
        Fact(Text("meetings.fact.kind"), Text(f"meetings.kind.{meeting.kind}")),
        Fact(Text("meetings.fact.when"), Local(meeting.starts, meeting.zone)),
        Fact(Text("meetings.fact.minutes"), Text("meetings.minutes_long", {"n": meeting.minutes})),
        Fact(Text("meetings.fact.theme"), theme(meeting)),
        leading_to(meeting.link),
        Fact(Text("meetings.fact.recording"), Link(meeting.recording) if meeting.recording else ""),
        Fact(Text("meetings.fact.facilitator"), facilitators(turn, meeting)),
        *plan_facts(meeting),
        *_workshop(meeting, counts),
        Fact(Text("meetings.fact.note"), meeting.note or ""),
        *counted(meeting, counts),
    )
    return Card(
        Text("meetings.card.title", {"reference": meeting.reference}),
        (*said, *_remarked(meeting, remarks), *breakouts_warning(meeting), *recorded(meeting)),
        tuple(fact for fact in facts if fact.value != ""),
        _buttons(turn, meeting),
    )


def plan_facts(meeting: Meeting) -> tuple[Fact, ...]:
    """What is prepared for languages."""
    spoken = tuple(Text(f"language.{code}") for code in meeting.languages)
    decided = Text(f"meetings.details.interpretation.{meeting.interpretation}")
    return (
        Fact(Text("meetings.fact.languages"), spoken),
        Fact(Text("meetings.fact.interpretation"), decided),
    )


def _workshop(meeting: Meeting, counts: Counts) -> tuple[Fact, ...]:
    """For how many there is room, and when there are breaks."""
    pauses = breaks.lines(meeting.breaks)
    taken = {"n": counts.going, "capacity": meeting.capacity, "waiting": counts.waiting}
    return (
        *((Fact(Text("meetings.fact.breaks"), pauses),) if pauses else ()),
        *(
            (Fact(Text("meetings.fact.places"), Text("meetings.places.taken", taken)),)
            if meeting.capacity
            else ()
        ),
    )


def breakouts_warning(meeting: Meeting) -> tuple[Text, ...]:
    """Video tools interpret for all together, and not in rooms of a few."""
    if not meeting.breakouts or meeting.interpretation is Interpretation.NONE:
        return ()
    return (Text("meetings.breakouts"),)


def theme(meeting: Meeting) -> Value:
    return meeting.theme or Text("meetings.theme.open")


def facilitators(turn: Turn, meeting: Meeting) -> Value:
    return tuple(named(turn.unit.profiles.get(each)) for each in meeting.facilitators)


def _remarked(meeting: Meeting, remarks: Sequence[Remark]) -> tuple[Value, ...]:
    """Of a draft what is worth a second look, before anybody is invited."""
    if meeting.state is State.DRAFT:
        return (Text("meetings.card.draft"), *_pointed_out(remarks))
    return _pointed_out(remarks)


def _pointed_out(remarks: Sequence[Remark]) -> tuple[Value, ...]:
    return (tuple(Text(f"meetings.remark.{remark}") for remark in remarks),) if remarks else ()


def leading_to(address: str) -> Fact:
    """Where one comes in, if that is known."""
    return Fact(Text("meetings.fact.link"), Link(address) if address else Text("meetings.link.later"))


def recorded(meeting: Meeting) -> tuple[Value, ...]:
    """What everybody can rely on, but of a public webinar."""
    return () if POLICIES[meeting.kind].recordable else (Text("meetings.not_recorded"),)


def counted(meeting: Meeting, counts: Counts) -> tuple[Fact, ...]:
    """Counts, and never who."""
    if meeting.state is State.DRAFT:
        return ()
    known = _COUNTED if counts.invited or not counts.going else ("going",)  # the rest went with the answers
    said = (Text(f"meetings.count.{name}", {"n": getattr(counts, name)}) for name in known)
    reasons = tuple(
        Text("meetings.count.reason", {"reason": Text(f"meetings.why.{why}"), "n": n})
        for why, n in counts.reasons
    )
    return (
        Fact(Text("meetings.fact.answers"), tuple(said)),
        *((Fact(Text("meetings.fact.reasons"), reasons),) if reasons else ()),
    )


def means(found: Mapping[Question, Mean]) -> tuple[Fact, ...]:
    """Of each question that five or more have answered."""
    lines = tuple(
        Text(f"meetings.mean.{question}", {"whole": tenths // 10, "tenth": tenths % 10, "n": mean.n})
        for question, mean in found.items()
        if (tenths := mean.tenths)
    )
    return (Fact(Text("meetings.fact.feedback"), lines),) if lines else ()


_COUNTED = ("going", "maybe", "no", "silent", "wishes")


def _buttons(turn: Turn, meeting: Meeting) -> tuple[Button, ...]:
    if meeting.is_planned and meeting.ends <= turn.now and POLICIES[meeting.kind].recordable:
        return (button("meetings.recording", meeting), _list())
    goes_on = meeting.is_ahead(turn.now) and turn.now >= meeting.starts - SHOWN_BEFORE
    near = at_hand(meeting) if goes_on else ()
    if meeting.state is State.CANCELLED or meeting.starts <= turn.now:
        return (*near, _list())
    changes = tuple(button(action, meeting) for action in CHANGES)
    if meeting.state is State.DRAFT:
        publish = button("meetings.publish", meeting, Style.PRIMARY)
        return (publish, *changes, button("meetings.discard", meeting, Style.DANGER))
    return (
        *changes,
        button("meetings.hand", meeting),
        button("meetings.cancel", meeting, Style.DANGER),
        *near,
        _list(),
    )


def at_hand(meeting: Meeting) -> tuple[Button, ...]:
    """What those who run it need while it goes on: its questions, and who is there."""
    return (questions.show(meeting), *((roll(),) if not POLICIES[meeting.kind].recordable else ()))


def roll() -> Button:
    return Button("meetings.roll", ALL, 0, Text("button.meetings.roll"))


def button(action: str, meeting: Meeting, style: Style = Style.PLAIN) -> Button:
    return Button(action, meeting.id, meeting.revision, Text(f"button.{action}"), style)


def show(meeting: Meeting) -> Button:
    return Button("meetings.run", meeting.id, 0, Text("button.meetings.run"))


def _list() -> Button:
    return Button("meetings.list", ALL, 0, Text("button.meetings.list"))


def discarded() -> Card:
    return Card(Text("meetings.discarded.title"), buttons=(_list(),))


def confirm_cancel(meeting: Meeting, counts: Counts) -> Card:
    """What will happen, before it does."""
    return Card(
        Text("meetings.cancel.title", {"reference": meeting.reference}),
        (Local(meeting.starts, meeting.zone), Text("meetings.cancel.body", {"n": counts.invited})),
        buttons=(
            button("meetings.cancelled", meeting, Style.DANGER),
            Button("meetings.run", meeting.id, 0, Text("meetings.cancel.keep")),
        ),
    )
