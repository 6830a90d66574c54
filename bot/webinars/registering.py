"""Somebody leaves an address on the page of a public webinar."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import check
from bot.chat import Field, Form, Kind, Submission, Text
from bot.errors import Unknown
from bot.joining.address import Address
from bot.joining.application import read_address
from bot.meetings import finding
from bot.meetings.errors import MeetingCancelled, MeetingOver
from bot.meetings.model import Meeting, State
from bot.outbox import Errand
from bot.ports import Turn
from bot.replies import Reply, Say
from bot.webinars import views
from bot.webinars.model import LETTERS_APART, MOST_LETTERS, UNCONFIRMED, Guest, is_public

ACTION = "webinars.register"
LETTER = "webinars.confirm_letter"


def form(webinar_id: str) -> Form:
    """No name: nobody needs it."""
    field = Field("email", Kind.EMAIL, Text("webinars.email"), limit=254, hint=Text("webinars.email_hint"))
    return Form(ACTION, webinar_id, 0, Text("webinars.register.title"), (field,), Text("webinars.register"))


def register(turn: Turn, submission: Submission) -> Reply:
    """The answer is the same whether or not the address is known, and whether or not a letter goes there."""
    webinar = finding.by_id(turn, submission.subject)
    must_be_open(turn, webinar)
    values = check(form(webinar.id), submission.values)
    address = read_address(turn.world, str(values["email"]))
    known = turn.unit.guests.of_mailbox(webinar.id, address.mailbox)
    if known and known.address:
        _ask_again(turn, known)
    elif known is None or known.letters < MOST_LETTERS:
        _ask(turn, webinar, address, known)
    return Say(views.asked())


def must_be_open(turn: Turn, webinar: Meeting) -> None:
    """Raises a refusal; where the pages are not reached from outside, no letter could lead back to them."""
    if not is_public(webinar) or not turn.world.network.address:
        raise Unknown
    if webinar.state is State.CANCELLED:
        raise MeetingCancelled
    if not webinar.is_ahead(turn.now):
        raise MeetingOver


def _ask(turn: Turn, webinar: Meeting, address: Address, before: Guest | None) -> None:
    """`before` is what stayed of an address that was not confirmed in time."""
    if before:
        turn.unit.guests.forget(before.id)
    guest_id, letters = turn.world.entropy.identifier(), before.letters + 1 if before else 1
    guest = Guest(guest_id, webinar.id, address.typed, turn.reader, turn.now, turn.now + UNCONFIRMED)
    guest = replace(guest, letters=letters)
    turn.unit.guests.add(guest, address.mailbox)
    _write(turn, guest)


def _ask_again(turn: Turn, known: Guest) -> None:
    again = replace(known, reader=turn.reader, asked_at=turn.now, expires_at=turn.now + UNCONFIRMED)
    if turn.unit.guests.ask(again, turn.now - LETTERS_APART, MOST_LETTERS):
        _write(turn, again)


def _write(turn: Turn, guest: Guest) -> None:
    errand_id, key = turn.world.entropy.identifier(), f"{LETTER}:{guest.id}:{guest.asked_at.isoformat()}"
    turn.unit.outbox.add(Errand(errand_id, LETTER, guest.webinar_id, guest.id, key, "", turn.now, turn.now))
