"""The questions' part of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.joining import expiry
from bot.questions import asking, reading, scrubbing
from bot.routing import FACILITATOR, FRESH, MEMBER, ONCE, Duty, ErrandRoute, Route

COMMANDS: Mapping[tuple[str, str], Route] = {
    ("peer", "question"): Route(MEMBER, asking.begin),
    ("host", "questions"): Route(FACILITATOR, reading.show, FRESH),
}

BUTTONS: Mapping[str, Route] = {
    "questions.ask": Route(MEMBER, asking.open_form),
    "questions.list": Route(FACILITATOR, reading.listed, FRESH),
    "questions.look": Route(FACILITATOR, reading.look, FRESH),
    **{f"questions.{mark}": Route(FACILITATOR, act, FRESH) for mark, act in reading.MARKS.items()},
}

FORMS: Mapping[str, Route] = {
    "questions.ask": Route(MEMBER, asking.ask),
}

ERRANDS: Mapping[str, ErrandRoute] = {
    scrubbing.KIND: ErrandRoute(ONCE, scrubbing.receipt),
}

DUTIES: tuple[Duty, ...] = (Duty("questions.sweep", scrubbing.left, scrubbing.sweep, expiry.nothing_due),)
