"""A member's calendar feed, which their calendar asks for every few hours and which has mostly not changed.

Whoever knows the address reads it: so no log, header or page repeats it, and one that was revoked is like one
that never was.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import ETag, web

from adapters.ical_events import CalendarWriter, Event, calendar, worded
from adapters.ical_lines import text
from adapters.logs import log
from adapters.words import Words
from bot.feeds import Entry, Feed

PATH = "/calendar/{token:[a-z0-9]{26,64}}.ics"
MOST_KEPT = 256  # renderings: mostly one for each language
AGAIN = "PT4H"
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Disposition": 'inline; filename="meetings.ics"',
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}

Find = Callable[[str], Awaitable[Feed | None]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The octets, and what is asked for in order not to be sent them again."""

    body: bytes
    tag: str


class Feeds:
    """`find` gives what the token is the address of, or None; it may ask the database."""

    def __init__(self, find: Find, words: Words) -> None:
        self._find = find
        self._words = words
        self._kept: OrderedDict[str, Rendered] = OrderedDict()

    def routes(self) -> list[web.RouteDef]:
        """Of the web port; HEAD is answered too."""
        return [web.get(PATH, self._answer)]

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            feed = await self._find(request.match_info["token"])
            rendered = self._rendered(feed) if feed else None
        except Exception as fault:  # noqa: BLE001 - whatever it is, calendars come again
            log.error("feed.fault", route="calendar", exc_info=fault)
            return web.Response(status=503, headers={"Retry-After": "600"})
        if rendered is None:
            raise web.HTTPNotFound
        known = any(each.value in {rendered.tag, "*"} for each in request.if_none_match or ())
        answer = _not_changed() if known else _whole(rendered.body)
        answer.etag = ETag(rendered.tag)
        log.debug("feed.served", route="calendar", status=answer.status)
        return answer

    def _rendered(self, feed: Feed) -> Rendered:
        """Members of one language mostly read the same."""
        key = repr(feed)
        if key not in self._kept:
            body = render(feed, self._words)
            self._kept[key] = Rendered(body, hashlib.sha256(body).hexdigest()[:32])
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]


def _not_changed() -> web.Response:
    return web.Response(status=304, headers=HEADERS)


def _whole(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=HEADERS)


# ---- rendered


def render(feed: Feed, words: Words) -> bytes:
    """The VCALENDAR. Nothing in it asks for an answer, and there is no address of anybody."""
    name = words.say(feed.name, feed.reader, CalendarWriter())
    again = [f"REFRESH-INTERVAL;VALUE=DURATION:{AGAIN}".encode(), f"X-PUBLISHED-TTL:{AGAIN}".encode()]
    head = [b"CALSCALE:GREGORIAN", text("NAME", name), text("X-WR-CALNAME", name), *again]
    return calendar(head, [(_event(entry, feed, words), ()) for entry in feed.entries])


def _event(entry: Entry, feed: Feed, words: Words) -> Event:
    summary, description = worded(words, feed.reader, entry.title, entry.body)
    return Event(
        entry.uid,
        entry.sequence,
        entry.stamp,
        entry.start,
        entry.zone,
        entry.minutes,
        summary,
        description,
        entry.link,
        cancelled=entry.cancelled,
    )
