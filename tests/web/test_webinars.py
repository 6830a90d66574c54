"""The page of a public webinar, and the page of a guest: over a socket, without a script or a chat."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.deliveries import Letter
from bot.meetings.model import Meeting
from tests.core.house import House
from tests.core.meetings import LINK, cancels, changes, plans
from tests.core.webinars import AT_HOME, PAM, count, page_in, webinar
from tests.web.place import Place, Sent, Shown, opened

SEEN = "https://video.example/seen"


@pytest.fixture
async def place(migrated_sqlite: str) -> AsyncIterator[Place]:
    async with opened(migrated_sqlite, AT_HOME) as place:
        yield place


@pytest.fixture
async def either(database_url: str) -> AsyncIterator[Place]:
    async with opened(database_url, AT_HOME) as place:
        yield place


async def registers(
    place: Place, which: Meeting, email: str = PAM, language: str = "en", **other: str | list[str]
) -> Shown:
    shown = await place.get(f"/{language}/webinars/{which.id}")
    return await place.sends(shown.page.form("webinars.register"), email=email, **other)


def letters(house: House) -> list[Letter]:
    house.carries_out()
    return [letter for letter in house.arrived(Letter) if letter.to == PAM]


def shown_stamp(shown: Shown) -> Sent:
    """Of a form that there is."""
    return {"stamp": shown.page.form().values["stamp"], "email": PAM}


def own_page(house: House) -> str:
    letter = letters(house)[-1]
    return f"/{letter.reader.language}/registration/{page_in(letter)}"


async def test_somebody_registers_looks_and_withdraws(either: Place) -> None:
    """From the list of meetings to the calendar, and out again; looking at a page has no effect."""
    trees = webinar(either.house)
    listed = await either.get("/en/meetings")
    shown = await either.get(listed.page.links["Register for this webinar"])
    asked = await either.sends(shown.page.form("webinars.register"), email=PAM, zone="America/Vancouver")
    there = own_page(either.house)
    unsure = await either.get(there)
    before = count(either.house, trees)
    registered = await either.presses(unsure, "webinars.confirm")
    invited = letters(either.house)[-1]
    gone = await either.presses(registered, "webinars.withdraw")
    after = await either.get(there)

    assert "Wednesday, December 16, 2026, 1:00 p.m. (Toronto)" in shown.words
    assert (asked.status, asked.place) == (200, "/en/webinars/asked")
    assert "11:00 a.m. (Vancouver)" in unsure.words
    assert (before, registered.place) == (0, there)
    assert "You are registered" in registered.words
    assert invited.invitation is not None
    assert gone.place == "/en/webinars/withdrawn"
    assert (after.status, count(either.house, trees)) == (404, 0)


async def test_all_of_it_is_in_french(place: Place) -> None:
    """Pages and letters; the switch leads to the same page in English."""
    trees = webinar(place.house)
    shown = await place.get(f"/fr/webinars/{trees.id}")
    asked = await registers(place, trees, language="fr")
    unsure = await place.get(own_page(place.house))
    registered = await place.presses(unsure, "webinars.confirm")
    english = await place.get(registered.page.links["English"])

    assert "mercredi 16 décembre 2026, 13 h (Toronto)" in shown.words
    assert "Nous gardons votre adresse, chiffrée" in shown.words
    assert "Consultez vos courriels" in asked.words
    assert "Voulez-vous assister à ce webinaire?" in unsure.words
    assert "Votre inscription est confirmée" in registered.words
    assert letters(place.house)[-1].reader.language == "fr"
    assert "You are registered" in english.words


async def test_the_answer_is_the_same_to_whoever_is_registered(place: Place) -> None:
    """To the letter."""
    trees = webinar(place.house)
    first = await registers(place, trees)
    await place.presses(await place.get(own_page(place.house)), "webinars.confirm")
    again = await registers(place, trees)

    assert (first.status, first.place, first.page.html) == (again.status, again.place, again.page.html)


async def test_what_was_typed_is_kept_beside_what_is_wrong_with_it(place: Place) -> None:
    """At its field, and nobody is written to."""
    trees = webinar(place.house)
    wrong = await registers(place, trees, "pam@@gmail")

    assert wrong.status == 422
    assert "email" in wrong.page.errors
    assert wrong.page.form("webinars.register").values["email"] == ["pam@@gmail"]
    assert letters(place.house) == []


async def test_whoever_fills_in_what_nobody_sees_is_asked_once_more(place: Place) -> None:
    """So is whoever had the page open for long; a stamp that is not ours is refused."""
    trees = webinar(place.house)
    trapped = await registers(place, trees, website="https://spam.example")
    page = await place.get(f"/en/webinars/{trees.id}")
    place.house.waits_for(hours=13)
    stale = await place.sends(page.page.form(), email=PAM)
    forged = await place.post(
        f"/en/webinars/{trees.id}", {"email": PAM, "stamp": "a" * 26 + ".1." + "0" * 32}
    )

    assert (trapped.status, stale.status, forged.status) == (422, 422, 400)
    assert letters(place.house) == []


async def test_another_site_can_neither_register_nor_confirm_nor_withdraw(place: Place) -> None:
    """A browser says where a post comes from."""
    trees = webinar(place.house)
    await registers(place, trees)
    there = own_page(place.house)
    sent = [
        await place.post(
            path, {"press": f"webinars.confirm:{trees.id}:0"}, **{"Sec-Fetch-Site": "cross-site"}
        )
        for path in (there, f"/en/webinars/{trees.id}")
    ]

    assert [shown.status for shown in sent] == [403, 403]
    assert count(place.house, trees) == 0


@pytest.mark.parametrize(
    "key", ["", "nonsense", "joining.approve:x:0", "webinars.confirm", "webinars.confirm:x:y"]
)
async def test_a_button_that_is_not_on_the_page_does_nothing(place: Place, key: str) -> None:
    """A short page says so."""
    webinar(place.house)
    shown = await place.post("/en/registration/" + "a" * 52, {"press": key})

    assert shown.status == 400


async def test_a_link_that_is_forged_or_over_is_a_short_page(place: Place) -> None:
    """Whether it is looked at or pressed; the same for one that never was."""
    trees = webinar(place.house)
    await registers(place, trees)
    there = own_page(place.house)
    forged = there[:-1] + ("a" if there[-1] != "a" else "b")
    press = {"press": f"webinars.confirm:{trees.id}:0"}
    looked = [(await place.get(each)).status for each in (forged, "/en/registration/" + "a" * 52)]
    pressed = (await place.post(forged, press)).status
    place.house.lives_on(days=4)
    late = await place.get(there)

    assert looked == [404, 404]
    assert pressed == 409
    assert late.status == 404
    assert count(place.house, trees) == 0


async def test_what_everybody_may_not_know_has_no_page(place: Place) -> None:
    """A meeting of members, one that is not there; nothing can be sent there either."""
    peers = plans(place.house)
    found = [await place.get(f"/en/webinars/{each}") for each in (peers.id, "a" * 26, "x")]
    sent = await place.post(f"/en/webinars/{peers.id}", {"email": PAM})

    assert [shown.status for shown in found] == [404, 404, 404]
    assert sent.status == 404


async def test_where_one_registers_elsewhere_the_page_leads_there(migrated_sqlite: str) -> None:
    """Where the pages are not reached from outside there is no form either: no letter could lead back."""
    async with opened(migrated_sqlite) as place:
        trees = webinar(place.house)
        shown = await place.get(f"/en/webinars/{trees.id}")
        sent = await place.post(f"/en/webinars/{trees.id}", shown_stamp(await place.get("/en/join")))

    assert shown.page.links["The link of the webinar"] == LINK
    assert shown.page.forms == []
    assert (sent.status, sent.page.forms) == (200, [])


async def test_a_webinar_that_is_cancelled_or_over_says_so_and_takes_nobody_in(place: Place) -> None:
    """Afterwards its page leads to the recording, where there is one."""
    trees, rain = webinar(place.house), webinar(place.house, day="2026-12-17", theme="Rain")
    before = await place.get(f"/en/webinars/{rain.id}")
    cancels(place.house, trees)
    off = await place.get(f"/en/webinars/{trees.id}")
    place.house.waits_for(days=30)
    late = await place.sends(before.page.form("webinars.register"), email=PAM)
    changes(place.house, rain, "recording", link=SEEN)
    over = await place.get(f"/fr/webinars/{rain.id}")

    assert before.page.links["The link of the webinar"] == LINK
    assert "This webinar was cancelled" in off.words
    assert "This webinar is over" in late.words
    assert over.page.links["Voir l’enregistrement"] == SEEN
    assert not [
        shown for shown in (off, late, over) if any("form" in each.values for each in shown.page.forms)
    ]
