"""By a link, and a press, a member's browser comes to their own pages, once and in time."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.web.limits import Allowance, Limits
from bot.visits import links, visiting
from tests.core.cast import ANA, LUC
from tests.core.topics import enters
from tests.web.place import Place, opened
from tests.web.visiting import NETWORK, browser, link_of, opens
from tests.web.visiting import visiting as a_visit

FORGED = "/en/link/" + "a" * 26


async def test_following_a_link_begins_nothing_and_tells_nothing(ours: Place) -> None:
    """A mail scanner that follows it sees what it would see of any other; then it opens the pages."""
    path = link_of(ours.house)
    scanned, forged = await ours.get(path), await ours.get(FORGED)
    async with browser(ours) as window:
        home = await opens(window, path)

    assert scanned.page.html.replace(path, FORGED).replace(path[3:], FORGED[3:]) == forged.page.html
    assert "Set-Cookie" not in scanned.headers
    assert scanned.headers["X-Robots-Tag"] == "noindex"
    assert home.place == "/en/mine"
    assert "Ana Roy" in home.words


async def test_a_link_opens_once(ours_on_either: Place) -> None:
    """Of two browsers that press at once one gets in, and pressing again there leads to the same visit."""
    path = link_of(ours_on_either.house)
    async with browser(ours_on_either) as one, browser(ours_on_either) as other:
        pressed = await asyncio.gather(one.post(path, {}), other.post(path, {}))
        inside, outside = (one, other) if pressed[0].status == 200 else (other, one)
        again, refused = await inside.post(path, {}), await outside.post(path, {})

    assert sorted(each.status for each in pressed) == [200, 404]
    assert again.place == "/en/mine"
    assert "has been used, or is too old" in refused.words
    assert "Have a link sent to you" in refused.words


async def test_a_used_link_leads_nobody_into_the_visit_of_another(ours: Place) -> None:
    """On a computer that several share, whoever presses it would take those pages for their own."""
    path = link_of(ours.house, LUC).replace("/fr/", "/en/")
    async with browser(ours) as elsewhere:
        await opens(elsewhere, path)
    async with a_visit(ours) as window:
        refused = await window.post(path, {})
        home = await window.get("/en/mine")

    assert refused.status == 404
    assert "has been used, or is too old" in refused.words
    assert "Ana Roy" not in refused.words
    assert "Ana Roy" in home.words


async def test_a_link_that_is_too_old_and_a_forged_one_are_alike(ours: Place) -> None:
    """A short page with the way to another one."""
    path = link_of(ours.house)
    ours.house.clock.push(links.IN_LETTERS)
    old, forged = await ours.post(path, {}), await ours.post(FORGED, {})

    assert (old.status, forged.status) == (404, 404)
    assert old.words == forged.words


async def test_a_link_leads_to_the_very_thing(ours: Place) -> None:
    """To what a button of that key shows; to the first page, should it show nothing."""
    places = []
    for key in ("topics.list:all:6", "polls.vote:x:1", "polls.mine:me:0", "host.members:x:1"):
        async with browser(ours) as window:
            places.append((await opens(window, link_of(ours.house, key=key))).place)

    assert places == ["/en/mine/show/topics.list:all:6", "/en/mine", "/en/mine/polls", "/en/mine"]


async def test_a_visit_is_over_after_an_hour(ours: Place) -> None:
    """Then the page says so, and what somebody was writing is shown to them, to be copied."""
    async with a_visit(ours) as window:
        form = (await window.get("/en/mine/topic")).page.form("topics.suggest")
        ours.house.clock.push(visiting.LIFE)
        sent = await window.sends(form, title="How we pay for the dike", language="en", shown="no")
        home = await window.get("/en/mine/meetings")

    assert sent.status == 409
    assert "Your visit is over, and nothing was changed" in sent.words
    assert "How we pay for the dike" in sent.words
    assert home.place == "/en/mine"
    assert "Your visit is over" not in home.words


async def test_a_visit_is_ended_by_a_press(ours: Place) -> None:
    """The cookie is taken back; the next one begins with another link, and ends this one where it is open."""
    async with a_visit(ours) as window:
        home = await window.get("/en/mine")
        ended = await window.post("/en/mine/end", {})
        left = len([*window.session.cookie_jar])
        again = await window.get("/en/mine")
    async with a_visit(ours) as window:
        first = [each.value for each in window.session.cookie_jar]
        await opens(window, link_of(ours.house, LUC))
        window.session.cookie_jar.clear()
        window.headers["Cookie"] = f"visit={first[0]}"
        replaced = await window.get("/en/mine")

    assert "Ana Roy" in home.words
    assert ended.place == "/en/mine/ended"
    assert left == 0
    assert "For members" in again.words
    assert "Ana Roy" not in again.words + replaced.words


async def test_nobody_gets_in_by_a_cookie_of_their_own_making(ours: Place) -> None:
    """Forged, damaged, or a link's token in its place."""
    token = link_of(ours.house).rpartition("/")[2]
    shown = [
        await ours.get("/en/mine", Cookie=f"visit={each}")
        for each in ("a" * 26, "", "'; DROP TABLE visits", token)
    ]

    assert {each.status for each in shown} == {200}
    assert not any("Ana Roy" in each.words for each in shown)


