"""A member's calendar feed over HTTP: what calendars read, and what nobody learns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from adapters.web.feed import MOST_KEPT, Feeds, render
from adapters.web.health import health_app, serve
from adapters.words import Words
from adapters.zones import use_pinned_zones
from bot.chat import Named, Text
from bot.feeds import Entry, Feed
from tests.adapters.captured import captured_logs
from tests.invitations import STAMP, WALL
from tests.letters import ENGLISH, FRENCH
from tests.rendering.calendars import read

TOKEN = "a1" * 13
ENTRY = Entry(
    "0meeting", 0, STAMP, WALL, "America/Toronto", 60, Text("refusal.not_allowed", {"role": "Peer meeting"}),
    ("Nothing is recorded.",), "https://meet.example/peers",
)  # fmt: skip
FEED = Feed(ENGLISH, Named("Climate Peers", "Pairs climat"), (ENTRY,))
WORDS = Words.load()


@pytest.fixture(autouse=True)
def _pinned_zones() -> None:
    use_pinned_zones()


@dataclass
class Answered:
    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Web:
    """A web port with feeds, and who asks it; `held` are those that there are."""

    held: dict[str, Feed] = field(default_factory=lambda: {TOKEN: FEED})
    asked: list[str] = field(default_factory=list)
    session: ClientSession | None = None
    base: str = ""
    down: bool = False

    async def find(self, token: str) -> Feed | None:
        self.asked.append(token)
        if self.down:
            raise ConnectionError(token)
        return self.held.get(token)

    async def get(self, token: str = TOKEN, tag: str = "", method: str = "GET") -> Answered:
        return await self.page(f"/calendar/{token}.ics", tag, method)

    async def page(self, path: str, tag: str = "", method: str = "GET") -> Answered:
        assert self.session
        headers = {"If-None-Match": tag} if tag else {}
        async with self.session.request(method, self.base + path, headers=headers) as answer:
            return Answered(answer.status, await answer.read(), answer.headers)


@asynccontextmanager
async def serving() -> AsyncIterator[Web]:
    async def lives() -> bool:
        return False

    web = Web()
    app = health_app(lives, lambda: 0.0)
    app.add_routes(Feeds(web.find, WORDS).routes())
    runner = await serve(app, "127.0.0.1", 0)
    web.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession() as web.session:
        yield web
    await runner.cleanup()


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with serving() as web:
        yield web


# ---- what calendars read


def test_calendars_agree_on_a_feed() -> None:
    """Three of them read the meeting, in UTC; nobody is asked for an answer."""
    (event,) = read(render(FEED, WORDS))

    assert (event.uid, event.sequence, event.stamp) == ("0meeting", 0, STAMP)
    assert (event.start, event.end - event.start) == (
        datetime(2026, 11, 25, 18, tzinfo=UTC),
        timedelta(hours=1),
    )
    assert (event.method, event.organizer, event.attendees) == ("", "", ())
    assert (event.status, event.summary) == ("CONFIRMED", "Only Peer meeting can do this.")
    assert event.link == "https://meet.example/peers"


def test_a_cancelled_meeting_says_so() -> None:
    """It stays for a while, with the status of one."""
    (event,) = read(render(replace(FEED, entries=(replace(ENTRY, cancelled=True, sequence=1),)), WORDS))

    assert (event.status, event.sequence) == ("CANCELLED", 1)


def test_a_year_of_meetings_needs_each_zone_once() -> None:
    """Though they are months apart, and told by two organizers' clocks."""
    walls = [WALL + timedelta(days=100 * number) for number in range(4)]
    zones = ["America/Toronto", "America/Vancouver"] * 2
    entries = [
        replace(ENTRY, uid=str(number), start=wall, zone=zone)
        for number, (wall, zone) in enumerate(zip(walls, zones, strict=True))
    ]

    body = render(replace(FEED, entries=tuple(entries)), WORDS)

    hours = [event.start.hour for event in read(body)]
    assert body.count(b"BEGIN:VTIMEZONE") == 2
    assert hours == [18, 20, 17, 20]


def test_a_feed_without_meetings_is_a_calendar() -> None:
    """Before the first one is planned."""
    assert read(render(replace(FEED, entries=()), WORDS)) == []


def test_a_feed_holds_nobodys_address() -> None:
    """Not the reader's, not the organizers', and no property that could."""
    body = render(FEED, WORDS).replace(b"\r\n ", b"").upper()

    assert not [word for word in (b"MAILTO", b"ATTENDEE", b"ORGANIZER", b"@") if word in body]


