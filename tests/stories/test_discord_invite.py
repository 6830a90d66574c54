"""`peerbot discord invite`: the link that lets the bot in, with what it needs and nothing else."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.stories.command import PEERBOT
from tests.wire.discord import ground
from tests.wire.discord.egress import Egress, egress
from tests.wire.discord.guild import APP, GUILD
from tests.wire.discord.permissions import EMBED_LINKS, MANAGE_ROLES, SEND_MESSAGES, VIEW_CHANNEL
from tests.wire.discord.server import TOKEN, discord_server
from tests.world import HeldClock

CANARY = "Y2FuYXJ5Y2FuYXJ5.canary.canary"


@asynccontextmanager
async def outside(folder: Path) -> AsyncIterator[Egress]:
    """Discord, at the end of the proxy."""
    async with discord_server(ground.guild(HeldClock())) as server, egress(server, folder) as proxy:
        yield proxy


async def invite(environment: dict[str, str], **more: str) -> tuple[int, str, str]:
    command = await asyncio.create_subprocess_exec(
        PEERBOT, "discord", "invite", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"]} | environment | more,
    )  # fmt: skip
    said, complained = await command.communicate()
    return command.returncode or 0, said.decode(), complained.decode()


async def test_the_link_asks_for_four_permissions(tmp_path: Path) -> None:
    """Of this application, for this server; token and server are all that has to be set."""
    async with outside(tmp_path) as proxy:
        code, link, _ = await invite(
            proxy.environment, PEERBOT_DISCORD_TOKEN=TOKEN, PEERBOT_DISCORD_GUILD=GUILD
        )
    parts = urlsplit(link.strip())

    assert (code, parts.netloc, parts.path) == (0, "discord.com", "/oauth2/authorize")
    assert parse_qs(parts.query) == {
        "client_id": [APP], "scope": ["bot applications.commands"], "guild_id": [GUILD],
        "permissions": [str(VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | MANAGE_ROLES)],
    }  # fmt: skip
    assert set(proxy.asked) == {"discord.com:443"}


async def test_a_token_that_discord_does_not_take_prints_no_link(tmp_path: Path) -> None:
    """Nor is it printed itself."""
    async with outside(tmp_path) as proxy:
        ended = await invite(proxy.environment, PEERBOT_DISCORD_TOKEN=CANARY, PEERBOT_DISCORD_GUILD=GUILD)

    assert ended == (1, "", "peerbot: Discord does not take the bot's token\n")


async def test_without_token_and_server_both_are_named() -> None:
    """With code 78, a line each."""
    code, said, complained = await invite({})

    assert (code, said) == (78, "")
    assert [line.split(" is missing: ")[0] for line in complained.splitlines()] == [
        "peerbot: PEERBOT_DISCORD_GUILD", "peerbot: PEERBOT_DISCORD_TOKEN",
    ]  # fmt: skip
