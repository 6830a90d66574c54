"""What three calendars that know nothing of each other read in one of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import icalendar
import vobject
from ical.calendar_stream import CalendarStream


@dataclass(frozen=True)
class Read:
    """An event, with moments in UTC and addresses as they stand there."""

    method: str
    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    organizer: str
    attendees: tuple[str, ...]
    answers: tuple[str, ...]
    status: str
    summary: str
    description: str
    link: str


def by_icalendar(body: bytes) -> list[Read]:
    """The library that Plone and many others use."""
    calendar = icalendar.Calendar.from_ical(body)
    return [_by_icalendar(str(calendar.get("METHOD", "")), event) for event in calendar.walk("VEVENT")]


def _by_icalendar(method: str, event: Any) -> Read:  # noqa: ANN401 - the library's, which says little of it
    people = event.get("ATTENDEE", [])
    people = people if isinstance(people, list) else [people]
    return Read(
        method,
        str(event["UID"]),
        int(event["SEQUENCE"]),
        event.DTSTAMP,
        event.DTSTART.astimezone(UTC),
        event.DTEND.astimezone(UTC),
        str(event.get("ORGANIZER", "")),
        tuple(map(str, people)),
        tuple(str(each.params["PARTSTAT"]) for each in people),
        str(event["STATUS"]),
        str(event["SUMMARY"]),
        str(event["DESCRIPTION"]),
        str(event.get("LOCATION", "")),
    )


def by_vobject(body: bytes) -> list[Read]:
    """The one of Radicale and of Apple's old server; it goes by the zones in the calendar."""
    calendar = vobject.readOne(body.decode())
    method = calendar.method.value if hasattr(calendar, "method") else ""
    return [_by_vobject(method, event) for event in getattr(calendar, "vevent_list", [])]


def _by_vobject(method: str, event: Any) -> Read:  # noqa: ANN401 - published without types
    people = getattr(event, "attendee_list", [])
    return Read(
        method,
        event.uid.value,
        int(event.sequence.value),
        event.dtstamp.value.astimezone(UTC),
        event.dtstart.value.astimezone(UTC),
        event.dtend.value.astimezone(UTC),
        event.organizer.value if hasattr(event, "organizer") else "",
        tuple(each.value for each in people),
        tuple(each.params["PARTSTAT"][0] for each in people),
        event.status.value,
        event.summary.value,
        event.description.value,
        event.location.value if hasattr(event, "location") else "",
    )


def by_ical(body: bytes) -> list[Read]:
    """The one of Home Assistant, strict about what stands in the standard."""
    (calendar,) = CalendarStream.from_ics(body.decode()).calendars
    return [_by_ical(calendar.method or "", event) for event in calendar.events]


def _by_ical(method: str, event: Any) -> Read:  # noqa: ANN401 - of many optional types
    return Read(
        method,
        event.uid,
        event.sequence,
        event.dtstamp,
        event.dtstart.astimezone(UTC),
        event.dtend.astimezone(UTC),
        str(event.organizer.uri) if event.organizer else "",
        tuple(str(each.uri) for each in event.attendees),
        tuple(each.status for each in event.attendees),
        event.status.value,
        event.summary,
        event.description,
        event.location or "",
    )


READERS: Mapping[str, Callable[[bytes], list[Read]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical": by_ical,
}


def read(body: bytes) -> list[Read]:
    """What all of them agree on."""
    first, *others = [reader(body) for reader in READERS.values()]
    assert [first] * len(others) == others
    return first
