"""The network "North": a workspace with rooms and people, and the real bot in it, over the real library."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import web

from adapters.mail.kept import KeptMailer
from adapters.slack.conversation import GUARD_SECONDS
from adapters.slack.http import PATH
from adapters.slack.lifecycle import Slack, SlackOptions
from adapters.slack.socket import PING_SECONDS
from adapters.web.health import serve
from adapters.wiring import Bot, put_together
from adapters.words import Words
from bot.chat import Named, Room
from bot.network import Network
from tests.letters import composer
from tests.stores import open_anew
from tests.wire.slack.deliveries import SIGNING_SECRET, Delivery, OverHttp, OverSocket
from tests.wire.slack.mailbox import code_in, letters_to
from tests.wire.slack.people import Somebody
from tests.wire.slack.server import APP_TOKEN, BOT_TOKEN, HOST, SlackServer, slack_server
from tests.wire.slack.workspace import BOT, User, Workspace
from tests.world import HeldClock, SeededEntropy

NETWORK = Network(Named("Climate Peers", "Pairs du climat"), platforms=("slack",))
CHANNELS = {
    Room.WELCOME: "C0WELCOME", Room.MEMBERS: "C0MEMBERS", Room.COORDINATORS: "C0COORD",
    Room.FACILITATORS: "C0FACIL",
}  # fmt: skip
_words = Words.load()


@dataclass
class North:
    """Everything at once: who is there, what they see, and the bot."""

    server: SlackServer
    workspace: Workspace
    bot: Bot
    slack: Slack
    mailbox: KeptMailer
    clock: HeldClock
    people: dict[str, Somebody]

    def __getitem__(self, name: str) -> Somebody:
        return self.people[name]

    def arrives(self, user: User) -> Somebody:
        """Somebody new in the welcome room."""
        welcome, other = CHANNELS[Room.WELCOME], next(iter(self.people.values()))
        self.workspace.channels[welcome].members.append(user.id)
        name = user.id.removeprefix("U0").lower()
        self.people[name] = Somebody(user, self.server, other.delivery, welcome)
        return self.people[name]

    async def settles(self) -> None:
        """Everything that follows from what was done, is done."""
        connection = self.slack.connection
        if connection:
            await connection.answers.settle()
        await self.bot.pulse.duties()
        await self.bot.courier.drain()
        if connection:
            await connection.homes.settle()

    def code(self, address: str) -> str:
        return code_in(address, self.mailbox)

    def letters(self, address: str) -> list[str]:
        return letters_to(address, self.mailbox)


def workspace(clock: HeldClock) -> Workspace:
    """Its people, in their rooms."""
    north = Workspace(lambda: clock.now().timestamp())
    for user, name, tz, locale in (
        ("U0ANA", "Ana Roy", "America/Edmonton", "en-US"),
        ("U0LUC", "Luc Gagné", "America/Toronto", "fr-CA"),
        ("U0CLAIRE", "Claire Coté", "America/Toronto", "fr-FR"),
        ("U0DEV", "Dev Singh", "America/Vancouver", "en-GB"),
    ):
        north.add_user(user, name, tz=tz, locale=locale)
    everybody = ("U0ANA", "U0LUC", "U0CLAIRE", "U0DEV")
    north.add_channel(CHANNELS[Room.WELCOME], "welcome", BOT, *everybody)
    north.add_channel(CHANNELS[Room.MEMBERS], "members", BOT, "U0CLAIRE", "U0DEV", private=True)
    north.add_channel(CHANNELS[Room.COORDINATORS], "coordinators", BOT, "U0CLAIRE", "U0DEV", private=True)
    north.add_channel(CHANNELS[Room.FACILITATORS], "facilitators", BOT, "U0DEV", private=True)
    return north


@dataclass(frozen=True, slots=True)
class Ground:
    """What stays when the bot ends: Slack, the database, the mailbox, the time."""

    server: SlackServer
    folder: Path
    url: str
    mode: str
    clock: HeldClock
    network: Network
    ping: float = PING_SECONDS
    proxy: str = ""


@asynccontextmanager
async def ground(
    folder: Path,
    url: str,
    mode: str = "socket",
    network: Network = NETWORK,
    ping: float = PING_SECONDS,
) -> AsyncIterator[Ground]:
    clock = HeldClock()
    async with slack_server(workspace(clock)) as server:
        yield Ground(server, folder, url, mode, clock, network, ping)


@asynccontextmanager
async def north(
    folder: Path, url: str, mode: str = "socket", network: Network = NETWORK
) -> AsyncIterator[North]:
    """From the bot's start to its end."""
    async with ground(folder, url, mode, network) as around, awake(around) as there:
        yield there


def options_of(server: SlackServer, mode: str, ping: float = PING_SECONDS) -> SlackOptions:
    socket = mode == "socket"
    return SlackOptions(
        BOT_TOKEN, CHANNELS, app_token=APP_TOKEN if socket else "",
        signing_secret="" if socket else SIGNING_SECRET, api_url=server.url, every=0.0,
        ping=ping, pause=0.01,
    )  # fmt: skip


def people_of(server: SlackServer, delivery: Delivery) -> dict[str, Somebody]:
    return {
        user.id.removeprefix("U0").lower(): Somebody(user, server, delivery, CHANNELS[Room.WELCOME])
        for user in server.workspace.users.values()
    }


@asynccontextmanager
async def awake(around: Ground, seed: int = 7, guard: float = GUARD_SECONDS) -> AsyncIterator[North]:
    """One life of the bot; another one needs another seed. With a `guard` of 0 all that is done is slow."""
    server, clock, network = around.server, around.clock, around.network
    options = replace(options_of(server, around.mode, around.ping), guard=guard, proxy=around.proxy)
    slack = Slack(options, _words, network, server.workspace.now)
    storage = open_anew(around.url, clock)
    mailbox = KeptMailer(around.folder / "mail", composer().compose)
    bot = put_together(network, storage, clock, SeededEntropy(seed), (slack,), mailbox)
    stopping = asyncio.Event()
    running = asyncio.create_task(slack.run(bot.door, stopping))
    web_port = web.Application()
    web_port.add_routes(slack.routes())
    runner = await serve(web_port, HOST, 0)
    try:
        async with asyncio.timeout(10):
            await slack.ready.wait()
        address = f"http://{HOST}:{runner.addresses[0][1]}{PATH}"
        delivery: Delivery = OverSocket(server) if around.mode == "socket" else OverHttp(server, address)
        people = people_of(server, delivery)
        yield North(server, server.workspace, bot, slack, mailbox, clock, people)
    finally:
        stopping.set()
        await runner.cleanup()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        storage.close()
