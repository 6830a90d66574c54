"""Invitations for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Literal, TypedDict, Unpack

from adapters.mail.calendar import Organizer, Uids, invitation
from adapters.words import Words
from bot.chat import Reader, Text, Value
from bot.deliveries import Invitation, Letter
from tests.letters import ENGLISH, IDENTITY

WALL = datetime(2026, 11, 25, 13, 0)  # noqa: DTZ001 - what clocks show
STAMP = datetime(2026, 11, 1, 9, 30, 5, tzinfo=UTC)
UID, JO = "0meeting0member", "jo@calgary.example"
UIDS = Uids(b"s" * 32)


class Changed(TypedDict, total=False):
    """What an invitation of a test has of its own."""

    start: datetime
    zone: str
    minutes: int
    sequence: int
    stamp: datetime
    body: tuple[Value, ...]
    link: str
    answer: str


ASKED = Invitation(
    "REQUEST", UID, 0, STAMP, WALL, "America/Toronto", 60, Text("refusal.stale"), ("Nothing is recorded.",),
    "https://meet.example/peers",
)  # fmt: skip


def asked(
    method: Literal["REQUEST", "CANCEL"] = "REQUEST", title: str = "Peer meeting", **changed: Unpack[Changed]
) -> Invitation:
    called = Text("refusal.not_allowed", {"role": title})
    return replace(ASKED, method=method, title=called, **changed)


def inviting(invitation: Invitation, to: str = JO, to_name: str = "Jo", reader: Reader = ENGLISH) -> Letter:
    return Letter("meetings.invite:1", to, to_name, reader, invitation.title, invitation.body, "", invitation)


_words = cache(Words.load)


def calendar_of(letter: Letter) -> bytes:
    assert letter.invitation
    organizer = Organizer(IDENTITY.name, IDENTITY.organizer)
    return invitation(letter, letter.invitation, organizer, UIDS, _words())
