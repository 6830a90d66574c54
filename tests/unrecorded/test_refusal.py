"""Given any right to read what people say, the bot does not run, and says which right it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

import discord
import pytest

from adapters.discord.client import Client, nobody
from adapters.discord.lifecycle import Discord
from adapters.door import Door
from adapters.endings import explain
from adapters.platform import ReadsConversation
from adapters.slack.lifecycle import Slack
from adapters.slack.manifest import READING, SCOPES
from adapters.words import Words
from tests.adapters.captured import captured_logs, lines_of
from tests.adapters.discord_visit import visiting
from tests.wire.discord import north as discord_north
from tests.wire.discord.ground import BOTS, COORDINATORS, MEMBER, guild
from tests.wire.discord.guild import BOT, EVERYONE, Guild
from tests.wire.discord.library import pointed_at
from tests.wire.discord.permissions import ADMINISTRATOR, READ_MESSAGE_HISTORY, VIEW_CHANNEL
from tests.wire.discord.server import discord_server
from tests.wire.slack import north as slack_north
from tests.wire.slack.server import slack_server
from tests.world import HeldClock

CONNECT, MANAGE_THREADS = 1 << 20, 1 << 34
HISTORIES = ["channels:history", "groups:history", "im:history", "mpim:history"]
OTHERS = ["search:read", "search:read.public", "search:read.files", "admin", "admin.conversations:read"]
NOWHERE = cast("Door", None)
WORDS = Words.load()


# ---- Slack


@pytest.mark.parametrize("scope", sorted({*READING, *HISTORIES, *OTHERS}))
async def test_a_scope_that_reads_keeps_the_bot_from_running_on_slack(scope: str) -> None:
    """Each that is known; it has listened to nobody by then."""
    async with slack_server(slack_north.workspace(HeldClock())) as server:
        server.scopes = (*SCOPES, scope)
        options = slack_north.options_of(server, "socket")
        slack = Slack(options, WORDS, slack_north.NETWORK, server.workspace.now)
        with captured_logs(), pytest.raises(ReadsConversation) as refused:
            await slack.run(NOWHERE, asyncio.Event())

    assert refused.value.rights == (scope,)
    assert [call["path"] for call in server.calls] == ["/api/auth.test"]


# ---- Discord


def gives(role: str, permission: int) -> Callable[[Guild], object]:
    def give(there: Guild) -> None:
        there.roles[role].permissions |= permission

    return give


def allows(holder: str, permission: int) -> Callable[[Guild], object]:
    """In one channel."""

    def allow(there: Guild) -> None:
        allowed, denied = there.channels[COORDINATORS].overwrites.get(holder, (0, 0))
        there.channels[COORDINATORS].overwrites[holder] = (allowed | permission, denied)

    return allow


RIGHTS: dict[str, Callable[[Guild], object]] = {
    "administrator": gives(BOTS, ADMINISTRATOR),
    "read_message_history by its role": gives(BOTS, READ_MESSAGE_HISTORY),
    "connect by its role": gives(BOTS, CONNECT),
    "manage_threads by its role": gives(BOTS, MANAGE_THREADS),
    f"read_message_history in channel {COORDINATORS}": allows(BOTS, READ_MESSAGE_HISTORY),
    f"connect in channel {COORDINATORS}": allows(BOT, VIEW_CHANNEL | CONNECT),
}


async def begins(change: Callable[[Guild], object]) -> tuple[ReadsConversation | None, list[str]]:
    """What keeps it from running, if anything, and the codes in its log that are about rights."""
    async with discord_server(guild(HeldClock())) as server:
        change(server.guild)
        with pointed_at(server), captured_logs() as stream:
            stopping = asyncio.Event()
            stopped = Discord(discord_north.options(), WORDS, discord_north.NETWORK)
            running = asyncio.create_task(stopped.run(NOWHERE, stopping))
            await asyncio.wait(
                {running, asyncio.create_task(stopped.ready.wait())}, return_when="FIRST_COMPLETED"
            )
            stopping.set()
            (end,) = await asyncio.gather(running, return_exceptions=True)
    told = [str(line["code"]) for line in lines_of(stream) if line["event"] == "discord.inherited"]
    return (end if isinstance(end, ReadsConversation) else None), told


@pytest.mark.parametrize("right", RIGHTS)
async def test_a_right_of_its_own_to_read_keeps_the_bot_from_running_on_discord(right: str) -> None:
    """Of a role of its own, or in some channel; no gateway hears of it."""
    refused, _ = await begins(RIGHTS[right])

    assert refused is not None
    assert refused.rights == (right,)


@pytest.mark.parametrize("intent", sorted({*discord.Intents.VALID_FLAGS} - {"guilds"}))
def test_an_intent_beside_the_guilds_keeps_the_client_from_beginning(intent: str) -> None:
    """Messages and their content, in the server or between two; reactions, typing, polls and all others."""
    intents = discord.Intents(guilds=True, **{intent: True})
    with pytest.raises(ReadsConversation) as refused:
        Client(nobody, intents=intents)

    assert refused.value.rights


async def test_what_everybody_has_is_reported_and_the_bot_runs() -> None:
    """It can be taken from the bot's role in the network's channels, and not from everybody."""
    refused, told = await begins(gives(EVERYONE, READ_MESSAGE_HISTORY | CONNECT))

    assert refused is None
    assert told == ["read_message_history", "connect"]


async def test_what_a_member_may_read_is_none_of_the_bots(tmp_path: Path) -> None:
    """Members read their room; nothing is said about that."""
    refused, told = await begins(lambda there: (gives(MEMBER, READ_MESSAGE_HISTORY)(there),
                                                gives(EVERYONE, 0)(there)))  # fmt: skip

    assert refused is None
    assert told == ["read_message_history"]  # which every new server gives to everybody


def test_it_is_said_in_a_sentence_with_a_code_of_its_own() -> None:
    """78, as for every setting that somebody has to change first."""
    assert explain(ReadsConversation(("im:history", "files:read"))) == (
        78, ("the app may read conversation (im:history, files:read): take that right away first",),
    )  # fmt: skip


# ---- the doctor


@pytest.mark.parametrize("right", [right for right in RIGHTS if right != "administrator"])
async def test_the_doctor_says_so_before(right: str) -> None:
    """And how it is mended."""
    async with visiting() as visit:
        RIGHTS[right](visit.guild)
        failures = await visit.failures()

    assert failures == [f"the bot may read what people say ({right}): take it away, the bot does not start"]


async def test_the_doctor_reports_what_everybody_has() -> None:
    """A bot that never connects to a voice channel need not be able to."""
    async with visiting() as visit:
        gives(EVERYONE, CONNECT)(visit.guild)
        warnings, failures = await visit.warnings(), await visit.failures()

    assert failures == []
    (warning,) = warnings
    assert warning.startswith("everybody on the server has Connect, and so the bot (what is said in voice ")
