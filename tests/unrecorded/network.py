"""One network on Slack and on Discord, with a mail server and a mailbox; all that leaves the bot is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from adapters.discord.lifecycle import Discord
from adapters.inbound import feeds_of
from adapters.mail.inbox import Inbox, Reading
from adapters.mail.kept import KeptMailer
from adapters.mail.smtp import Security, SmtpMailer, SmtpSettings
from adapters.platform import Mailer
from adapters.returned import Returned
from adapters.slack.http import PATH
from adapters.slack.lifecycle import Slack
from adapters.web.health import serve
from adapters.website import site_of
from adapters.wiring import Bot, put_together
from adapters.words import Words
from bot.deliveries import Letter
from tests.letters import IDENTITY, composer
from tests.replies import READING
from tests.stores import open_anew
from tests.unrecorded.canaries import Canaries
from tests.unrecorded.outbound import Outbound
from tests.unrecorded.speakers import SpeakerOnDiscord, SpeakerOnSlack
from tests.wire.discord import north as discord_north
from tests.wire.discord.ground import guild
from tests.wire.discord.ground import people as people_on_discord
from tests.wire.discord.library import pointed_at
from tests.wire.discord.server import DiscordServer, discord_server
from tests.wire.imap_server import ImapServer, running_imap_server
from tests.wire.inboxes import may, settings
from tests.wire.parity.both import NETWORK, BothPlace
from tests.wire.parity.person import ADDRESS
from tests.wire.slack import north as slack_north
from tests.wire.slack.deliveries import Answer, Delivery, OverHttp, OverSocket
from tests.wire.slack.server import HOST, SlackServer, slack_server
from tests.wire.smtp_server import MailServer, running_mail_server
from tests.world import HeldClock, SeededEntropy

AT_HOME = replace(NETWORK, address=ADDRESS, answers_by_mail=True)


@dataclass(frozen=True, slots=True)
class Twice:
    """A letter is kept where codes are read, and sent as any other."""

    kept: KeptMailer
    sent: Mailer

    async def send(self, letter: Letter) -> None:
        await self.sent.send(letter)
        await self.kept.send(letter)


@dataclass
class Around:
    """The other side of everything."""

    slack: SlackServer
    discord: DiscordServer
    mail: MailServer
    imap: ImapServer
    delivery: Delivery
    inbox: Inbox
    web: str

    async def answers_arrive(self, *octets: bytes) -> None:
        for each in octets:
            self.imap.arrives(each)
        await asyncio.to_thread(self.inbox.poll)

    async def fetches(self, path: str) -> bytes:
        async with ClientSession() as session, session.get(self.web + path) as answer:
            return await answer.read()


@dataclass
class Unrecorded(BothPlace):
    """On whichever database."""

    around: Around | None = None

    async def settles(self) -> None:
        await self._settles()


@asynccontextmanager
async def network(
    folder: Path, url: str, mode: str, canaries: Canaries, outbound: Outbound
) -> AsyncIterator[Unrecorded]:
    """Slack's events arrive in this `mode`."""
    clock = HeldClock()
    async with AsyncExitStack() as stack:
        slack_side = await stack.enter_async_context(slack_server(slack_north.workspace(clock)))
        discord_side = await stack.enter_async_context(discord_server(guild(clock)))
        mail = await stack.enter_async_context(running_mail_server())
        imap = await stack.enter_async_context(running_imap_server())
        stack.enter_context(pointed_at(discord_side))
        slack = Slack(
            slack_north.options_of(slack_side, mode), Words.load(), AT_HOME, slack_side.workspace.now
        )
        discord = Discord(discord_north.options(), Words.load(), AT_HOME)
        sending = SmtpMailer(SmtpSettings(HOST, mail.port, Security.NONE), composer(WITH_ANSWERS).compose)
        stack.push_async_callback(sending.close)
        kept = KeptMailer(folder / "mail", composer(WITH_ANSWERS).compose)
        storage = open_anew(url, clock)
        stack.callback(storage.close)
        bot = put_together(AT_HOME, storage, clock, SeededEntropy(7), (slack, discord), Twice(kept, sending))
        reading = Reading(READING.uids, READING.ids, clock, READING.stops)
        inbox = Inbox(settings(imap), reading, Returned(bot.app, storage), may)
        port = await stack.enter_async_context(_web_port(bot, slack))
        delivery = Heard(_delivery(slack_side, mode, port), outbound)
        around = Around(slack_side, discord_side, mail, imap, delivery, inbox, f"http://{HOST}:{port}")
        await stack.enter_async_context(_connected(bot, slack, discord))
        people = _people(slack_side, discord_side, delivery, canaries)
        yield Unrecorded(url, bot, kept, clock, people, set(), slack, discord, around)


WITH_ANSWERS = replace(IDENTITY, answers=IDENTITY.sender)


@dataclass(frozen=True, slots=True)
class Heard:
    """What comes back with an acknowledgement is seen by whoever did something."""

    delivery: Delivery
    outbound: Outbound

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer:
        answer = await self.delivery.deliver(kind, payload, retry=retry)
        self.outbound.say("screen", answer.payload)
        return answer


def _delivery(server: SlackServer, mode: str, port: int) -> Delivery:
    return OverSocket(server) if mode == "socket" else OverHttp(server, f"http://{HOST}:{port}{PATH}")


def _people(
    slack: SlackServer, discord: DiscordServer, delivery: Delivery, canaries: Canaries
) -> dict[str, SpeakerOnSlack | SpeakerOnDiscord]:
    deeds = set[str]()
    found: dict[str, SpeakerOnSlack | SpeakerOnDiscord] = {
        f"{name} on slack": SpeakerOnSlack(who.user.name, deeds, who, canaries)
        for name, who in slack_north.people_of(slack, delivery).items()
    }
    return found | {
        f"{name} on discord": SpeakerOnDiscord(who.member.name, deeds, who, canaries)
        for name, who in people_on_discord(discord).items()
    }


@asynccontextmanager
async def _web_port(bot: Bot, slack: Slack) -> AsyncIterator[int]:
    """For Slack over HTTP, calendars, and pages."""
    app = web.Application()
    pages = site_of(bot.door, bot.app, bot.storage, bot.world, IDENTITY)
    pages.join(app)
    app.add_routes([*slack.routes(), *feeds_of(bot.app, bot.storage).routes()])
    runner = await serve(app, HOST, 0)
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _connected(bot: Bot, slack: Slack, discord: Discord) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    running = [asyncio.create_task(each.run(bot.door, stopping)) for each in (slack, discord)]
    try:
        async with asyncio.timeout(20):
            await slack.ready.wait()
            await discord.ready.wait()
            assert discord.gateway is not None
            await discord.gateway.ready.wait()
        yield
    finally:
        stopping.set()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*running)
