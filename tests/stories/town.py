"""The sandbox with its pages, as somebody finds it who comes by the web and by mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

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
from tests.stories.newcomer import Newcomer, Who, arrived
from tests.wire.imap_server import running_imap_server
from tests.wire.inboxes import may, poll, settings

DAY = timedelta(days=1)


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
