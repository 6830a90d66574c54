"""Who holds the line to Discord, while the database cannot say so and while the guild is not known."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from discord.gateway import KeepAliveHandler

from adapters.discord.client import Client, nobody, nothing
from adapters.discord.gateway import DEFAULT, Gateway, Pauses
from tests.adapters.captured import captured_logs
from tests.wire.discord import ground
from tests.wire.discord.library import pointed_at
from tests.wire.discord.north import awake
from tests.wire.discord.north import ground as ground_of
from tests.wire.discord.scenes import en, newest
from tests.wire.discord.server import TOKEN, DiscordServer, Fault, discord_server
from tests.world import HeldClock

CALLBACK = "POST /interactions/{interaction}/{token}/callback"


class Leases:
    """One that can go away, or answer nothing; `asked` is how often."""

    def __init__(self) -> None:
        self.away, self.silent, self.asked, self.holder = False, False, 0, ""

    async def hold(self, name: str, holder: str, seconds: float) -> bool:
        del name, seconds
        self.asked += 1
        if self.away:
            raise ConnectionError
        if self.silent:
            await asyncio.Event().wait()
        self.holder = self.holder or holder
        return self.holder == holder

    async def let_go(self, name: str, holder: str) -> None:
        del name
        if self.holder == holder:
            self.holder = ""


@asynccontextmanager
async def line(
    leases: Leases, pauses: Pauses, begin: Callable[[], Awaitable[None]] = nothing
) -> AsyncIterator[tuple[DiscordServer, Gateway]]:
    stopping = asyncio.Event()
    async with discord_server(ground.guild(HeldClock())) as server:
        with pointed_at(server), captured_logs():
            gateway = Gateway(
                lambda: Client(nobody, settling=0.01), begin, lambda _: None, TOKEN, "here", pauses
            )
            keeping = asyncio.create_task(gateway.keep(leases, stopping))
            yield server, gateway
            stopping.set()
            await keeping


async def test_each_client_begins_one_session() -> None:
    """Discord takes a thousand a day: the next is a fresh client's, after a longer and longer pause."""
    async with line(Leases(), Pauses(0.01, 0.05, beat=0.02)) as (server, _):
        await server.gateway.connected()
        server.gateway.pause = 3600
        await server.gateway.invalidate(resumable=False)
        await server.gateway.until(lambda gateway: gateway.asked == 5)
        hearts = [each for each in threading.enumerate() if isinstance(each, KeepAliveHandler)]

        assert len(server.called("GET /users/@me")) == 5
        assert len(hearts) <= 2  # this one's, and one of whoever is being closed


async def test_a_line_that_is_cut_again_and_again_is_given_up_for_a_while() -> None:
    """The library would come again at once, and as often as it is cut."""
    async with line(Leases(), Pauses(0.01, 0.05, beat=0.02)) as (server, _):
        await server.gateway.connected()
        server.gateway.hasty = True
        server.gateway.cut()
        await server.until_called("GET /users/@me", 3)

        assert server.gateway.came <= 8


async def test_a_database_that_is_away_for_a_moment_ends_no_line() -> None:
    """Nobody else can have it by then."""
    leases = Leases()
    async with line(leases, Pauses(0.01, 0.02, beat=0.02, lease=60)) as (server, gateway):
        await server.gateway.connected()
        leases.away, asked = True, leases.asked
        while leases.asked < asked + 3:
            await gateway.ready.wait()
            await asyncio.wait([asyncio.ensure_future(server.closing.wait())], timeout=0.02)

        assert len(server.gateway.links) == 1


async def test_a_database_that_stays_away_ends_it_and_it_begins_again_afterwards() -> None:
    """Before the lease runs out: another process may have reached the database."""
    leases = Leases()
    async with line(leases, Pauses(0.01, 0.02, beat=0.02, lease=0.2)) as (server, _):
        await server.gateway.connected()
        leases.away = True
        await server.gateway.until(lambda gateway: not gateway.links)
        leases.away = False
        await server.gateway.connected()

        assert len(server.gateway.identified) == 2


async def test_a_database_that_answers_nothing_ends_it_as_well() -> None:
    """Another process may get an answer, and have the line by then."""
    leases = Leases()
    async with line(leases, Pauses(0.01, 0.02, beat=0.02, lease=0.2)) as (server, _):
        await server.gateway.connected()
        leases.silent = True
        await server.gateway.until(lambda gateway: not gateway.links)
        leases.silent = False
        await server.gateway.connected()

        assert len(server.gateway.identified) == 2


async def test_who_took_too_long_to_begin_begins_nothing() -> None:
    """Logging in and telling the commands can take longer than the lease."""
    leases = Leases()

    async def begin() -> None:
        leases.holder = "another"

    async with line(leases, Pauses(0.01, 0.02, beat=0.02), begin) as (server, _):
        await server.until_called("GET /users/@me")
        while leases.asked < 3:
            await asyncio.wait([asyncio.ensure_future(server.closing.wait())], timeout=0.02)

        assert server.gateway.came == 0


def test_another_process_goes_on_within_a_minute() -> None:
    """A lease that nobody renews runs out, the next look finds it so, and a beginning takes some seconds."""
    assert DEFAULT.lease + DEFAULT.beat + 5 < 60


async def test_whoever_ends_well_lets_go() -> None:
    """The next one need not wait."""
    leases = Leases()
    async with line(leases, Pauses(0.01, 0.02, beat=0.02)) as (server, _):
        await server.gateway.connected()
        held = leases.holder

    assert (held, leases.holder) == ("here", "")


async def test_whoever_waits_when_the_bot_ends_is_answered(tmp_path: Path, migrated_sqlite: str) -> None:
    """Also when so far it was only said to be under way."""
    async with ground_of(tmp_path, migrated_sqlite) as around:
        async with awake(around, guard=0.0) as there:
            ana = there["ana"]
            around.server.once(CALLBACK, Fault(seconds=0.3))
            typing = asyncio.create_task(ana.types("/peer home"))
            await around.server.lingering.wait()
        await typing

        assert en("members.outside.body") in newest(ana)


async def test_whoever_waits_when_the_line_breaks_is_answered(tmp_path: Path, migrated_sqlite: str) -> None:
    """By the client that took what they did, although the line cannot be had again."""
    async with ground_of(tmp_path, migrated_sqlite) as around, awake(around, guard=0.0) as there:
        ana = there["ana"]
        around.server.once(CALLBACK, Fault(seconds=0.3))
        typing = asyncio.create_task(ana.types("/peer home"))
        await around.server.lingering.wait()
        around.server.gateway.refuses = 1
        around.server.gateway.cut()
        await typing
        await there.settles()

        assert en("members.outside.body") in newest(ana)
