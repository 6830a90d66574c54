"""`python -m tests.bench.discord_served JSON`: one bot on the real library, in a process of its own, until
its standard input ends; it prints a line of JSON when it is ready. What it is, `Orders` says. It imports
nothing that `peerbot run` would not hold in its memory.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.clock import SystemClock, SystemEntropy
from adapters.discord.lifecycle import Discord, DiscordOptions
from adapters.logs import configure_logs
from adapters.slack.lifecycle import Slack, SlackOptions
from adapters.wiring import Bot, put_together, spare_collections
from adapters.words import Words
from adapters.zones import use_pinned_zones
from bot.app import App
from bot.chat import Identity, Named, Person, Reader, Role, Room, Submission
from bot.communities.importing import Declared
from bot.deliveries import Letter
from bot.network import Network
from storage.engine import Storage, open_storage

FIRST_PERSON = 910_000_000_000_000_000
NETWORK = Network(Named("Bench", "Banc"), platforms=("discord",))
ROOMS = {Room.COORDINATORS: "900000000000000103", Room.MEMBERS: "900000000000000102"}
ROLES = {Role.MEMBER: "900000000000000201", Role.COORDINATOR: "900000000000000203"}
SLACK_ROOMS = {Room.COORDINATORS: "C0COORD", Room.MEMBERS: "C0MEMBERS"}


@dataclass(frozen=True, slots=True)
class Orders:
    """`kind`: `bare` is a bot of a few lines that only answers, `filled` writes the database and ends, `bot`
    is the real one, with Slack beside it when there is an address for that. `key` opens the database."""

    kind: str
    url: str = ""
    key: str = ""
    people: int = 0
    api: str = ""
    gateway: str = ""
    token: str = ""
    guild: str = ""
    slack: str = ""
    slack_tokens: tuple[str, str] = ("", "")


def told(about: object) -> None:
    print(json.dumps(about), flush=True)


class Bare(discord.Client):
    async def on_ready(self) -> None:
        told("ready")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        response = interaction.response
        if interaction.type is discord.InteractionType.autocomplete:
            await response.autocomplete([discord.app_commands.Choice(name="Calgary", value="calgary")])
        elif interaction.type is discord.InteractionType.component:
            await response.edit_message(content="done")
        else:
            await response.send_message("all is well", ephemeral=True)


async def bare(orders: Orders) -> None:
    client = Bare(
        intents=discord.Intents(guilds=True),
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        allowed_mentions=discord.AllowedMentions.none(),
    )
    async with client:
        running = asyncio.create_task(client.start(orders.token))
        await asyncio.to_thread(sys.stdin.read)
        running.cancel()


# ---- the real one


class NoMail:
    """Nothing is delivered while figures are taken."""

    async def send(self, letter: Letter) -> None:
        raise AssertionError(letter.key)


def _whole(orders: Orders, storage: Storage, platforms: Sequence[Discord | Slack]) -> Bot:
    bot = put_together(NETWORK, storage, SystemClock(), SystemEntropy(), platforms, NoMail())
    bot.world.limits.lift()
    return bot


async def bot(orders: Orders) -> None:
    """As `peerbot run` puts it together."""
    with closing(_open(orders)) as storage:
        platforms: list[Discord | Slack] = [_discord(orders)]
        if orders.slack:
            platforms.append(_slack(orders))
        whole = _whole(orders, storage, platforms)
        spare_collections()
        stopping = asyncio.Event()
        running = [asyncio.create_task(each.run(whole.door, stopping)) for each in platforms]
        for each in platforms:
            await each.ready.wait()
        await _connected(platforms)
        told("ready")
        await asyncio.to_thread(sys.stdin.read)
        stopping.set()
        await asyncio.wait(running)


async def _connected(platforms: Sequence[Discord | Slack]) -> None:
    for each in platforms:
        if isinstance(each, Discord) and each.gateway:
            await each.gateway.ready.wait()


def _discord(orders: Orders) -> Discord:
    options = DiscordOptions(orders.token, orders.guild, ROOMS, ROLES, "bench")
    return Discord(options, Words.load(), NETWORK)


def _slack(orders: Orders) -> Slack:
    bot_token, app_token = orders.slack_tokens
    options = SlackOptions(bot_token, SLACK_ROOMS, app_token=app_token, api_url=orders.slack)
    return Slack(options, Words.load(), NETWORK)


def _open(orders: Orders) -> Storage:
    return open_storage(orders.url, bytes.fromhex(orders.key), SystemEntropy(), SystemClock())


# ---- what is in its database


def filled(orders: Orders) -> list[tuple[str, str]]:
    """A registry, and people who have asked: each with the key of a button that sends the code once more."""
    from bot.communities import importing  # noqa: PLC0415 - a running bot does not hold these
    from storage.migrations import migrate  # noqa: PLC0415

    migrate(orders.url)
    with closing(_open(orders)) as storage:
        app = _whole(orders, storage, ()).app
        app.operate(lambda turn: importing.take_in(turn, _registry()))
        return [_asked(app, storage, orders.guild, number) for number in range(orders.people)]


def _registry() -> Declared:
    from adapters.addresses import LibraryAddresses  # noqa: PLC0415
    from adapters.registry_file import read_registry  # noqa: PLC0415
    from tests.bench.communities import generated  # noqa: PLC0415
    from tests.public_data import PUBLIC_LIST  # noqa: PLC0415

    table = PUBLIC_LIST.read_bytes() if PUBLIC_LIST.exists() else generated()
    read = read_registry(table, LibraryAddresses(), date.max)
    return Declared(read.columns, read.communities, read.listed)


def _asked(app: App, storage: Storage, guild: str, number: int) -> tuple[str, str]:
    from tests.bench.events import must_be_taken  # noqa: PLC0415

    user = str(FIRST_PERSON + number)
    person = Person(Identity("discord", guild, user), "Jo Bench", Reader("en", "America/Toronto"))
    values = {
        "name": "Jo Bench", "email": f"jo.bench{number}@calgary.ca", "community": "community:4806016",
        "role": "staff", "line": "What others learned",
    }  # fmt: skip
    must_be_taken(app.handle(Submission("joining.submit", "new", 0, values, person)))
    profile = storage.transact(lambda unit: unit.profiles.of(person.identity))
    assert profile
    request = storage.transact(lambda unit: unit.requests.open_of(profile.id))
    assert request
    return user, f"joining.resend:{request.id}:{request.revision}"


def main() -> None:
    use_pinned_zones()
    configure_logs("error")
    orders = Orders(**json.loads(sys.argv[1]))
    if orders.kind == "filled":
        told(filled(orders))
        return
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = orders.api, yarl.URL(orders.gateway)
    asyncio.run(bare(orders) if orders.kind == "bare" else bot(orders))


if __name__ == "__main__":
    main()
