"""What anybody may know of one public webinar."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat import Form
from bot.meetings import announced
from bot.meetings.announced import Announced
from bot.meetings.model import State
from bot.ports import Turn
from bot.webinars import registering
from bot.webinars.model import is_public


@dataclass(frozen=True, slots=True)
class Webinar:
    """`form` asks for what it takes to register; None where nobody can (any more)."""

    about: Announced
    is_cancelled: bool
    is_over: bool
    form: Form | None


def webinar(turn: Turn, webinar_id: str) -> Webinar | None:
    """None for what is no business of everybody's."""
    meeting = turn.unit.meetings.get(webinar_id)
    if meeting is None or not is_public(meeting):
        return None
    is_open = meeting.is_ahead(turn.now) and bool(turn.world.network.address)
    return Webinar(
        announced.of(turn, meeting),
        meeting.state is State.CANCELLED,
        meeting.ends <= turn.now,
        registering.form(meeting.id) if is_open else None,
    )
