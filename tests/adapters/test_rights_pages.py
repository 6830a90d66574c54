"""The pages on which people stop mail and take along what is held, over HTTP and on the real core."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.inbound import rights_of
from adapters.mail.stops import Stops
from adapters.web.health import health_app, serve
from tests.adapters.captured import captured_logs
from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.core.reading import card_of, facts
from tests.stores import sqlite_url

PUBLIC = replace(NETWORK, address="https://peers.example")
STOPS = Stops(b"s" * 32, PUBLIC.address)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@dataclass
class Web:
    """A house with a member, and its web port."""

    house: House
    session: ClientSession
    base: str

    async def asks(self, path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
        async with self.session.request(
            method, self.base + path, data=ONE_CLICK if method == "POST" else None, allow_redirects=False
        ) as answer:
            return answer.status, await answer.text(), dict(answer.headers)

    def link(self) -> str:
        card = card_of(self.house.presses(ANA, "rights.export"))
        return str(facts(card)["rights.export.link"]).removeprefix(PUBLIC.address)

    @property
    def stop(self) -> str:
        return f"/mail/{STOPS.token(self.house.profile(ANA).id)}"


@asynccontextmanager
async def opened(house: House) -> AsyncIterator[Web]:
    async def paused() -> bool:
        return False

    app = health_app(paused, lambda: 0.0)
    app.add_routes(rights_of(house.app, house.storage, STOPS, PUBLIC))
    runner = await serve(app, "127.0.0.1", 0)
    host, port = runner.addresses[0][:2]
    try:
        async with ClientSession() as session:
            yield Web(house, session, f"http://{host}:{port}")
    finally:
        await runner.cleanup()


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    house = House(sqlite_url(tmp_path), network=PUBLIC)
    house.joins(ANA)
    async with opened(house) as web:
        yield web
    house.close()


async def test_looking_at_the_page_stops_nothing(web: Web) -> None:
    """A mail scanner may; it is in both languages and keeps to itself."""
    status, page, headers = await web.asks(web.stop)
    await web.asks(web.stop, "HEAD")

    assert status == 200
    assert "Stop our emails?" in page
    assert "Arrêter nos courriels?" in page
    assert '<form method="post">' in page
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert not web.house.profile(ANA).mail_off


async def test_one_press_stops_it(web: Web) -> None:
    """As a mail program sends it, with no cookie and nobody logged in; twice is once."""
    first, again = await web.asks(web.stop, "POST"), await web.asks(web.stop, "POST")
    member = web.house.profile(ANA)
    lines = web.house.storage.transact(lambda unit: unit.consents.of(member.id))

    assert first[:2] == again[:2]
    assert first[0] == 200
    assert member.mail_off
    assert [(line.agreed, line.way) for line in lines] == [(False, "link")]


async def test_a_wrong_word_gets_the_same_answers(web: Web) -> None:
    """Whether there is such a member is not told."""
    for method in ("GET", "POST"):
        right, wrong = await web.asks(web.stop, method), await web.asks(f"/mail/{'a' * 68}", method)
        assert right[:2] == wrong[:2]


async def test_the_word_of_two_months_ago_still_stops_it(web: Web) -> None:
    """For as long as they are known."""
    path = web.stop
    web.house.waits_for(days=400)
    await web.asks(path, "POST")

    assert web.house.profile(ANA).mail_off


async def test_a_file_is_handed_over_by_the_button_once(web: Web) -> None:
    """Looking at the page, as a scanner does, takes nothing."""
    path = web.link()
    looked = [await web.asks(path) for _ in range(3)]
    got = await web.asks(path, "POST")
    replayed = await web.asks(path, "POST")

    assert {each[0] for each in looked} == {200}
    assert "Ana Roy" not in looked[0][1]
    assert got[0] == 200
    assert "ana.roy@calgary.ca" in got[1]
    assert got[2]["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert (got[2]["Cache-Control"], got[2]["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert replayed[0] == 404
    assert "ana.roy" not in replayed[1]


async def test_replayed_late_and_forged_links_are_answered_alike(web: Web) -> None:
    """The page does not tell which it was, nor whether a link was good before it is pressed."""
    used, late = web.link(), ""
    await web.asks(used, "POST")
    late = web.link()
    good = await web.asks(late)
    web.house.waits_for(minutes=16)
    answers = [await web.asks(path, "POST") for path in (used, late, f"/download/{'a' * 26}", "/download/x")]

    assert len({each[:2] for each in answers}) == 1
    assert (await web.asks(used))[:2] == good[:2]


async def test_no_secret_is_in_a_log(web: Web) -> None:
    """Nor whose it was."""
    path = web.link()
    with captured_logs() as written:
        await web.asks(path, "POST")
        await web.asks(web.stop, "POST")
        stop = web.stop
        web.house.storage.close()
        fault = await web.asks(stop, "POST")

    assert fault[0] == 503
    assert path.rpartition("/")[2] not in written.getvalue()
    assert web.base not in written.getvalue()
