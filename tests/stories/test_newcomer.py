"""A newcomer who never enters a chat, from the form on the web to the day on which they leave."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.stories.inside import left_over
from tests.stories.newcomer import Who, browsing
from tests.stories.town import DAY, Town, town

ZOE = Who("en", "Zoë Tremblay", "zoe.tremblay@calgary.ca", "City of Calgary")
LUCIE = Who("fr", "Lucie Gagnon", "lucie.gagnon@gatineau.ca", "Ville de Gatineau")
LEFT_OVER = (
    "keys that are missing", "keys of the forgotten", "codes that are still good", "links to pages",
)  # fmt: skip
OTHER = {"en": "fr", "fr": "en"}
ZONE = "America/Halifax"


@dataclass(frozen=True, slots=True)
class Said:
    """What they read, in their language."""

    waits: str
    approved: str
    welcome: str
    invitation: str
    going: str
    cast: str
    chosen: str
    farewell: str


SAID = {
    "en": Said(
        "Answer by", "approved", "Welcome", "Invitation", "You are coming", "in the box", "Chosen: Heat",
        "you have left",
    ),
    "fr": Said(
        "Réponse", "approuvée", "bienvenue", "Invitation", "Vous venez", "dans l’urne",
        "Choisie : La chaleur", "vous avez quitté le réseau",
    ),
}  # fmt: skip


@pytest.mark.parametrize("who", [ZOE, LUCIE], ids=lambda who: who.language)
async def test_whoever_never_enters_a_chat_is_a_member_like_others(
    tmp_path: Path, unused_tcp_port: int, who: Who
) -> None:
    """They register, answer, vote and leave by pages and mail alone, and then nothing of them is left."""
    async with town(tmp_path, unused_tcp_port, who) as there:
        await becomes_a_member(there)
        await answers_by_calendar(there)
        await votes_by_link(there)
        await sees_the_result(there)
        await takes_along_what_is_held(there)
        await leaves(there)
        await is_gone(there)


async def becomes_a_member(there: Town) -> None:
    """The page that says by when they are answered then says how to get in; so does a letter."""
    zoe, words = there.newcomer, SAID[there.newcomer.who.language]
    await there.network.plans_a_meeting()
    waiting = await zoe.registers()
    await there.network.approves()
    approved = await zoe.get(waiting.place)

    assert words.waits in waiting.words
    assert words.approved in approved.words
    assert words.welcome in str(zoe.letters()[-2]["Subject"])
    assert words.invitation in str(zoe.letters()[-1]["Subject"])


async def answers_by_calendar(there: Town) -> None:
    """With the invitation that came by mail; their pages know of it."""
    taken = await there.takes_in(there.newcomer.accepts())
    await there.newcomer.follows(await there.newcomer.asks_for_link())
    meetings = await there.newcomer.goes("mine/meetings")

    assert taken == {"reply": 1}
    assert SAID[there.newcomer.who.language].going in meetings.words


async def votes_by_link(there: Town) -> None:
    """A scanner that follows it first votes for nobody, and opens nothing."""
    zoe = there.newcomer
    await there.network.opens_a_poll()
    link = zoe.links()[-1]
    async with browsing(zoe.base) as scanner:
        scanned = [await scanner.get(link) for _ in range(3)]
    ballot = await zoe.follows(link)
    cast = await zoe.presses(ballot, "polls.vote")
    again = await zoe.post(link, {})

    assert {shown.status for shown in scanned} == {200}
    assert "/mine/show/polls.ballot:" in ballot.place
    assert SAID[zoe.who.language].cast in cast.words
    assert again.place == ballot.place


async def sees_the_result(there: Town) -> None:
    """Like anybody who comes by."""
    await there.network.passes(8 * DAY)
    async with browsing(there.newcomer.base) as anybody:
        polls = await anybody.get(f"/{there.newcomer.who.language}/polls")

    assert SAID[there.newcomer.who.language].chosen in polls.words


async def takes_along_what_is_held(there: Town) -> None:
    """By another link, in the other language, which the letters speak from then on."""
    zoe = there.newcomer
    await zoe.follows(await zoe.asks_for_link())
    form = (await zoe.goes("mine/language")).page.form()
    home = await zoe.sends(form, language=OTHER[zoe.who.language], zone=ZONE)
    shown = await zoe.presses(await zoe.goes("mine/data"), "rights.export")
    (address,) = (each for each in shown.page.links if "/download/" in each)
    file = await zoe.post(urlsplit(address).path, {})
    held = json.loads(file.page.html)["held"]

    assert home.page.languages == [OTHER[zoe.who.language]]
    assert [each["name"] for each in held["profiles"]] == [zoe.who.name]


async def leaves(there: Town) -> None:
    """After a look at what will happen."""
    zoe = there.newcomer
    await zoe.asks_for_link()
    farewell = await zoe.presses(await zoe.goes("mine/leave"), "members.left")
    tried = [(await zoe.post(link, {})).status for link in zoe.links()]
    letters = len(zoe.letters())
    await zoe.asks_for_link()

    assert SAID[zoe.who.language].farewell in farewell.words
    assert set(tried) == {404}
    assert len(zoe.letters()) == letters


async def is_gone(there: Town) -> None:
    """Numbers that mean nobody stay, and none of them opens anything."""
    await there.network.passes(2 * DAY)
    left = left_over(there.url)

    assert {what: left[what] for what in LEFT_OVER if left[what]} == {}
    assert left["people who were forgotten"] == 1
