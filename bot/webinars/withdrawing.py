"""Whoever withdraws is gone for everybody at once. Where their calendar may know of the webinar, a last
letter takes it out, and only then nothing of theirs is kept, whatever became of that.
"""

from __future__ import annotations

from bot.chat import Text
from bot.deliveries import Invitation, Letter
from bot.meetings import wording
from bot.meetings.model import Meeting
from bot.outbox import Errand, Outcome
from bot.ports import Turn
from bot.webinars import inviting
from bot.webinars.letters import addressed
from bot.webinars.model import LEAVING, Guest


def part(turn: Turn, webinar: Meeting, guest: Guest) -> None:
    """What their calendar knows is looked at when the letter is written: an invitation may be under way."""
    if not guest.is_registered or not guest.address or webinar.ends <= turn.now:
        turn.unit.guests.forget(guest.id)
    elif turn.unit.guests.leave(guest.id, turn.now, turn.now + LEAVING):
        turn.unit.outbox.add(inviting.cancellation(turn, webinar, guest.id))


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """None when there is nothing to take out."""
    webinar, guest = turn.unit.meetings.get(errand.subject), turn.unit.guests.leaving(errand.recipient)
    if webinar is None or guest is None or not guest.address or webinar.ends <= turn.now:
        return None
    if not guest.news or guest.told_as == "off":
        return None
    said = Text("webinars.withdrawn.body", {"network": turn.world.network.name})
    body = (said, wording.when(webinar), wording.outline(webinar))
    invitation = _cancellation(turn, errand, webinar, guest)
    return addressed(errand, webinar, guest, "withdrawn", body, invitation)


def settled(turn: Turn, errand: Errand, _outcome: Outcome) -> None:
    if turn.unit.guests.leaving(errand.recipient):
        turn.unit.guests.forget(errand.recipient)


def _cancellation(turn: Turn, errand: Errand, webinar: Meeting, guest: Guest) -> Invitation:
    """One further than what they were told last, as calendars need it."""
    return Invitation(
        "CANCEL",
        guest.id,
        guest.sequence + 1,
        max(webinar.stamp, errand.written),
        webinar.wall,
        webinar.zone,
        webinar.minutes,
        wording.title(turn, webinar),
        (wording.outline(webinar),),
    )
