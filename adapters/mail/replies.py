"""What a calendar answers (RFC 5546, 3.2.3), read from a mail of which nothing else is looked at.

The lines are read as they stand: the icalendar library's own events would carry out whatever rules of zones
and repetitions a stranger has written there.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from urllib.parse import unquote

from icalendar.parser import Contentline, Contentlines

from adapters.mail.arrived import Refused, field, leaves, mailbox_in, plain_address
from adapters.mail.calendar import Uids, untagged

LARGEST = 64 * 1024  # octets of a calendar
MOST_CALENDARS = 4  # clients send the same one twice
LONGEST_UID = 255
AHEAD = timedelta(days=1)  # by which a clock may be wrong
ANSWERS = {"ACCEPTED": "going", "TENTATIVE": "maybe", "DECLINED": "no"}
WANTED = {"METHOD", "UID", "DTSTAMP", "SEQUENCE", "ATTENDEE", "RECURRENCE-ID"}
TYPES, PARCEL = {"text/calendar", "application/ics"}, "application/ms-tnef"
_NAME = re.compile(r"[A-Za-z-]+")
_STAMP = re.compile(r"\d{8}T\d{6}Z")
_SEQUENCE = re.compile(r"\d{1,9}")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
_CALENDAR, _EVENT = ("VCALENDAR",), ("VCALENDAR", "VEVENT")

Lines = Mapping[str, list[Contentline]]


@dataclass(frozen=True, slots=True)
class Reply:
    """`answer` (going, maybe, no) to the event that the rules call `uid`, as it was at `sequence`; of two
    answers to the same, the one with the later `stamp` holds. The mail came from `address`."""

    uid: str
    address: str
    answer: str
    sequence: int
    stamp: datetime


def read_reply(message: Message, uids: Uids, now: datetime) -> Reply:
    """Raises `Refused`."""
    sender = mailbox_in(field(message, "From"))
    parts = {part: part.get_content_type() for part in leaves(message)}
    calendars = [part for part, kind in parts.items() if kind in TYPES]
    if not calendars:
        raise Refused("tnef" if PARCEL in parts.values() else "no_calendar")
    if len(calendars) > MOST_CALENDARS:
        raise Refused("several_calendars")
    replies = {_reply(part, uids) for part in calendars}
    if len(replies) > 1:
        raise Refused("several_calendars")
    (reply,) = replies
    if untagged(reply.address) != untagged(sender):
        raise Refused("another_sender")
    if reply.stamp > now + AHEAD:
        raise Refused("stamp_ahead")
    return reply


def _octets(part: Message) -> bytes:
    octets = part.get_payload(decode=True)
    if not isinstance(octets, bytes) or len(octets) > LARGEST:
        raise Refused("large_calendar")
    return octets


def _reply(part: Message, uids: Uids) -> Reply:
    calendar, event = _read(_octets(part))
    _must_be_reply(_method(calendar, part))
    if "RECURRENCE-ID" in event:
        raise Refused("malformed")
    address, answer = _attendee(event)
    uid = uids.read(_value(event, "UID")[:LONGEST_UID], address)
    if uid is None:
        raise Refused("stranger")
    return Reply(uid, address, answer, _sequence(event), _stamp(event))


def _method(calendar: Lines, part: Message) -> str:
    """Where a gateway has lost the line, the mail still says it of the part (RFC 6047, 2.4)."""
    said = _value(calendar, "METHOD") if "METHOD" in calendar else str(part.get_param("method") or "")
    return said.upper()


def _must_be_reply(method: str) -> None:
    """Another time that somebody proposes (RFC 5546, 3.2.7) is no answer, whatever else it says."""
    if method != "REPLY":
        raise Refused("counter" if method == "COUNTER" else "no_reply")


# ---- lines


def _read(octets: bytes) -> tuple[Lines, Lines]:
    """The lines that matter of the calendar itself and of its one event."""
    found: dict[tuple[str, ...], dict[str, list[Contentline]]] = defaultdict(lambda: defaultdict(list))
    begun: list[tuple[str, ...]] = []
    for path, name, line in _walk(octets):
        if name == "BEGIN":
            begun.append(path)
        elif name in WANTED:
            found[path][name].append(line)
    if begun.count(_CALENDAR) != 1:
        raise Refused("several_calendars")
    if begun.count(_EVENT) != 1:
        raise Refused("several_events")
    return found[_CALENDAR], found[_EVENT]


def _walk(octets: bytes) -> Iterator[tuple[tuple[str, ...], str, Contentline]]:
    """Each line, with the components that it is in, which have to be nested well."""
    path: tuple[str, ...] = ()
    text = octets.removeprefix(BOM_UTF8).decode(errors="replace")
    for line in Contentlines.from_ical(text):  # type: ignore[no-untyped-call] # the library's
        name = _name(line)
        if name == "BEGIN":
            path = (*path, _component(line))
        yield path, name, line
        if name == "END":
            if path[-1:] != (_component(line),):
                raise Refused("malformed")
            path = path[:-1]
    if path:
        raise Refused("malformed")


def _name(line: Contentline) -> str:
    found = _NAME.match(line)
    return found[0].upper() if found else ""


def _component(line: Contentline) -> str:
    return line.partition(":")[2].strip().upper()


def _one(lines: Lines, name: str) -> Contentline:
    found = lines.get(name, [])
    if len(found) != 1:
        raise Refused("several_attendees" if name == "ATTENDEE" and found else "malformed")
    if _CONTROL.search(found[0]):
        raise Refused("control_character")
    return found[0]


def _parts(lines: Lines, name: str) -> tuple[Mapping[str, object], str]:
    try:
        _, parameters, value = _one(lines, name).parts()
    except ValueError:
        raise Refused("malformed") from None
    return parameters, value.strip()


def _value(lines: Lines, name: str) -> str:
    return _parts(lines, name)[1]


# ---- values


def _attendee(event: Lines) -> tuple[str, str]:
    parameters, value = _parts(event, "ATTENDEE")
    scheme, _, address = value.partition(":")
    answer = ANSWERS.get(str(parameters.get("PARTSTAT", "")).upper())
    if scheme.lower() != "mailto":
        raise Refused("no_address")
    if answer is None:
        raise Refused("no_answer")
    return plain_address(unquote(address)), answer


def _sequence(event: Lines) -> int:
    """None is nought (RFC 5545, 3.8.7.4)."""
    written = _value(event, "SEQUENCE") if "SEQUENCE" in event else "0"
    if not _SEQUENCE.fullmatch(written):
        raise Refused("malformed")
    return int(written)


def _stamp(event: Lines) -> datetime:
    written = _value(event, "DTSTAMP")
    if not _STAMP.fullmatch(written):
        raise Refused("malformed")
    try:
        return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:  # a thirteenth month
        raise Refused("malformed") from None
