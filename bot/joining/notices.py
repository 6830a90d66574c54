"""What the applicant is told about a request: by mail, and in each chat from which they asked.

Each notice is composed only while its reason lasts; its words are `joining.<name>.subject` and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat import Button, Card, Style, Text, Value
from bot.deliveries import Direct, Letter
from bot.joining import entering
from bot.joining.errands import applicant_of, direct_to, letter_to
from bot.joining.model import JoinRequest, Purpose, State
from bot.joining.views import button
from bot.outbox import Errand
from bot.ports import Turn


@dataclass(frozen=True, slots=True)
class Notice:
    """`lasts` says whether its reason is still there, `body` what it says; where a chat has a button for
    `action`, a letter says how to come to it."""

    name: str
    lasts: Callable[[JoinRequest, Errand], bool]
    body: Callable[[JoinRequest], tuple[Value, ...]]
    action: str = ""

    def letter(self, turn: Turn, errand: Errand) -> Letter | None:
        request, profile = applicant_of(turn, errand)
        if request is None or profile is None or not self.lasts(request, errand):
            return None
        how = (entering.back(turn, profile),) if self.action else ()
        return letter_to(errand, request, profile, self._subject(request), (*self.body(request), *how))

    def direct(self, turn: Turn, errand: Errand) -> Direct | None:
        request = turn.unit.requests.get(errand.subject)
        if request is None or not self.lasts(request, errand):
            return None
        card = Card(self._subject(request), self.body(request), buttons=self._buttons(request))
        return direct_to(turn, errand, card)

    def _subject(self, request: JoinRequest) -> Text:
        return Text(f"joining.{self.name}.subject", {"reference": request.reference})

    def _buttons(self, request: JoinRequest) -> tuple[Button, ...]:
        return (button(self.action, request, Style.PRIMARY),) if self.action else ()


def _asks(request: JoinRequest, errand: Errand) -> bool:
    """Whether the question that the errand was written for is still open, and not a later one."""
    asked_at = request.paused_at if request.state is State.NEEDS_INFORMATION else None
    return asked_at is not None and errand.written >= asked_at


def _is_declined(request: JoinRequest, _errand: Errand) -> bool:
    return request.told is State.DECLINED


def _is_reopened(request: JoinRequest, _errand: Errand) -> bool:
    return request.told in (State.WAITING, State.NEEDS_INFORMATION)


def _is_late(request: JoinRequest, _errand: Errand) -> bool:
    return request.broken_at is not None and request.told is State.WAITING


def _is_closed(request: JoinRequest, _errand: Errand) -> bool:
    return request.state is State.EXPIRED and request.paused_at is not None


def _question(request: JoinRequest) -> tuple[Value, ...]:
    return (Text("joining.question.body"), request.question)


def _question_again(request: JoinRequest) -> tuple[Value, ...]:
    return (Text("joining.silence.body"), request.question, Text("joining.silence.until"))


def _declined(request: JoinRequest) -> tuple[Value, ...]:
    note = (request.note,) if request.note else ()
    reason = Text(f"joining.reason.{request.reason}")
    changes = request.purpose is Purpose.CHANGE
    said = Text("joining.declined.body_change" if changes else "joining.declined.body")
    return (said, reason, *note, Text("joining.declined.again"))


def _reopened(request: JoinRequest) -> tuple[Value, ...]:
    promised = (Text("joining.reopened.by", {"when": request.answer_by}),) if request.answer_by else ()
    return (Text("joining.reopened.body"), *promised)


def _late(request: JoinRequest) -> tuple[Value, ...]:
    promised = {"when": request.answer_by or request.asked_at}
    return (Text("joining.late.body", promised), Text("joining.late.next"))


def _closed(_request: JoinRequest) -> tuple[Value, ...]:
    return (Text("joining.closed.body"), Text("joining.closed.again"))


QUESTION = Notice("question", _asks, _question, "joining.answer")
SILENCE = Notice("silence", _asks, _question_again, "joining.answer")
DECLINED = Notice("declined", _is_declined, _declined)
REOPENED = Notice("reopened", _is_reopened, _reopened)
LATE = Notice("late", _is_late, _late)
CLOSED = Notice("closed", _is_closed, _closed)
