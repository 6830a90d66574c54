"""What goes wrong on the way out: it is delayed and not lost, nor done twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.discord.api import Api
from adapters.discord.client import Client, nobody
from adapters.platform import DeliveryFailed
from bot.outbox import Result
from tests.wire.discord import ground
from tests.wire.discord.ground import COORDINATORS, WELCOME
from tests.wire.discord.library import pointed_at
from tests.wire.discord.server import TOKEN, DiscordServer, Fault, discord_server
from tests.world import HeldClock

POST = "POST /channels/{channel}/messages"
OPEN = "POST /users/@me/channels"
GIVE = "PUT /guilds/{guild}/members/{user}/roles/{role}"


class Line:
    """A server, the time and whoever calls it."""

    def __init__(self, server: DiscordServer, client: Client, patience: float = 10.0) -> None:
        self.server, self.client, self.now, self.revoked = server, client, 0.0, list[str]()
        self.api = Api(self.revoked.append, lambda: self.now, patience)

    async def posts(self, channel: str = WELCOME, nonce: str = "n") -> DeliveryFailed | None:
        where = self.client.get_partial_messageable(int(channel))
        try:
            await self.api.call(lambda: where.send("x", nonce=nonce))
        except DeliveryFailed as failed:
            return failed
        return None

    @property
    def arrived(self) -> int:
        return len(self.server.called(POST))

    @property
    def seen(self) -> int:
        return len(self.server.guild.channels[WELCOME].messages)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with discord_server(ground.guild(HeldClock())) as server:
        with pointed_at(server):
            async with Client(nobody) as client:
                await client.login(TOKEN)
                yield Line(server, client)


@pytest.mark.parametrize(
    "fault, result, code",
    [
        (Fault(503), Result.LATER, "discord_away"),
        (Fault(501), Result.UNKNOWN, "discord_outcome_unknown"),
        (Fault(cut=True), Result.UNKNOWN, "discord_outcome_unknown"),
        (Fault(cut=True, after=True), Result.UNKNOWN, "discord_outcome_unknown"),
        (Fault(429, retry_after=30), Result.LATER, "discord_busy"),
        (Fault(429, retry_after=30, everywhere=True), Result.LATER, "discord_busy"),
        (Fault(429, retry_after=30, via=False), Result.LATER, "discord_busy"),
        (Fault(400), Result.NEVER, "refused"),
        (Fault(404), Result.NEVER, "refused"),
        (Fault(403, code=40003), Result.LATER, "discord_busy"),
        (Fault(400, code=50035), Result.NEVER, "fault"),
        (Fault(403, code=50013), Result.NEVER, "not_allowed_there"),
        (Fault(403, code=50278), Result.NEVER, "directs_closed"),
        (Fault(403, page=True), Result.LATER, "discord_away"),
        (Fault(401, page=True), Result.LATER, "discord_away"),
    ],
)
async def test_each_fault_says_whether_it_may_have_happened(
    line: Line, fault: Fault, result: Result, code: str
) -> None:
    """And none of these is tried again by itself."""
    line.server.once(POST, fault)
    failed = await line.posts()

    assert isinstance(failed, DeliveryFailed)
    assert (failed.result, failed.code) == (result, code)
    assert line.arrived == 1
    assert not line.revoked


async def test_a_route_that_is_limited_for_a_moment_is_waited_for(line: Line) -> None:
    """By the library itself."""
    line.server.once(POST, Fault(429, retry_after=0.05))

    assert await line.posts() is None
    assert (line.arrived, line.seen) == (2, 1)


async def test_who_is_told_to_wait_by_what_stands_before_discord_asks_nothing(line: Line) -> None:
    """Without a `Via` it is the address that is meant: ten thousand refusals would ban it."""
    line.server.once(POST, Fault(429, retry_after=30, via=False))
    told, at_once, elsewhere = await line.posts(), await line.posts(), await line.posts(COORDINATORS)
    line.now = 30.1
    after = await line.posts()

    assert told is not None
    assert told.retry_after == timedelta(seconds=30)
    assert [getattr(each, "code", None) for each in (at_once, elsewhere)] == ["discord_busy"] * 2
    assert (after, line.arrived) == (None, 2)


async def test_who_is_shut_out_by_what_stands_before_discord_asks_nothing_for_a_while(line: Line) -> None:
    """A page instead of an answer: nothing is lost by it, and it lasts as long as it lasts."""
    line.server.once(POST, Fault(403, page=True))
    told, at_once = await line.posts(), await line.posts()
    line.now = 30.1

    assert told is not None
    assert getattr(at_once, "code", None) == "discord_busy"
    assert (await line.posts(), line.arrived) == (None, 2)


async def test_a_message_that_the_library_repeats_is_one(line: Line) -> None:
    """A 500 after it arrived: the nonce says that it is the same."""
    line.server.once(POST, Fault(500, after=True))

    assert await line.posts() is None
    assert (line.arrived, line.seen) == (2, 1)


async def test_a_message_that_the_outbox_repeats_is_one(line: Line) -> None:
    """Its acknowledgement was lost; tried again with the same nonce it is the first one."""
    line.server.once(POST, Fault(cut=True, after=True))
    lost, again = await line.posts(), await line.posts()

    assert lost is not None
    assert (again, line.arrived, line.seen) == (None, 2, 1)


async def test_an_answer_that_does_not_come_in_time_leaves_the_outcome_open(line: Line) -> None:
    """The effect may have happened: here it has."""
    hasty = Line(line.server, line.client, patience=0.05)
    line.server.once(POST, Fault(after=True, seconds=60))
    failed = await hasty.posts()

    assert failed is not None
    assert (failed.result, line.seen) == (Result.UNKNOWN, 1)


async def test_nobody_at_the_address_means_nothing_has_happened(line: Line) -> None:
    """A refused connection is tried again, whatever it was for; of one that broke that cannot be said."""
    await line.server.goes_away()
    _, refused = await line.posts(), await line.posts()
    await line.server.comes_back()

    assert refused is not None
    assert (refused.result, refused.code) == (Result.LATER, "discord_unreachable")
    assert await line.posts() is None


async def test_a_token_that_is_worth_nothing_is_told_and_waits(line: Line) -> None:
    """What was to be sent may go out with the next one."""
    line.server.tokens.clear()
    failed = await line.posts()

    assert failed is not None
    assert (failed.result, failed.code, line.revoked) == (Result.LATER, "discord_token", ["unauthorized"])
