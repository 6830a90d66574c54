"""The time of a guest is over."""

from __future__ import annotations

from bot.ports import Turn


def expire(turn: Turn, guest_id: str) -> bool:
    """Nothing of theirs is kept; of an address that nobody confirmed, how often it was written to, until the
    webinar: else it could be written to anew. False when there is nobody (any more)."""
    guest = turn.unit.guests.get(guest_id)
    webinar = turn.unit.meetings.get(guest.webinar_id) if guest else None
    if guest and webinar and not guest.is_registered and webinar.is_ahead(turn.now):
        return turn.unit.guests.empty(guest.id, webinar.ends)
    return turn.unit.guests.forget(guest_id)
