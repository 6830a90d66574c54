"""A meeting as an event in a calendar: what an invitation and a feed say of it alike.

Neither whom it is for nor who asks: these lines hold no address of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.dates import when
from adapters.ical_lines import clean, joined, line, text
from adapters.ical_zones import zone_lines
from adapters.words import Words, Writer
from bot.chat import Reader, Text, Value

PRODUCT = "-//peerbot//peerbot//EN"


class CalendarWriter(Writer):
    """How a calendar's texts write values."""

    def text(self, written: str) -> str:
        return clean(written)

    def moment(self, moment: datetime, reader: Reader) -> str:
        return when(moment, reader)


@dataclass(frozen=True, slots=True)
class Event:
    """In words. `start` is the organiser's wall time, in `zone`."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    zone: str
    minutes: int
    summary: str
    description: str
    link: str = ""
    cancelled: bool = False

    def span(self) -> tuple[datetime, datetime]:
        """When it begins and ends, by the clocks of its zone. A start that does not exist is later by as much
        as clocks are put forward, one that exists twice is the first (RFC 5545, 3.3.5)."""
        zone = ZoneInfo(self.zone)
        begin = self.start.replace(tzinfo=zone, fold=0).astimezone(UTC)
        return begin.astimezone(zone), (begin + timedelta(minutes=self.minutes)).astimezone(zone)


def worded(words: Words, reader: Reader, title: Text, body: Sequence[Value]) -> tuple[str, str]:
    """What it is called, in one line, and the paragraphs about it."""
    write = CalendarWriter()
    paragraphs = [block for value in body if (block := words.say(value, reader, write))]
    return " ".join(words.say(title, reader, write).split()), "\n\n".join(paragraphs)


def event_lines(event: Event) -> Iterator[bytes]:
    """Of a VEVENT, without its beginning and end."""
    begin, end = event.span()
    yield line("UID", event.uid)
    yield line("DTSTAMP", _utc(event.stamp))
    yield line("SEQUENCE", str(event.sequence))
    yield line(f"DTSTART;TZID={event.zone}", f"{begin:%Y%m%dT%H%M%S}")
    if end.fold:  # the second of two such times, which a zone's time cannot name
        yield line("DTEND", _utc(end))
    else:
        yield line(f"DTEND;TZID={event.zone}", f"{end:%Y%m%dT%H%M%S}")
    yield text("SUMMARY", event.summary)
    yield text("DESCRIPTION", event.description)
    if event.link:
        yield text("LOCATION", event.link)
        yield line("URL", event.link)
    yield line("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")


def calendar(head: Sequence[bytes], events: Sequence[tuple[Event, Sequence[bytes]]]) -> bytes:
    """A VCALENDAR of events, each with its lines, and of the zones that they are in."""
    bodies = [
        joined([b"BEGIN:VEVENT", *event_lines(event), *lines, b"END:VEVENT"]) for event, lines in events
    ]
    opening = joined([b"BEGIN:VCALENDAR", line("PRODID", PRODUCT), b"VERSION:2.0", *head])
    zones = _zones([event for event, _ in events])
    return b"".join([opening, *zones, *bodies, b"END:VCALENDAR\r\n"])


def _zones(events: Sequence[Event]) -> Iterator[bytes]:
    for zone in dict.fromkeys(event.zone for event in events):
        moments = [moment for event in events if event.zone == zone for moment in event.span()]
        yield zone_lines(zone, min(moments).year, max(moments).year)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