def test_a_feed_is_in_its_readers_language() -> None:
    """Its name as well."""
    french = render(replace(FEED, reader=FRENCH), WORDS)

    assert "X-WR-CALNAME:Pairs climat" in french.decode()


# ---- over HTTP


async def test_a_feed_is_served_as_a_calendar(web: Web) -> None:
    """With what it is, and that nobody else shall keep it."""
    answer = await web.get()

    assert (answer.status, answer.body) == (200, render(FEED, WORDS))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Server" not in answer.headers


async def test_what_a_calendar_has_is_not_sent_again(web: Web) -> None:
    """It shows the tag that it got, alone, weakened on the way or among others."""
    tag = (await web.get()).headers["ETag"]

    for shown in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = await web.get(tag=shown)
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)


async def test_what_has_changed_is_sent(web: Web) -> None:
    """A theme, a time, a language: each is another tag."""
    tag = (await web.get()).headers["ETag"]

    for changed in (
        replace(FEED, entries=(replace(ENTRY, body=("Dikes",)),)),
        replace(FEED, entries=(replace(ENTRY, start=WALL + timedelta(hours=1)),)),
        replace(FEED, reader=FRENCH),
    ):
        web.held[TOKEN] = changed
        answer = await web.get(tag=tag)
        assert (answer.status, answer.headers["ETag"] != tag) == (200, True)


async def test_a_calendar_may_ask_for_the_head_alone(web: Web) -> None:
    """The same head, and nothing else."""
    whole, head = await web.get(), await web.get(method="HEAD")

    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", whole.headers["ETag"])
    assert head.headers["Content-Length"] == str(len(whole.body))


async def test_a_revoked_address_is_like_one_that_never_was(web: Web) -> None:
    """And like any page that is not there: in its words and its head."""
    web.held.clear()
    answers = [await web.get(), await web.get("b2" * 13), await web.page("/nothing")]

    seen = {(answer.status, answer.body, answer.headers.get("Content-Type")) for answer in answers}
    assert len(seen) == 1
    assert {answer.status for answer in answers} == {404}


@pytest.mark.parametrize(
    "token", ["", "short", "A1" * 13, "a" * 65, "../healthz", "a1" * 12 + "%00", "é" * 26]
)
async def test_what_can_be_no_token_is_not_looked_up(web: Web, token: str) -> None:
    """The database is not asked for a guess of another shape."""
    assert (await web.get(token)).status == 404
    assert web.asked == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
async def test_a_feed_is_only_read(web: Web, method: str) -> None:
    """There is nothing to write to."""
    assert (await web.get(method=method)).status == 405


async def test_a_database_that_is_away_is_told_as_such(web: Web) -> None:
    """Calendars come again later, and do not take the feed for gone."""
    web.down = True

    answer = await web.get()

    assert (answer.status, answer.headers["Retry-After"]) == (503, "600")


async def test_no_log_and_no_answer_repeats_the_address(web: Web) -> None:
    """The route's name alone, whatever happens."""
    with captured_logs() as lines:
        answers = [await web.get(), await web.get("b2" * 13)]
        web.down = True
        answers.append(await web.get())

    said = lines.getvalue() + "".join(f"{answer.body!r} {dict(answer.headers)}" for answer in answers)
    assert '"route": "calendar"' in said
    assert TOKEN not in said
    assert "b2b2" not in said


async def test_renderings_are_kept_within_bounds(web: Web) -> None:
    """Many members with feeds of their own do not fill the memory."""
    for number in range(MOST_KEPT + 5):
        web.held[TOKEN] = replace(FEED, name=Named(str(number), str(number)))
        assert f"X-WR-CALNAME:{number}".encode() in (await web.get()).body


async def test_what_cannot_be_written_is_a_fault_of_ours_and_the_calendar_comes_again(web: Web) -> None:
    """With no word of it in the answer, and without the address in the log."""
    web.held[TOKEN] = replace(FEED, entries=(replace(ENTRY, title=Text("no.such.words")),))
    with captured_logs() as lines:
        answer = await web.get()

    assert (answer.status, answer.body, answer.headers.get("Retry-After")) == (503, b"", "600")
    assert "feed.fault" in lines.getvalue()
    assert TOKEN not in lines.getvalue()
