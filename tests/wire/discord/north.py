"""The network "North": a guild with rooms, roles and people; and the real bot in it, on the real library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.discord.conversation import GUARD_SECONDS
from adapters.discord.gateway import Pauses
from adapters.discord.lifecycle import Discord, DiscordOptions
from adapters.mail.kept import KeptMailer
from adapters.wiring import Bot, put_together
from adapters.words import Words
from bot.chat import Named, Role, Room
from bot.network import Network
from tests.letters import composer
from tests.stores import open_anew
from tests.wire.discord import ground as places
from tests.wire.discord.description import assert_described
from tests.wire.discord.ground import COORDINATOR, FACILITATOR, MEMBER, people
from tests.wire.discord.guild import GUILD, Guild
from tests.wire.discord.library import pointed_at
from tests.wire.discord.people import Somebody
from tests.wire.discord.server import TOKEN, DiscordServer, discord_server
from tests.wire.slack.mailbox import code_in, letters_to
from tests.world import HeldClock, SeededEntropy

NETWORK = Network(Named("Climate Peers", "Pairs du climat"), platforms=("discord",))
CHANNELS = {
    Room.WELCOME: places.WELCOME, Room.MEMBERS: places.MEMBERS, Room.COORDINATORS: places.COORDINATORS,
    Room.FACILITATORS: places.FACILITATORS,
}  # fmt: skip
ROLES = {Role.MEMBER: MEMBER, Role.COORDINATOR: COORDINATOR, Role.FACILITATOR: FACILITATOR}
QUICK = Pauses(first=0.01, longest=0.05, beat=0.05)
_words = Words.load()


@dataclass
class North:
    """Everything at once: who is there, what they see, and the bot."""

    server: DiscordServer
    guild: Guild
    bot: Bot
    discord: Discord
    mailbox: KeptMailer
    clock: HeldClock
    people: dict[str, Somebody]

    def __getitem__(self, name: str) -> Somebody:
        return self.people[name]

    def arrives(self, name: str, user: str, called: str, locale: str = "en-US") -> Somebody:
        """Somebody new in the welcome room."""
        self.people[name] = places.arrives(self.server, user, called, locale)
        return self.people[name]

    async def settles(self) -> None:
        """Everything that follows from what was done, is done."""
        await self._said()
        await self.bot.pulse.duties()
        await self.bot.courier.drain()
        await self._said()

    async def _said(self) -> None:
        if self.discord.connection:
            await self.discord.connection.conversation.settle()

    def code(self, address: str) -> str:
        return code_in(address, self.mailbox)

    def letters(self, address: str) -> list[str]:
        return letters_to(address, self.mailbox)


@dataclass(frozen=True, slots=True)
class Ground:
    """What stays when the bot ends: Discord, the database, the mailbox, the time."""

    server: DiscordServer
    folder: Path
    url: str
    clock: HeldClock
    network: Network


@asynccontextmanager
async def ground(folder: Path, url: str, network: Network = NETWORK) -> AsyncIterator[Ground]:
    clock = HeldClock()
    async with discord_server(places.guild(clock)) as server:
        with pointed_at(server):
            yield Ground(server, folder, url, clock, network)
        assert_described(server.calls)


@asynccontextmanager
async def north(folder: Path, url: str, network: Network = NETWORK) -> AsyncIterator[North]:
    """From the bot's start to its end."""
    async with ground(folder, url, network) as around, awake(around) as there:
        yield there


def options() -> DiscordOptions:
    return DiscordOptions(TOKEN, GUILD, CHANNELS, ROLES, "here", pauses=QUICK, settling=0.01)


@asynccontextmanager
async def awake(
    around: Ground,
    seed: int = 7,
    guard: float = GUARD_SECONDS,
    *,
    holder: str = "here",
    proxy: str = "",
    connects: bool = True,
    waits: bool = True,
) -> AsyncIterator[North]:
    """One life of the bot; another one needs another seed. With a `guard` of 0 all that is done is slow."""
    server, clock, network = around.server, around.clock, around.network
    discord = Discord(replace(options(), guard=guard, holder=holder, proxy=proxy), _words, network)
    storage = open_anew(around.url, clock)
    mailbox = KeptMailer(around.folder / "mail", composer().compose)
    bot = put_together(network, storage, clock, SeededEntropy(seed), (discord,), mailbox)
    stopping = asyncio.Event()
    running = asyncio.create_task(discord.run(bot.door, stopping))
    try:
        if waits:
            await _begun(discord, running, connects=connects)
        yield North(server, server.guild, bot, discord, mailbox, clock, people(server))
    finally:
        stopping.set()
        await asyncio.wait({running})
        storage.close()
    running.result()


async def _begun(discord: Discord, running: asyncio.Task[None], *, connects: bool) -> None:
    """Or it has ended, which is said."""
    beginning = asyncio.create_task(_ready(discord, connects=connects))
    await asyncio.wait({beginning, running}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
    if running.done():
        running.result()
    assert beginning.done(), "it does not begin"


async def _ready(discord: Discord, *, connects: bool) -> None:
    await discord.ready.wait()
    if connects and discord.gateway:
        await discord.gateway.ready.wait()
