"""The real library against the loopback Discord: a bot of a few lines that is not ours."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import aiohttp
import discord
import pytest

from tests.wire.discord.bare_bot import Bare
from tests.wire.discord.ground import COORDINATORS, MEMBER, WELCOME
from tests.wire.discord.people import labels, said
from tests.wire.discord.rates import Rates
from tests.wire.discord.server import Fault

POSTING = "POST /channels/{channel}/messages"


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
