"""What members see of meetings, as message ids with values."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Fact, Local, Style, Text, Value
from bot.meetings import breaks
from bot.meetings.model import Coming, Interpretation, Meeting, Seat, Why
from bot.meetings.places import Places
from bot.meetings.views import leading_to, recorded, theme
from bot.questions import views as questions

OTHERS = 3  # beside the one that is shown: with it as many as a year has, mostly


def nothing() -> Card:
    return Card(Text("meetings.mine.title"), (Text("meetings.mine.nothing"),))


def card(
    meeting: Meeting, seat: Seat, ahead: Sequence[Meeting], link: str, said: str, places: Places | None
) -> Card:
    """One meeting with the three answers, and the way to the others of the year."""
    others = _after(meeting, ahead)
    answer = seat.answer_to(meeting)
    return Card(
        Text("meetings.mine.title"),
        (
            *_said(said, places),
            *recorded(meeting),
            *_noted(meeting),
            *_year(others[:OTHERS], len(others[OTHERS:])),
        ),
        (
            Fact(Text("meetings.fact.yours"), meeting.starts),
            Fact(Text("meetings.fact.theirs"), Local(meeting.starts, meeting.zone)),
            Fact(Text("meetings.fact.kind"), Text(f"meetings.kind.{meeting.kind}")),
            Fact(Text("meetings.fact.minutes"), Text("meetings.minutes_long", {"n": meeting.minutes})),
            Fact(Text("meetings.fact.theme"), theme(meeting)),
            leading_to(link),
            *_workshop(meeting, places),
            Fact(Text("meetings.fact.answer"), _answered(answer, places)),
            *_interpretation(meeting, seat),
        ),
        (
            *_answers(meeting, answer),
            *_more(meeting, seat, answer, said),
            *(() if answer == Coming.NO else (questions.ask(meeting),)),
            *_shows(others[:OTHERS]),
        ),
    )


def _said(said: str, places: Places | None) -> tuple[Text, ...]:
    """To what was just pressed."""
    if places and places.rank and said == "waiting":
        return (Text("meetings.said.waiting", {"n": places.rank}),)
    kept = (Text("meetings.places.kept"),) if places and said == Coming.MAYBE else ()
    return (Text(f"meetings.said.{said}"), *kept) if said else ()


def _answered(answer: str, places: Places | None) -> Text:
    if places and places.rank:
        return Text("meetings.answer.waiting", {"n": places.rank})
    return Text(f"meetings.answer.{answer or 'none'}")


def _workshop(meeting: Meeting, places: Places | None) -> tuple[Fact, ...]:
    """Its breaks, and whether there is a place left, before anybody asks for one."""
    pauses = breaks.lines(meeting.breaks)
    return (
        *((Fact(Text("meetings.fact.breaks"), pauses),) if pauses else ()),
        *((Fact(Text("meetings.fact.places"), left(places)),) if places else ()),
    )


def left(places: Places) -> Text:
    if places.free:
        return Text("meetings.places.free", {"n": places.free})
    return Text("meetings.places.full", {"n": places.waiting})


def _after(meeting: Meeting, ahead: Sequence[Meeting]) -> list[Meeting]:
    """All others: those after it, and then those before it, so that each can be reached."""
    before = [other for other in ahead if other.starts < meeting.starts]
    after = [other for other in ahead if other.starts >= meeting.starts and other.id != meeting.id]
    return [*after, *before]


def _noted(meeting: Meeting) -> tuple[Value, ...]:
    return (Text("meetings.note.before"), meeting.note) if meeting.note else ()


def _year(others: Sequence[Meeting], further: int) -> tuple[Value, ...]:
    """The rest of the calendar, a line each; how many there are beyond it."""
    if not others:
        return ()
    lines = tuple(
        Text("meetings.mine.line", {"number": n, "when": other.starts, "theme": theme(other)})
        for n, other in enumerate(others, 1)
    )
    more = (Text("meetings.mine.further", {"n": further}),) if further else ()
    return (Text("meetings.mine.others"), lines, *more)


def _interpretation(meeting: Meeting, seat: Seat) -> tuple[Fact, ...]:
    said = Text("meetings.wish.yes" if seat.wish else f"meetings.interpretation.{meeting.interpretation}")
    return (Fact(Text("meetings.fact.interpretation"), said),)


def _answers(meeting: Meeting, answer: str) -> tuple[Button, ...]:
    return tuple(
        button(f"meetings.{coming}", meeting, Style.PRIMARY if coming == answer else Style.PLAIN)
        for coming in Coming
    )


def _more(meeting: Meeting, seat: Seat, answer: str, said: str) -> tuple[Button, ...]:
    """What may be said beside it: why not, or that interpretation would help."""
    if answer == Coming.NO:
        return () if said == "reasoned" else tuple(button(f"meetings.why_{why}", meeting) for why in Why)
    if not answer or meeting.interpretation is Interpretation.NONE:
        return ()
    label = Text("meetings.wish.take_back" if seat.wish else "button.meetings.wish")
    return (Button("meetings.wish", meeting.id, meeting.sequence, label),)


def _shows(others: Sequence[Meeting]) -> tuple[Button, ...]:
    return tuple(
        Button("meetings.look", other.id, other.sequence, Text("meetings.list.button", {"number": n}))
        for n, other in enumerate(others, 1)
    )


def button(action: str, meeting: Meeting, style: Style = Style.PLAIN) -> Button:
    """It carries the sequence: an answer is to the meeting as it was shown."""
    return Button(action, meeting.id, meeting.sequence, Text(f"button.{action}"), style)
