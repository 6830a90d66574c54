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
from tests.wire.discord.ground import COORDINATORS, MEMBER, WELCOME
from tests.wire.discord.library import pointed_at
from tests.wire.discord.north import North
from tests.wire.discord.people import Somebody
from tests.wire.discord.scenes import ADDRESS, approves, both, cards, desk, en, joins, said, waits
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


# ---- one call


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


# ---- the whole bot


async def test_what_may_happen_once_is_not_repeated_when_the_answer_is_lost(guild: North) -> None:
    """The welcome arrived, its acknowledgement did not: it does not come again."""
    await waits(guild, "ana")
    await desk(guild).presses(both("button.joining.approve"))
    await guild.settles()
    conversation = guild.guild.direct(guild["ana"].member.id).id
    guild.server.once(f"POST /channels/{conversation}/messages", Fault(cut=True, after=True))
    await desk(guild).presses(both("button.joining.send"))
    await guild.settles()
    await later(guild, hours=2)

    assert welcomes(guild["ana"]) == 1


async def test_what_comes_before_a_message_may_fail_as_it_likes(guild: North) -> None:
    """Opening the conversation was cut: nothing was said yet, so it is said later."""
    await waits(guild, "ana")
    guild.server.once(OPEN, Fault(cut=True, after=True))
    await approves(guild)
    await later(guild, hours=2)

    assert welcomes(guild["ana"]) == 1


async def test_a_role_that_was_given_without_an_answer_is_given_again(guild: North) -> None:
    """Which changes nothing."""
    await waits(guild, "ana")
    guild.server.once(GIVE, Fault(cut=True, after=True))
    await approves(guild)
    await later(guild, hours=2)

    assert MEMBER in guild["ana"].member.roles
    assert both("joining.admission.admitted", platform="Discord") in said(cards(guild)[-1])


async def test_a_room_that_is_busy_holds_up_no_other(guild: North) -> None:
    """The card waits for as long as Discord asked, and comes then, once."""
    guild.server.once(f"POST /channels/{COORDINATORS}/messages", Fault(429, retry_after=600))
    await waits(guild, "ana")
    held = len(cards(guild))
    await guild["ana"].types("/peer status")
    await later(guild, minutes=11)

    assert (held, len(cards(guild))) == (0, 1)


async def test_an_hour_without_discord_delays_and_loses_nothing(guild: North) -> None:
    """Who was approved meanwhile gets role and welcome afterwards, once, and hears by mail at once."""
    ana = await waits(guild, "ana")
    await desk(guild).presses(both("button.joining.approve"))
    await guild.settles()
    await guild.server.goes_away()
    for _ in range(6):
        await later(guild, minutes=11)
    letters = len(guild.letters(ADDRESS["ana"]))
    assert (MEMBER in ana.member.roles, letters) == (False, 2)
    await guild.server.comes_back()
    await later(guild, hours=2)

    assert (MEMBER in ana.member.roles, welcomes(ana), len(cards(guild))) == (True, 1, 1)


# ---- what cannot be done


async def test_closed_directs_are_no_fault(guild: North) -> None:
    """50007: the letter says it, the role is there."""
    guild["ana"].member.directs = False
    ana = await joins(guild, "ana")

    assert MEMBER in ana.member.roles
    assert len(guild.letters(ADDRESS["ana"])) == 2
    assert not ana.direct()


async def test_who_has_left_the_server_cannot_be_let_in_and_the_coordinators_hear_of_it(
    guild: North,
) -> None:
    """A line in their room, with the reason."""
    ana = await waits(guild, "ana")
    guild.guild.leaves(ana.member.id)
    await approves(guild)
    await later(guild, hours=1)

    assert both("failure.account_gone") in "".join(map(said, cards(guild)))


async def test_a_role_that_is_gone_or_stands_too_high_is_told(guild: North) -> None:
    """By each its own sentence."""
    await waits(guild, "ana")
    guild.guild.roles[MEMBER].position = 9
    await approves(guild)
    await later(guild, hours=1)
    assert both("failure.not_allowed_there") in "".join(map(said, cards(guild)))
    await waits(guild, "luc")
    del guild.guild.roles[MEMBER]
    await approves(guild)
    await later(guild, hours=1)

    assert both("failure.role_gone") in "".join(map(said, cards(guild)))


def welcomes(who: Somebody) -> int:
    title = en("members.welcome.title", network="Climate Peers")
    return len([message for message in who.direct() if title in said(message)])


async def later(there: North, **span: float) -> None:
    there.clock.push(timedelta(**span))
    await there.settles()
