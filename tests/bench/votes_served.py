"""`python -m tests.bench.votes_served JSON`: whoever takes votes, in a process of its own, until its standard
input ends; it prints a line of JSON when it is ready: the port for Slack. What it is, `Orders` says.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

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
from bot.chat import Identity, Named, Reader
from bot.members.model import Account, Profile, Standing
from bot.network import Network
from bot.polls.model import Method, Option, Poll, Stage
from bot.ports import Unit
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from tests.bench.discord_served import ROLES, ROOMS, NoMail
from tests.wire.slack.deliveries import SIGNING_SECRET
from tests.wire.slack.north import CHANNELS
from tests.wire.slack.server import BOT_TOKEN, HOST
from tests.wire.slack.workspace import TEAM

FIRST_PERSON = 920_000_000_000_000_000
NETWORK = Network(Named("Bench", "Banc"), platforms=("slack", "discord"))
POLL = "benchbenchbenchbenchbench1"
OPTIONS = 4
AT_ONCE = 500
COMMUNITIES = 900


@dataclass(frozen=True, slots=True)
class Orders:
    """`kind`: `bare` is an app of a few lines for each platform that only acknowledges, `filled` writes the
    database and ends, `bot` is the real one; it serves the platforms whose addresses are given."""

    kind: str
    url: str = ""
    key: str = ""
    people: int = 0
    api: str = ""
    gateway: str = ""
    token: str = ""
    guild: str = ""
    slack: str = ""


def identity(number: int, guild: str) -> Identity:
    """Every other one is on Discord."""
    if number % 2:
        return Identity("discord", guild, str(FIRST_PERSON + number))
    return Identity("slack", TEAM, f"U{number}")


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


def opened(orders: Orders) -> Storage:
    return open_storage(orders.url, bytes.fromhex(orders.key), SystemEntropy(), SystemClock())


async def _served(routes: Sequence[web.RouteDef]) -> None:
    app = web.Application()
    app.add_routes(routes)
    runner = await serve(app, HOST, 0)
    print(json.dumps(runner.addresses[0][1]), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


# ---- what is in its database


def fill(orders: Orders) -> None:
    """So many members, and a poll in which all of them may vote."""
    migrate(orders.url)
    with closing(opened(orders)) as storage:
        for first in range(0, orders.people, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, orders.people))
            storage.transact(lambda unit, numbers=numbers: _come(unit, orders, numbers))  # type: ignore[misc]
        storage.transact(open_poll)
    print(json.dumps("filled"), flush=True)


def _come(unit: Unit, orders: Orders, numbers: range) -> None:
    now, entropy = SystemClock().now(), SystemEntropy()
    for number in numbers:
        reader, where = Reader("en", "America/Toronto"), f"c{number % COMMUNITIES}"
        profile = Profile(entropy.identifier(), Standing.MEMBER, "Jo Bench", "", reader, now, where)
        unit.profiles.add(profile)
        unit.profiles.link(Account(entropy.identifier(), profile.id, identity(number, orders.guild)))


def open_poll(unit: Unit, method: Method = Method.ONE, poll_id: str = POLL, options: int = OPTIONS) -> None:
    now = SystemClock().now()
    listed = tuple(Option(number, f"Theme {number}", f"Thème {number}") for number in range(1, options + 1))
    unit.polls.add(
        Poll(
            poll_id,
            "Next?",
            "Et puis?",
            method,
            listed,
            now + timedelta(days=1),
            "5eed",
            stage=Stage.OPEN,
            opened=now,
        )
    )
    unit.ballots.open(poll_id)
    unit.polls.opened(poll_id, unit.rolls.enrol(poll_id))


# ---- beside it


class Bare(discord.Client):
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
    async with client:
        running = asyncio.create_task(client.start(orders.token))
        await client.wait_until_ready() if client.is_ready() else await asyncio.sleep(2)
        await _served([web.post(PATH, take)])
        running.cancel()


def main() -> None:
    use_pinned_zones()
    configure_logs("error")
    orders = Orders(**json.loads(sys.argv[1]))
    if orders.kind == "filled":
        fill(orders)
        return
    if orders.api:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = orders.api, yarl.URL(orders.gateway)
    asyncio.run(bare(orders) if orders.kind == "bare" else bot(orders))


if __name__ == "__main__":
    main()
