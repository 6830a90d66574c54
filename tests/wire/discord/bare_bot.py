"""A bot of a few lines, on the real library: what anybody may write, and none of ours."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import discord

from tests.wire.discord.ground import COORDINATORS, MEMBER, guild, people
from tests.wire.discord.guild import APP, GUILD
from tests.wire.discord.library import pointed_at
from tests.wire.discord.people import Somebody
from tests.wire.discord.server import TOKEN, DiscordServer, discord_server
from tests.world import HeldClock

COMMANDS: list[Any] = [
    {
        "name": "peer", "description": "The network", "contexts": [0],
        "description_localizations": {"fr": "Le réseau"},
        "options": [
            {"type": 1, "name": "join", "description": "Ask to join",
             "name_localizations": {"fr": "adhérer"},
             "options": [{"type": 3, "name": "community", "description": "Yours",
                          "name_localizations": {"fr": "collectivité"}, "required": True,
                          "autocomplete": True}]},
            {"type": 1, "name": "status", "description": "Where things stand"},
        ],
    },
]  # fmt: skip


Part = discord.ui.Label[Any]


class Form(discord.ui.Modal, title="Ask to join"):
    email: Part = discord.ui.Label(text="Email", component=discord.ui.TextInput(custom_id="email"))
    role: Part = discord.ui.Label(
        text="Role",
        component=discord.ui.RadioGroup(
            custom_id="role",
            options=[
                discord.RadioGroupOption(label="Staff", value="staff"),
                discord.RadioGroupOption(label="Elected", value="elected"),
            ],
        ),
    )


class BareBot(discord.Client):
    """It answers from what comes in, and keeps nothing."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.1,
        )

    async def setup_hook(self) -> None:
        await self.http.bulk_upsert_guild_commands(int(APP), int(GUILD), COMMANDS)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        if interaction.type is discord.InteractionType.autocomplete:
            await interaction.response.autocomplete(
                [discord.app_commands.Choice(name="Calgary", value="calgary")]
            )
        elif interaction.type is discord.InteractionType.application_command:
            await self._command(interaction, data["options"][0])
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._submitted(interaction, data)
        else:
            await self._pressed(interaction, data["custom_id"])

    async def _command(self, interaction: discord.Interaction, sub: Any) -> None:  # noqa: ANN401 - JSON
        if sub["name"] == "status":
            await interaction.response.send_message("all is well", ephemeral=True)
            return
        form = Form(custom_id=f"form:{sub['options'][0]['value']}", timeout=None)
        form.stop()
        await interaction.response.send_modal(form)

    async def _submitted(self, interaction: discord.Interaction, data: Any) -> None:  # noqa: ANN401 - JSON
        email, role = (part["component"]["value"] for part in data["components"])
        community = data["custom_id"].partition(":")[2]
        room = self.get_partial_messageable(int(COORDINATORS))
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Approve", custom_id=f"approve:{interaction.user.id}"))
        view.stop()
        await room.send(embed=discord.Embed(title="asks", description=email), view=view, nonce="n1")
        await interaction.response.send_message(f"{community}, {email}, {role}", ephemeral=True)

    async def _pressed(self, interaction: discord.Interaction, custom_id: str) -> None:
        user = int(custom_id.partition(":")[2])
        await interaction.response.edit_message(content="approved", embed=None, view=None)
        await self.http.add_role(int(GUILD), user, int(MEMBER))
        person = await self.create_dm(discord.Object(user))
        await person.send("welcome")
        await interaction.followup.send("done", ephemeral=True)


@dataclass
class Bare:
    server: DiscordServer
    bot: BareBot
    clock: HeldClock
    people: dict[str, Somebody]


@asynccontextmanager
async def bare() -> AsyncIterator[Bare]:
    """It is connected and ready."""
    clock = HeldClock()
    async with discord_server(guild(clock)) as server:
        with pointed_at(server):
            async with BareBot() as bot:
                running = asyncio.create_task(bot.start(TOKEN))
                async with asyncio.timeout(10):
                    await _ready(bot, running)
                yield Bare(server, bot, clock, people(server))
            with contextlib.suppress(asyncio.CancelledError):
                await running


async def _ready(bot: BareBot, running: asyncio.Task[None]) -> None:
    """Or it has died of something, which is said."""
    waiting = asyncio.create_task(bot.wait_until_ready())
    await asyncio.wait({waiting, running}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        waiting.cancel()
        running.result()
