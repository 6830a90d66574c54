"""What a letter asks of the calendar of whom it is to (RFC 5546): to take a meeting up, or to cancel it.

One attendee, since each gets a letter of their own: nobody sees another's address. The key in a UID comes
back with the answer, and shows that whoever answers has seen the invitation to that very mailbox.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from urllib.parse import quote

from adapters.ical_events import Event, calendar, worded
from adapters.ical_lines import line, parameter
from adapters.mail.identity import split_address
from adapters.words import PlainWriter, Words
from bot.chat import Named
from bot.deliveries import Invitation, Letter

_KEY_BYTES = 10


@dataclass(frozen=True, slots=True)
class Uids:
    """The UIDs of our invitations: in front of what the rules call the event by, a key for whom it was to. So
    nobody who was invited can answer for somebody else."""

    secret: bytes

    def of(self, uid: str, to: str) -> str:
        return f"{self._key(uid, to)}-{uid}"

    def read(self, written: str, to: str) -> str | None:
        """What is behind the key; None when it is none of ours to them."""
        key, _, uid = written.partition("-")
        return uid if hmac.compare_digest(key.encode(), self._key(uid, to).encode()) else None

    def _key(self, uid: str, to: str) -> str:
        digest = hmac.digest(self.secret, f"uid\0{uid}\0{untagged(to)}".encode(), "sha256")
        return base64.b32encode(digest[:_KEY_BYTES]).decode().lower()


def untagged(address: str) -> str:
    """jo+peers is jo's mailbox, who may answer by either name."""
    local, _, domain = address.lower().partition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


@dataclass(frozen=True, slots=True)
class Organizer:
    """Whom calendars send their answers to."""

    name: Named
    address: str


def invitation(letter: Letter, asked: Invitation, organizer: Organizer, uids: Uids, words: Words) -> bytes:
    """The body of the `text/calendar` part; `asked` is the letter's."""
    cancel = asked.method == "CANCEL"
    summary, description = worded(words, letter.reader, asked.title, asked.body)
    event = Event(
        uids.of(asked.uid, letter.to), asked.sequence, asked.stamp, asked.start, asked.zone, asked.minutes,
        summary, description, asked.link, cancelled=cancel,
    )  # fmt: skip
    name = words.say(organizer.name, letter.reader, PlainWriter())
    lines = [
        line(f"ORGANIZER;CN={parameter(name)}", _mailto(organizer.address)),
        line(f"ATTENDEE;{_asked(asked.answer)}{_named(letter.to_name)}", _mailto(letter.to)),
        line("TRANSP", "OPAQUE"),
    ]
    return calendar([b"CALSCALE:GREGORIAN", line("METHOD", asked.method)], [(event, lines)])


# What they have answered already is said with it, lest a calendar takes it back.
_ANSWERED = {"going": "ACCEPTED", "maybe": "TENTATIVE", "no": "DECLINED"}


def _asked(answer: str) -> str:
    known = _ANSWERED.get(answer, "NEEDS-ACTION")
    return f"CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={known};RSVP={'FALSE' if answer else 'TRUE'}"


def _named(name: str) -> str:
    return f";CN={parameter(name)}" if name.strip() else ""


def _mailto(address: str) -> str:
    """Raises `UnusableAddress` for what is not a plain one."""
    local, domain = split_address(address)
    return f"mailto:{quote(local, safe='!$*+-._~')}@{domain}"
