"""The pages on which people stop mail and take along what is held, over HTTP and on the real core."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from adapters.inbound import message_secret
from adapters.mail.stops import Stops
from tests.adapters.captured import captured_logs
from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.core.reading import card_of, facts
from tests.web.place import Place, opened

PUBLIC = replace(NETWORK, address="https://peers.example")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@dataclass
class Web:
    """A place with a member."""

    place: Place

    @property
    def house(self) -> House:
        return self.place.house

    async def asks(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
        """As a mail program does: from no page of ours."""
        body = ONE_CLICK if method == "POST" else None
        async with self.place.session.request(
            method, self.place.base + path, data=body, headers=headers, allow_redirects=False
        ) as answer:
            return answer.status, await answer.text(), dict(answer.headers)

    def link(self) -> str:
        card = card_of(self.house.presses(ANA, "rights.export"))
        return str(facts(card)["rights.export.link"]).removeprefix(PUBLIC.address)

    @property
    def stop(self) -> str:
        stops = Stops(message_secret(self.house.storage), PUBLIC.address)
        return f"/mail/{stops.token(self.house.profile(ANA).id)}"


@pytest.fixture
async def web(migrated_sqlite: str) -> AsyncIterator[Web]:
    async with opened(migrated_sqlite, PUBLIC) as place:
        place.house.joins(ANA)
        yield Web(place)


async def test_looking_at_the_page_stops_nothing(web: Web) -> None:
    """A mail scanner may; it is kept by nobody on the way and found by no search."""
    status, page, headers = await web.asks(web.stop)
    await web.asks(web.stop, "HEAD")

    assert status == 200
    assert f'<form method="post" action="/en{web.stop}"' in page
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert not web.house.profile(ANA).mail_off


@pytest.mark.parametrize("path", ["/mail/", "/download/"])
async def test_the_page_is_in_the_browsers_language(web: Web, path: str) -> None:
    """A link says none; the switch leads to the other one, which stays when the button is pressed."""
    english = await web.place.get(path + "a" * 26)
    french = await web.place.get(path + "a" * 26, **{"Accept-Language": "fr-CA"})
    switched = await web.place.get(english.page.links["Français"])
    pressed = await web.place.post(switched.page.forms[0].action, {})

    assert [each.page.languages for each in (english, french, switched)] == [["en"], ["fr"], ["fr"]]
    assert pressed.page.languages == ["fr"]


async def test_one_press_stops_it(web: Web) -> None:
    """As a mail program sends it, with no cookie and nobody logged in; twice is once."""
    first, again = await web.asks(web.stop, "POST"), await web.asks(web.stop, "POST")
    member = web.house.profile(ANA)
    lines = web.house.storage.transact(lambda unit: unit.consents.of(member.id))

    assert first[:2] == again[:2]
    assert first[0] == 200
    assert member.mail_off
    assert [(line.agreed, line.way) for line in lines] == [(False, "link")]


@pytest.mark.parametrize(
    "headers", [{"Origin": "null"}, {"Origin": "https://mail.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_a_mail_program_in_a_browser_may_press_it(web: Web, headers: dict[str, str]) -> None:
    """From wherever its own page comes: whoever has the word in the address needs to prove nothing more."""
    status, _, _ = await web.asks(web.stop, "POST", **headers)

    assert status == 200
    assert web.house.profile(ANA).mail_off


async def test_a_wrong_word_gets_the_same_answers(web: Web) -> None:
    """Whether there is such a member is not told."""
    for method in ("GET", "POST"):
        right, wrong = await web.asks(web.stop, method), await web.asks(f"/mail/{'a' * 68}", method)
        assert right[0] == wrong[0]
        assert right[1].replace(web.stop, "") == wrong[1].replace(f"/mail/{'a' * 68}", "")


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
    assert got[2]["Cache-Control"] == "no-store"
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

    assert {each[0] for each in answers} == {404}
    assert len({re.sub("/download/[a-z0-9]+", "", each[1]) for each in answers}) == 1
    assert len(good[1]) == len((await web.asks(used))[1])


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
    assert web.place.base not in written.getvalue()
