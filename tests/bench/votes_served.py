"""`python -m tests.bench.votes_served JSON`: whoever takes votes, in a process of its own, until its standard
input ends; it prints a line of JSON when it is ready: the port for Slack. What it is, `Orders` says.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import closing

import discord
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.clock import SystemClock, SystemEntropy
from adapters.discord.lifecycle import Discord, DiscordOptions
from adapters.logs import configure_logs
from adapters.slack.http import PATH
from adapters.slack.lifecycle import Slack, SlackOptions
from adapters.web.health import serve
from adapters.wiring import put_together, spare_collections
from adapters.words import Words
from adapters.zones import use_pinned_zones
from bot.chat import Named
from bot.network import Network
from tests.bench.discord_served import ROLES, ROOMS, NoMail
from tests.bench.voters import POLL, Orders, fill, opened
from tests.wire.slack.deliveries import SIGNING_SECRET
from tests.wire.slack.north import CHANNELS
from tests.wire.slack.server import BOT_TOKEN, HOST
from tests.wire.slack.workspace import TEAM

NETWORK = Network(Named("Bench", "Banc"), platforms=("slack", "discord"))


# ---- the real one


async def bot(orders: Orders) -> None:
    with closing(opened(orders)) as storage:
        platforms: list[Discord | Slack] = []
        if orders.api:
            options = DiscordOptions(orders.token, orders.guild, ROOMS, ROLES, "bench")
            platforms.append(Discord(options, Words.load(), NETWORK))
        slack = _slack(orders)
        if orders.slack:
            platforms.append(slack)
        whole = put_together(NETWORK, storage, SystemClock(), SystemEntropy(), platforms, NoMail())
        spare_collections()
        stopping = asyncio.Event()
        running = [asyncio.create_task(each.run(whole.door, stopping)) for each in platforms]
        for each in platforms:
            await each.ready.wait()
            if isinstance(each, Discord) and each.gateway:
                await each.gateway.ready.wait()
        await _served(slack.routes())
        stopping.set()
        await asyncio.wait(running)


def _slack(orders: Orders) -> Slack:
    options = SlackOptions(BOT_TOKEN, CHANNELS, signing_secret=SIGNING_SECRET, api_url=orders.slack)
    return Slack(options, Words.load(), NETWORK)


async def _served(routes: Sequence[web.RouteDef]) -> None:
    app = web.Application()
    app.add_routes(routes)
    runner = await serve(app, HOST, 0)
    print(json.dumps(runner.addresses[0][1]), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


# ---- beside it


class Bare(discord.Client):
    connected: asyncio.Event

    async def on_ready(self) -> None:
        self.connected.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(content="done")


async def bare(orders: Orders) -> None:
    """Bolt and discord.py as their documentation shows them."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="U0PEERS", bot_token=BOT_TOKEN)

    app = AsyncApp(authorize=authorize, signing_secret=SIGNING_SECRET)

    @app.action({"type": "block_actions", "action_id": f"polls.vote:{POLL}:1"})
    @app.action({"type": "block_actions", "action_id": f"polls.vote:{POLL}:2"})
    @app.action({"type": "block_actions", "action_id": f"polls.vote:{POLL}:3"})
    @app.action({"type": "block_actions", "action_id": f"polls.vote:{POLL}:4"})
    async def vote(ack: AsyncAck) -> None:
        await ack()

    async def take(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    client = Bare(
        intents=discord.Intents(guilds=True),
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        allowed_mentions=discord.AllowedMentions.none(),
    )
    client.connected = asyncio.Event()
    async with client:
        running = asyncio.create_task(client.start(orders.token))
        await client.connected.wait()
        await _served([web.post(PATH, take)])
        running.cancel()


def main() -> None:
    use_pinned_zones()
    configure_logs("error")
    orders = Orders(**json.loads(sys.argv[1]))
    if orders.kind == "filled":
        fill(orders)
        print(json.dumps("filled"), flush=True)
        return
    if orders.api:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = orders.api, yarl.URL(orders.gateway)
    asyncio.run(bare(orders) if orders.kind == "bare" else bot(orders))


if __name__ == "__main__":
    main()
