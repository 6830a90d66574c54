"""The loopback Discord keeps the rules of its gateway: how a session begins, goes on and ends."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.wire.discord.bad_clients import Alone
from tests.wire.discord.bad_sockets import Client, connected, identity
from tests.wire.discord.ground import MEMBER
from tests.wire.discord.guild import APP, BOT, GUILD
from tests.wire.discord.rules import proves
from tests.wire.discord.server import TOKEN


async def closes(quiet: Alone, op: int, data: object, written: str = "") -> int | None:
    """With which code a first payload is refused."""
    async with connected(quiet) as client:
        if written:
            await client.socket.send_str(written)
        else:
            await client.says(op, data)
        return await client.closed()


@proves("gateway: hello first", "gateway: heartbeats are acknowledged", "gateway: ready")
async def test_a_session_begins_with_hello_and_ready(quiet: Alone) -> None:
    """Which says how often to beat, and where to resume."""
    async with quiet.session.ws_connect(quiet.server.gateway.url, params={"v": "10"}) as socket:
        client = Client(socket)
        hello = await client.hears()
        await client.says(1)
        assert (await client.hears())["op"] == 11
        ready = await client.identifies()

    assert (hello["op"], hello["d"]) == (10, {"heartbeat_interval": 41250})
    assert ready["resume_gateway_url"].startswith(quiet.server.gateway.url)
    assert (ready["user"]["id"], ready["application"]["id"]) == (BOT, APP)
    assert ready["guilds"] == [{"id": GUILD, "unavailable": True}]
    assert ready["session_id"]


@proves("gateway: guild with its rooms and roles")
async def test_the_guild_follows_by_its_intent(quiet: Alone) -> None:
    """Its rooms, its roles, and of its people the bot alone; without the intent nothing."""
    async with connected(quiet) as client:
        await client.identifies()
        there = await client.hears()
        assert (there["t"], there["s"]) == ("GUILD_CREATE", 2)
    async with connected(quiet) as client:
        await client.identifies(intents=0)
        await client.says(1)
        assert (await client.hears())["op"] == 11

    assert there["d"]["channels"][0]["name"] == "welcome"
    assert MEMBER in {each["id"] for each in there["d"]["roles"]}
    assert [each["user"]["id"] for each in there["d"]["members"]] == [BOT]
    assert [each["intents"] for each in quiet.server.gateway.identified] == [1, 0]


@proves("gateway: intents that there are", "gateway: privileged intents when switched on")
@pytest.mark.parametrize(
    "intents, code",
    [
        (1 << 30, 4013),
        (-1, 4013),
        ("1", 4013),
        (None, 4013),
        (1 << 1, 4014),
        (1 << 8, 4014),
        (1 << 15 | 1, 4014),
    ],
)
async def test_intents_that_are_not_allowed_end_the_connection(
    quiet: Alone, intents: object, code: int
) -> None:
    """Those that there are not, and privileged ones that the owner has not switched on."""
    assert await closes(quiet, 2, identity(intents=intents)) == code
    assert quiet.server.gateway.identified == []
    if code == 4014:
        quiet.server.gateway.switched_on = (1 << 1) | (1 << 8) | (1 << 15)
        async with connected(quiet) as client:
            await client.identifies(intents=intents)


@proves(
    "gateway: known opcodes",
    "gateway: JSON objects",
    "gateway: identified first",
    "gateway: token",
    "gateway: 4,096 bytes",
)
@pytest.mark.parametrize(
    "op, data, written, code",
    [
        (99, None, "", 4001),
        (0, None, "", 4001),
        (2, None, "", 4002),
        (2, identity(properties=None), "", 4002),
        (0, None, "{", 4002),
        (0, None, "[]", 4002),
        (0, None, '{"op": [2]}', 4001),
        (6, None, "", 4002),
        (2, identity(more="x" * 4096), "", 4002),
        (3, {}, "", 4003),
        (8, {}, "", 4003),
        (2, identity(token="x"), "", 4004),
        (6, {"token": "x", "session_id": "s", "seq": 0}, "", 4004),
    ],
)
async def test_a_first_payload_that_is_wrong_ends_the_connection(
    quiet: Alone, op: int, data: object, written: str, code: int
) -> None:
    """With the code that says why."""
    assert await closes(quiet, op, data, written) == code


@proves("gateway: version", "gateway: once")
async def test_a_session_is_begun_once_in_a_version_that_there_is(quiet: Alone) -> None:
    """4012 and 4005."""
    async with connected(quiet, v="9") as client:
        assert await client.closed() == 4012
    again = {"token": TOKEN, "session_id": "s", "seq": 0}
    for op, data in ((2, identity()), (6, again)):
        async with connected(quiet) as client:
            await client.identifies()
            await client.says(op, data)

            assert await client.closed() == 4005


@proves("gateway: heartbeats are needed")
async def test_who_does_not_beat_is_cut_off(quiet: Alone) -> None:
    """After the interval and some patience."""
    quiet.server.gateway.interval = 0.02
    async with connected(quiet) as client:
        await client.identifies()

        assert await client.closed() == 4009


@proves("gateway: 120 a minute")
async def test_who_says_too_much_is_cut_off(quiet: Alone) -> None:
    """Beats are not counted."""
    async with connected(quiet) as client:
        await client.identifies()
        for _ in range(130):
            await client.says(1)
        for _ in range(120):
            await client.says(3, {})

        assert await client.closed() == 4008
    assert len(quiet.faults()) == 119


@proves("gateway: compression")
async def test_what_is_said_is_one_compressed_stream_when_asked(quiet: Alone) -> None:
    """Binary frames, each with the end of a block."""
    async with connected(quiet, compress="zlib-stream") as client:
        await client.identifies()
        message = await client.socket.receive()

        assert message.type is aiohttp.WSMsgType.BINARY
        assert message.data.endswith(b"\x00\x00\xff\xff")
        assert json.loads(client.inflate.decompress(message.data))["t"] == "GUILD_CREATE"


async def _left(quiet: Alone, code: int) -> str:
    """Which session was begun and closed like this."""
    async with connected(quiet) as client:
        ready = await client.identifies()
        await client.hears()
        await client.socket.close(code=code)
    await quiet.server.gateway.until(lambda gateway: not gateway.links)
    return str(ready["session_id"])


@proves("gateway: resume from where it was")
async def test_what_was_missed_comes_again_after_a_resume(quiet: Alone) -> None:
    """In order, from the number that the client names; it ends with RESUMED."""
    name = await _left(quiet, 4000)
    for each in ("a", "b"):
        await quiet.server.gateway.dispatch("INTERACTION_CREATE", {"id": each})
    async with connected(quiet, quiet.server.gateway.url + "resume/") as client:
        await client.says(6, {"token": TOKEN, "session_id": name, "seq": 2})
        heard = [await client.hears() for _ in range(3)]
        await quiet.server.gateway.dispatch("INTERACTION_CREATE", {"id": "c"})
        heard.append(await client.hears())

    assert [(each["s"], each["t"], each["d"].get("id")) for each in heard] == [
        (3, "INTERACTION_CREATE", "a"), (4, "INTERACTION_CREATE", "b"), (5, "RESUMED", None),
        (6, "INTERACTION_CREATE", "c"),
    ]  # fmt: skip


@proves("gateway: seq", "gateway: unknown sessions begin anew", "gateway: no resume after 1000")
async def test_a_resume_needs_a_session_and_a_number_of_it(quiet: Alone) -> None:
    """Closed with 1000 it is over; an unknown one is told to begin anew."""
    kept, ended = await _left(quiet, 4000), await _left(quiet, 1000)
    for name in (ended, "x"):
        async with connected(quiet) as client:
            await client.says(6, {"token": TOKEN, "session_id": name, "seq": 2})
            assert await client.hears() == {"op": 9, "s": None, "t": None, "d": False}
            await client.identifies()

    for seq in (99, -1, "2"):
        assert await closes(quiet, 6, {"token": TOKEN, "session_id": kept, "seq": seq}) == 4007


@proves("gateway: reconnect and invalid session are told")
async def test_clients_are_told_to_come_again(quiet: Alone) -> None:
    """Opcode 7, opcode 9 either way, or a code that ends the session."""
    gateway = quiet.server.gateway
    async with connected(quiet) as client:
        await client.identifies()
        await client.hears()
        await gateway.reconnect()
        assert (await client.hears())["op"] == 7
        await gateway.invalidate(resumable=True)
        assert (await client.hears())["d"] is True
        assert len(gateway.sessions) == 1
        await gateway.invalidate(resumable=False)
        assert (await client.hears())["d"] is False
        assert not gateway.sessions
        await gateway.close_with(4009, "Session timed out.")

        assert await client.closed() == 4009


@proves("gateway: interactions to one session", "gateway: what nobody hears is lost")
async def test_an_interaction_is_heard_by_the_newest_session_alone(quiet: Alone) -> None:
    """Before there is one, by nobody."""
    gateway = quiet.server.gateway
    await gateway.dispatch("INTERACTION_CREATE", {"id": "lost"})
    async with connected(quiet) as older, connected(quiet) as newer:
        for client in (older, newer):
            await client.identifies()
            await client.hears()
        await gateway.dispatch("INTERACTION_CREATE", {"id": "a"})
        assert (await newer.hears())["d"] == {"id": "a"}
        await older.says(1)

        assert (await older.hears())["op"] == 11


async def test_connections_are_refused_cut_and_spoken_to_as_a_test_wants(quiet: Alone) -> None:
    """Malformed events included."""
    gateway = quiet.server.gateway
    gateway.refuses = 1
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await quiet.session.ws_connect(gateway.url)
    async with connected(quiet) as client:
        await client.identifies()
        await client.hears()
        await gateway.says('{"op":0,"t":"INTERACTION_CREATE","s":3,"d":{}}')
        assert (await client.hears())["d"] == {}
        gateway.cut()
        assert (await client.socket.receive(timeout=5)).type in {
            aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR,
        }  # fmt: skip
    await gateway.until(lambda gateway: not gateway.links)

    assert gateway.newest
    assert not gateway.newest.connected


async def test_a_test_can_wait_for_a_session(quiet: Alone) -> None:
    """That is there, or that comes."""
    waiting = asyncio.ensure_future(quiet.server.gateway.connected())
    async with connected(quiet) as client:
        ready = await client.identifies()

        assert (await waiting).id == ready["session_id"]


@proves("gateway: one beginning at a time", "gateway: a thousand beginnings a day")
async def test_who_begins_too_often_is_turned_away(quiet: Alone) -> None:
    """Within five seconds with an invalid session, a thousand times a day without a token."""
    gateway = quiet.server.gateway
    assert gateway.starts == 1000
    gateway.pause, gateway.starts = 5.0, 2
    async with connected(quiet) as client:
        await client.identifies()
    async with connected(quiet) as client:
        await client.says(2, identity())
        assert (await client.hears())["op"] == 9
        quiet.pass_time(5)
        await client.identifies()
    quiet.pass_time(5)
    async with connected(quiet) as client:
        await client.identifies()

    assert len(quiet.faults()) == 1
    assert await closes(quiet, 2, identity()) == 4004
