"""What is held about somebody: all that names them, and what their proven mailbox alone leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from bot.ports import Turn
from bot.rights.ports import Record, Told
from bot.webinars import parting as guests
from bot.webinars.model import Guest

GUESTS = "webinar_guests"


def held(turn: Turn, person: str) -> Sequence[Record]:
    return [*turn.unit.holdings.held(person), *registrations(turn, person)]


def registrations(turn: Turn, person: str) -> Sequence[Record]:
    """For public webinars: by the fingerprint of their mailbox for each of them."""
    profile = turn.unit.profiles.get(person)
    known = guests.of(turn, profile.address) if profile and profile.address else ()
    return [Record(GUESTS, dict(_values(guest))) for guest in known]


def _values(guest: Guest) -> Iterator[tuple[str, Told]]:
    yield from (("language", guest.reader.language), ("zone", guest.reader.zone))
    for field in fields(guest):
        value = getattr(guest, field.name)
        if field.name != "reader" and value not in (None, ""):
            yield field.name, value
