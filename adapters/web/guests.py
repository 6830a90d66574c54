"""Whoever looks at a page: as a person for the rules, with the language and the zone of the page."""

from __future__ import annotations

from bot.chat import Person, Reader
from bot.members.zones import ZONES
from bot.pages import at


def person(token: str, reader: Reader, zone: str = "") -> Person:
    """`zone` is what their browser says, where that is one of those that people here choose from."""
    own = Reader(reader.language, zone) if zone in ZONES else reader
    return Person(at(token), "", own)
