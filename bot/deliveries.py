"""What an errand turns into at the moment it is carried out; the courier hands it to a platform or mailer.

Each is composed from the state of that moment and thrown away afterwards: no words lie in a queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.chat import Card, Identity, Reader, Room, Text, Value


@dataclass(frozen=True, slots=True)
class Post:
    """A new message in a room, in the network's languages. `nonce` (at most 25 characters) is the same
    each time the same errand is tried: platforms that can use it make a repeated post one message."""

    platform: str
    room: Room
    card: Card
    nonce: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A message that was posted before now shows `card`; `reference` is what posting it gave back."""

    platform: str
    reference: str
    card: Card


@dataclass(frozen=True, slots=True)
class Direct:
    """A message to one person."""

    identity: Identity
    card: Card
    reader: Reader
    nonce: str


@dataclass(frozen=True, slots=True)
class Admit:
    """Let this account into the members' room (or give it the member role); admitting twice is harmless."""

    identity: Identity


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Take the members' room (or role) from this account; harmless when it has none."""

    identity: Identity


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a letter asks of the calendar of whoever it is to: to take up or change an event, or to cancel it
    (RFC 5546, 3.2). `uid` stays that event's for good; `sequence` rises with what matters to an answer,
    `stamp` with every change; `start` is the organiser's wall time, in `zone`. `answer` (going, maybe, no) is
    what they have said to it as it is now, if anything."""

    method: Literal["REQUEST", "CANCEL"]
    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    zone: str
    minutes: int
    title: Text
    body: tuple[Value, ...]
    link: str = ""
    answer: str = ""

    def __post_init__(self) -> None:
        if self.stamp.tzinfo is None or self.start.tzinfo is not None or self.minutes <= 0:
            raise ValueError(self.uid)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is answered by a mail to the mailbox that is read: each answer as it is shown, with the
    word that is the subject of whoever gives it."""

    question: Text
    answers: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of JSON that goes with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person. `key` makes the Message-ID, which stays the same on a retry (RFC 5322, 3.6.4);
    `highlight` is shown large (the code); `to_name` may hold anything a person can be called; with an
    `invitation` it is one to a meeting, which a calendar can answer; `asked` can be answered by mail; `stop`
    is the profile id of whoever may stop such mail, and empty where the letter answers what they did."""

    key: str
    to: str
    to_name: str
    reader: Reader
    subject: Text
    body: tuple[Value, ...]
    highlight: str = ""
    invitation: Invitation | None = None
    asked: tuple[Asked, ...] = ()
    attached: Attached | None = None
    stop: str = ""


Delivery = Post | Edit | Direct | Admit | Dismiss | Letter
