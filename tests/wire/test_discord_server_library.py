"""The real library against the loopback Discord: a bot of a few lines that is not ours."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import aiohttp
import discord
import pytest

from tests.wire.discord.bad_clients import Alone
from tests.wire.discord.bare_bot import Bare
from tests.wire.discord.description import beside_the_description, check_traffic
from tests.wire.discord.ground import COORDINATORS, MEMBER, WELCOME
from tests.wire.discord.people import labels, said
from tests.wire.discord.rates import Rates
from tests.wire.discord.server import Fault

POSTING = "POST /channels/{channel}/messages"


async def _walk(bare: Bare) -> None:
    await bare.people["ana"].autocompletes("/peer join", community="cal")
    await bare.people["ana"].types("/peer join", community="calgary")
    await bare.people["ana"].fills_in(email="ana@calgary.ca", role="staff")
    await bare.people["claire"].goes_to(COORDINATORS).presses("Approve")
    await bare.server.until_called("POST /webhooks/{app}/{token}")


async def test_the_library_connects_and_is_driven(bare: Bare) -> None:
    """A command with its autocompletion, a modal, a message with a button, its update, a role."""
    ana, guild = bare.people["ana"], bare.server.guild

    assert [each["name"] for each in await ana.autocompletes("/peer join", community="cal")] == ["Calgary"]
    await ana.types("/peer join", community="calgary")
    assert ana.screen
    assert ana.screen.title == "Ask to join"
    await ana.fills_in(email="ana@calgary.ca", role="staff")
    assert said(ana.sees()[-1]) == "calgary, ana@calgary.ca, staff"
    assert not bare.people["luc"].sees()
    claire = bare.people["claire"].goes_to(COORDINATORS)
    assert labels(claire.sees()[-1]) == ["Approve"]
    await claire.presses("Approve")
    await bare.server.until_called("POST /webhooks/{app}/{token}")
    assert [said(message) for message in claire.sees()] == ["approved", "done"]
    assert MEMBER in guild.members[ana.member.id].roles
    assert [said(message) for message in ana.direct()] == ["welcome"]
    assert bare.server.gateway.identified[0]["intents"] == 1
    assert guild.channels[WELCOME].messages[0].reader == ana.member.id


async def test_the_library_waits_where_nothing_remains(bare: Bare) -> None:
    """By the headers; nothing is refused, nothing held against it."""
    bare.server.rates = Rates(time.monotonic, bare.server.problems, strict=True, window=0.1)
    room = bare.bot.get_partial_messageable(int(WELCOME))
    await asyncio.gather(*(room.send(f"{each}") for each in range(12)))

    assert len(bare.server.guild.channels[WELCOME].messages) == 12
    assert bare.server.problems == []


@pytest.mark.parametrize(
    "fault", [Fault(429, retry_after=0.05), Fault(429, retry_after=0.05, everywhere=True)]
)
async def test_the_library_comes_again_when_it_is_told_how_long_to_wait(bare: Bare, fault: Fault) -> None:
    """Without `Via` it takes it for a ban and gives up."""
    room = bare.bot.get_partial_messageable(int(WELCOME))
    bare.server.once(POSTING, fault)
    await room.send("t")
    bare.server.once(POSTING, replace(fault, via=False))

    with pytest.raises(discord.HTTPException):
        await room.send("u")
    assert [message.content for message in bare.server.guild.channels[WELCOME].messages] == ["t"]


async def test_a_repeated_post_with_a_nonce_is_one_message(bare: Bare) -> None:
    """After an answer that was lost: the library repeats it after 502, and whoever sends after a cut."""
    room = bare.bot.get_partial_messageable(int(WELCOME))
    bare.server.once(POSTING, Fault(502, after=True))
    await room.send("t", nonce="n1")
    bare.server.once(POSTING, Fault(cut=True, after=True))
    with pytest.raises(aiohttp.ClientError):
        await room.send("u", nonce="n2")
    await room.send("u", nonce="n2")

    assert len(bare.server.called(POSTING)) == 4
    assert [message.content for message in bare.server.guild.channels[WELCOME].messages] == ["t", "u"]


@beside_the_description
async def test_what_it_says_and_hears_is_as_described(bare: Bare) -> None:
    """Each call and each answer of its walk, by the official description."""
    await _walk(bare)

    assert len(bare.server.calls) > 8
    assert check_traffic(bare.server.calls) == []


@beside_the_description
@pytest.mark.parametrize(
    "wrong, why",
    [
        ({"method": "GET", "path": "/guilds/1/colours"}, "is not described"),
        ({"json": {"content": 7}}, "$.content"),
        ({"json": {"embeds": [{"title": "x" * 257}]}}, "$.embeds[0].title"),
        ({"response": {"id": 7}}, "200 of POST"),
        ({"status": 404, "response": {}}, "404 of POST"),
        ({"method": "GET", "path": "/users/@me", "json": {"a": 1}, "response": None}, "nothing to say"),
    ],
)
async def test_what_is_not_as_described_is_found(quiet: Alone, wrong: dict[str, object], why: str) -> None:
    """A route, a request, an answer."""
    await quiet.post(content="t")
    (call,) = quiet.server.calls
    assert check_traffic([call]) == []

    (said,) = check_traffic([{**call, **wrong}])
    assert why in said
