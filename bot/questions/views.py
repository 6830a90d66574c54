"""What people see of questions: the form, what is said to whoever asked, and the list at the meeting."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Fact, Field, Form, Kind, Local, Style, Text, Value
from bot.meetings.model import Meeting
from bot.ports import Turn
from bot.questions.model import WORDS_LIMIT, Mark, Question

PAGE = 5

# ---- members


def form(meeting: Meeting) -> Form:
    hint = Text("questions.hint")
    field = Field("words", Kind.PARAGRAPH, Text("questions.field"), limit=WORDS_LIMIT, hint=hint)
    return Form("questions.ask", meeting.id, 0, Text("questions.title"), (field,), Text("questions.submit"))


def ask(meeting: Meeting) -> Button:
    return Button("questions.ask", meeting.id, 0, Text("button.questions.ask"))


def asked(turn: Turn, meeting: Meeting) -> Card:
    """In plain words: what nobody learns, and what somebody could."""
    kept = ("nobody", "order", "erased")
    not_kept = ("platform", "words", "operator")
    return Card(
        Text("questions.asked.title"),
        (
            Text("questions.asked.is"),
            tuple(Text(f"questions.asked.is.{each}") for each in kept),
            Text("questions.asked.not"),
            tuple(Text(f"questions.asked.not.{each}") for each in not_kept),
        ),
        (Fact(Text("meetings.fact.theirs"), Local(meeting.starts, meeting.zone)),),
        (ask(meeting),) if meeting.is_ahead(turn.now) else (),
    )


# ---- those who run the meeting


def show(meeting: Meeting) -> Button:
    return Button("questions.list", meeting.id, 0, Text("button.questions.list"))


def listed(meeting: Meeting, questions: Sequence[Question], skip: int) -> Card:
    """The open ones first; each with a button that leads to it."""
    page = questions[skip : skip + PAGE]
    lines = tuple(_line(number, each) for number, each in enumerate(page, skip + 1))
    behind = len(questions) - skip - PAGE
    more = Button("questions.list", meeting.id, skip + PAGE, Text("questions.more", {"n": behind}))
    return Card(
        Text("questions.list.title", {"when": Local(meeting.starts, meeting.zone)}),
        (lines or Text("questions.list.nothing"), Text("questions.list.gone")),
        buttons=(
            *(_looks(number, each) for number, each in enumerate(page, skip + 1)),
            *((more,) if behind > 0 else ()),
            show(meeting),
        ),
    )


def _line(number: int, question: Question) -> Value:
    state = Text(f"questions.mark.{question.mark}")
    return Text("questions.list.line", {"number": number, "state": state, "words": question.words})


def _looks(number: int, question: Question) -> Button:
    return Button("questions.look", question.id, 0, Text("meetings.list.button", {"number": number}))


def one(question: Question) -> Card:
    buttons = tuple(
        Button(f"questions.{mark}", question.id, 0, Text(f"button.questions.{mark}"), _style(mark))
        for mark in reversed(Mark)
        if mark is not question.mark
    )
    back = Button("questions.list", question.meeting_id, 0, Text("button.questions.list"))
    return Card(
        Text("questions.one.title"),
        (question.words,),
        (Fact(Text("questions.fact.state"), Text(f"questions.mark.{question.mark}")),),
        (*buttons, back),
    )


def _style(mark: Mark) -> Style:
    return Style.PRIMARY if mark is Mark.ANSWERED else Style.PLAIN
