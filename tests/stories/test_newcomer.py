"""A newcomer who never enters a chat, from the form on the web to the day on which they leave."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp.web import AppRunner, TCPSite

from adapters.clock import PushedClock, SeededEntropy, StillClock
from adapters.inbound import message_secret
from adapters.local.app import application
from adapters.local.scenes import Scenes
from adapters.local.story import Story
from adapters.local.vote import Vote
from adapters.mail.calendar import Uids
from adapters.mail.inbox import Inbox, Reading
from adapters.mail.message_ids import MessageIds
from adapters.mail.stops import Stops
from adapters.returned import Returned
from adapters.trial import IDENTITY, STORY_BEGINS, Place, opened
from adapters.wiring import Bot
from adapters.zones import use_pinned_zones
from bot.chat import Room
from tests.stores import bring_up_to_date, sqlite_url
from tests.stories.inside import left_over
from tests.stories.newcomer import Newcomer, Who, arrived, browsing, words
from tests.wire.imap_server import running_imap_server
from tests.wire.inboxes import may, poll, settings

ZOE = Who("en", "Zoë Tremblay", "zoe.tremblay@calgary.ca", "City of Calgary")
LUCIE = Who("fr", "Lucie Gagnon", "lucie.gagnon@gatineau.ca", "Ville de Gatineau")
LEFT_OVER = ("keys that are missing", "keys of the forgotten", "codes that are still good")
OTHER = {"en": "fr", "fr": "en"}
ZONE = "America/Halifax"
DAY = timedelta(days=1)


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
        "Answer by", "approved", "Welcome", "Invitation", "You are coming", "in the box", "Chosen: Heat", "xx"
    ),
    "fr": Said(
        "Réponse",
        "approuvée",
        "bienvenue",
        "Invitation",
        "Vous venez",
        "dans l’urne",
        "Choisie : La chaleur",
        "xx",
    ),
}


class Network(Scenes):
    """Those who run it, as they see it in their chat."""

    async def approves(self) -> None:
        await self.decides("mathieu", "joining.approve", "joining.send")

    async def plans_a_meeting(self) -> None:
        await Vote(self._sandbox).a_meeting_is_planned_without_a_theme()

    async def opens_a_poll(self) -> None:
        """In both languages."""
        dana = self.player("dana").looks_at(Room.FACILITATORS)
        await self.then(dana.types("/host poll"))
        form = await self.then(dana.presses("polls.new"))
        day = f"{self._sandbox.clock.now() + 7 * DAY:%Y-%m-%d}"
        values = {"title": "Next?", "method": "one", "day": day, "time": "17:00", "options": "Heat\nFloods"}
        await self.then(dana.fills_in(form, **values))
        form = await self.then(dana.presses("polls.texts"))
        await self.then(dana.fills_in(form, title_fr="Ensuite?", options_fr="La chaleur\nLes crues"))
        for action in ("polls.preview", "polls.preview_next", "polls.open"):
            await self.then(dana.presses(action))


@dataclass
class Town:
    """The sandbox with its pages, the bot in it, and who comes."""

    network: Network
    bot: Bot
    newcomer: Newcomer
    url: str

    async def takes_in(self, octets: bytes) -> Counter[str]:
        """A mail to the network; what became of it."""
        secret = message_secret(self.bot.storage)
        ids = MessageIds(secret, IDENTITY.domain)
        reading = Reading(Uids(secret), ids, self.bot.world.clock, Stops(secret))
        async with running_imap_server() as server:
            server.arrives(octets)
            inbox = Inbox(settings(server), reading, Returned(self.bot.app, self.bot.storage), may)
            await poll(inbox)
        await self.newcomer.sandbox.wake()
        return inbox.counts


@asynccontextmanager
async def town(folder: Path, port: int, who: Who) -> AsyncIterator[Town]:
    use_pinned_zones()
    url, base = sqlite_url(folder), f"http://127.0.0.1:{port}"
    bring_up_to_date(url)
    place = Place(folder, url, PushedClock(base=StillClock(STORY_BEGINS)), SeededEntropy(1))
    async with opened(place, base) as (sandbox, bot), arrived(who, sandbox, base) as newcomer:
        runner = AppRunner(application(sandbox), access_log=None)
        await runner.setup()
        await TCPSite(runner, "127.0.0.1", port).start()
        try:
            await Story(sandbox).opening()
            yield Town(Network(sandbox), bot, newcomer, url)
        finally:
            await runner.cleanup()


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
    after = await zoe.goes("mine")
    tried = [(await zoe.post(link, {})).status for link in zoe.links()]
    unknown = len(zoe.letters())
    await zoe.asks()

    assert set(tried) == {404}
    assert len(zoe.letters()) == unknown


async def is_gone(there: Town) -> None:
    """Numbers that mean nobody stay, and none of them opens anything."""
    await there.network.passes(2 * DAY)
    left = left_over(there.url)

    assert {what: left[what] for what in LEFT_OVER if left[what]} == {}
    assert left["people who were forgotten"] == 1