@pytest.mark.parametrize(
    "address, cookie",
    [
        ("http://peers.example", "visit=[a-z0-9]{26}; HttpOnly; Max-Age=3600; Path=/; SameSite=Strict"),
        (
            "https://peers.example",
            "__Host-visit=[a-z0-9]{26}; HttpOnly; Max-Age=3600; Path=/; SameSite=Strict; Secure",
        ),
    ],
)
async def test_the_cookie_is_for_this_host_alone(migrated_sqlite: str, address: str, cookie: str) -> None:
    """No script reads it, and it goes with nothing from another site; over TLS it is kept from neighbours."""
    async with opened(migrated_sqlite, replace(NETWORK, address=address)) as place:
        enters(place.house, ANA)
        path = link_of(place.house)
        async with place.session.post(
            place.base + path, data={"a": ""}, allow_redirects=False, headers={"Origin": place.base}
        ) as answer:
            kept, place_then = answer.headers["Set-Cookie"], answer.headers["Location"]

    assert re.fullmatch(cookie, kept)
    assert place_then == "/en/mine"


async def test_other_sites_begin_and_end_nothing(ours: Place) -> None:
    """A page elsewhere that sends our forms is refused."""
    path, elsewhere = link_of(ours.house), {"Origin": "https://evil.example"}
    async with a_visit(ours) as window:
        refused = [
            (await window.post(there, {"press": "members.left:me:0"}, **elsewhere)).status
            for there in (path, "/en/mine", "/en/mine/end", "/en/mine/link", "/en/mine/topic")
        ]
        home = await window.get("/en/mine")
    async with browser(ours) as window:
        still_good = await opens(window, path)

    assert refused == [403] * 5
    assert "Ana Roy" in home.words + still_good.words


async def test_the_answer_is_the_same_whoever_has_an_address(ours: Place) -> None:
    """A letter comes to members alone; what is no address is said at its field, with what was typed."""
    pages = []
    for email in (ANA.email, "stranger@calgary.ca"):
        form = (await ours.get("/en/mine")).page.forms[-1]
        pages.append(await ours.post(form.action, {**form.values, "email": email}))
    wrong = await ours.post("/en/mine/link", {"email": "two@ats@once"})
    trapped = await ours.post("/en/mine/link", {"email": ANA.email, "website": "x"})
    ours.house.carries_out()

    assert pages[0].words == pages[1].words
    assert pages[0].place == "/en/mine/sent"
    assert (wrong.status, trapped.status) == (422, 422)
    assert wrong.page.errors["email"]
    assert wrong.page.forms[-1].values["email"] == ["two@ats@once"]
    assert len(ours.house.letters(ANA)) == 1


async def test_the_letter_leads_in(ours: Place) -> None:
    """By the link that it holds, for an hour."""
    await ours.post("/fr/mine/link", {"email": ANA.email})
    ours.house.carries_out()
    (letter,) = ours.house.letters(ANA)
    (link,) = [each.address for each in letter.body if hasattr(each, "address")]
    ours.house.clock.push(links.ASKED - timedelta(seconds=1))
    async with browser(ours) as window:
        home = await opens(window, link.removeprefix(NETWORK.address))

    assert "Ana Roy" in home.words


async def test_where_no_link_can_be_made_the_page_says_so(place: Place) -> None:
    """Nothing is promised that would not come."""
    shown = await place.get("/en/mine")

    assert "No link can be sent" in shown.words
    assert not shown.page.forms


async def test_an_office_of_members_has_room_to_press(migrated_sqlite: str) -> None:
    """What they do on their own pages is counted with what is read; asking for letters is not."""
    few, many = Allowance(2, 2, 2, 2), Allowance(99, 99, 99, 99)
    async with opened(migrated_sqlite, NETWORK, limits=Limits(many, few)) as place:
        enters(place.house, ANA)
        async with a_visit(place) as window:
            pressed = [
                (await window.post("/en/mine", {"press": "rights.mail_off:me:0"})).status for _ in range(9)
            ]
            asked = [(await window.post("/fr/mine/link", {"email": "a@calgary.ca"})).status for _ in range(3)]

    assert pressed == [200] * 9
    assert asked == [200, 200, 429]
