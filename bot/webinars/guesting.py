"""What a guest does on their page, or in their calendar: confirm, look, withdraw."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import Card, Press, Reader
from bot.errors import Unknown
from bot.meetings.model import Coming, Meeting
from bot.ports import Turn
from bot.replies import Replace, Reply
from bot.webinars import inviting, views, withdrawing
from bot.webinars.model import Guest, is_public, kept_until
from bot.webinars.registering import must_be_open


def look(turn: Turn, token: str) -> tuple[Card, Reader] | None:
    """Their page as it stands, and for whom; None where there is none (any more)."""
    found = _at(turn, token)
    return (views.page(turn, *found), found[1].reader) if found else None


def confirm(turn: Turn, press: Press) -> Reply:
    """From now on they are registered; twice is once."""
    webinar, guest = _mine(turn, press)
    if not guest.is_registered:
        must_be_open(turn, webinar)
        guest = replace(guest, confirmed_at=turn.now, expires_at=kept_until(webinar))
        if turn.unit.guests.confirm(guest):
            inviting.write(turn, webinar, guest.id)
    return Replace(views.page(turn, webinar, guest))


def withdraw(turn: Turn, press: Press) -> Reply:
    """What waits to be sent finds nobody, but for what takes it out of their calendar."""
    withdrawing.part(turn, *_mine(turn, press))
    return Replace(views.withdrawn())


def reply(turn: Turn, uid: str, mailbox: str, coming: Coming, sequence: int) -> bool:
    """What the calendar of a guest with this mailbox answered: whoever cannot come has withdrawn. False
    when it is an answer to what they were not told last, is nobody's or another's."""
    guest = turn.unit.guests.get(uid)
    if guest is None or not guest.is_registered or sequence != guest.sequence:
        return False
    known = turn.unit.guests.of_mailbox(guest.webinar_id, mailbox)
    if known is None or known.id != guest.id:
        return False
    if coming is Coming.NO:  # it stands there no more
        turn.unit.guests.forget(guest.id)
    return True


def _mine(turn: Turn, press: Press) -> tuple[Meeting, Guest]:
    """By the secret in the address of their page; raises `Unknown`."""
    found = _at(turn, press.person.identity.user)
    if found is None or found[0].id != press.subject:
        raise Unknown
    return found


def _at(turn: Turn, token: str) -> tuple[Meeting, Guest] | None:
    guest = turn.unit.guests.at_page(token)
    webinar = turn.unit.meetings.get(guest.webinar_id) if guest else None
    known = guest and guest.address and webinar and is_public(webinar)
    return (webinar, guest) if guest and webinar and known else None
