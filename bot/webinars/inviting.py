"""The errands about a webinar: each names it, and the guest whom it is to."""

from __future__ import annotations

from datetime import datetime

from bot.meetings.model import Meeting
from bot.outbox import Errand
from bot.ports import Turn

INVITE = "webinars.invite_letter"
REMIND = "webinars.remind_letter"
SHOW = "webinars.recording_letter"
CANCEL = "webinars.withdrawn_letter"


def write(turn: Turn, webinar: Meeting, guest_id: str) -> None:
    """Without waiting for the next beat."""
    turn.unit.outbox.add(invitation(turn, webinar, guest_id))


def invitation(turn: Turn, webinar: Meeting, guest_id: str) -> Errand:
    """Of its news as they are, once; in order, so that no cancellation overtakes its invitation."""
    return _errand(turn, INVITE, webinar, guest_id, f"{webinar.news}", turn.now)


def reminder(turn: Turn, webinar: Meeting, guest_id: str, at: datetime) -> Errand:
    return _errand(turn, REMIND, webinar, guest_id, _beginning(webinar), at)


def recording(turn: Turn, webinar: Meeting, guest_id: str) -> Errand:
    return _errand(turn, SHOW, webinar, guest_id, "", turn.now)


def cancellation(turn: Turn, webinar: Meeting, guest_id: str) -> Errand:
    """Once nothing that invites them is under way."""
    return _errand(turn, CANCEL, webinar, guest_id, "", turn.now)


def is_of_now(webinar: Meeting, errand: Errand) -> bool:
    """A reminder that is about the moment at which the webinar still begins."""
    return errand.key == f"{REMIND}:{errand.recipient}:{_beginning(webinar)}"


def _beginning(webinar: Meeting) -> str:
    return f"{webinar.starts:%Y%m%dT%H%M}"


def _errand(turn: Turn, kind: str, webinar: Meeting, guest_id: str, about: str, at: datetime) -> Errand:
    errand_id, key = turn.world.entropy.identifier(), f"{kind}:{guest_id}:{about}"
    order = f"webinar:{guest_id}" if kind in (INVITE, CANCEL) else ""
    return Errand(errand_id, kind, webinar.id, guest_id, key, order, at, turn.now)
