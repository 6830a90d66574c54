"""Interactions over the real library: a command that reads, a button with a durable commit, a look-up while
somebody types; beside a bot of a few lines that only answers. Each bot is a process of its own. In this one
is Discord, which here only counts: what it demands of an answer is proven by the tests.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.bench.discord_served import Orders
from tests.bench.figures import Figures, in_flight
from tests.bench.process import resident
from tests.wire.discord import ground
from tests.wire.discord.guild import BOT, GUILD, Guild, Member, Message
from tests.wire.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT
from tests.wire.discord.payloads import Interaction
from tests.wire.discord.server import API, JSON, TOKEN, DiscordServer, listening
from tests.wire.slack.server import APP_TOKEN, BOT_TOKEN, slack_server
from tests.wire.slack.workspace import Workspace
from tests.world import HeldClock

TOGETHER = 64
LONGEST = 2**26  # of a line that a process prints
QUERIES = ("c", "ca", "cal", "calgary", "saint", "mont", "vile de montreal", "first nation", "yellowknfe")
numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Served:
    """A bot in its process; `started` is in seconds, to its first answer."""

    pid: int
    started: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody does, and what has to be in the answer."""

    kind: int
    user: str
    data: dict[str, Any]
    answered: str = ""
    message: Message | None = None


class Counting:
    """A Discord that takes any first answer at once."""

    def __init__(self) -> None:
        self.guild = _guild()
        self.server = DiscordServer(self.guild)
        self.waiting: dict[str, tuple[Interaction, asyncio.Future[str]]] = {}

    async def answer(self, request: web.Request) -> web.Response:
        made, waiting = self.waiting.pop(request.match_info["token"])
        waiting.set_result(await request.text())
        shown = {"interaction": {"id": made.id, "type": made.type, "response_message_id": made.id}}
        return web.Response(body=json.dumps(shown).encode(), headers={"Content-Type": JSON})

    async def does(self, asked: Asked) -> str:
        guild = self.guild
        member = guild.members[asked.user]
        channel = guild.channels[ground.WELCOME]
        made = self.server.interactions.new(asked.kind, member, channel, asked.data, asked.message)
        waiting = asyncio.get_running_loop().create_future()
        self.waiting[made.token] = made, waiting
        self.server.interactions.all.clear()
        await self.server.gateway.dispatch("INTERACTION_CREATE", self.server.interactions.payload(made))
        if asked.answered not in (answer := await waiting):
            raise AssertionError(answer)
        for session in self.server.gateway.sessions:
            session.sent.clear()
        return str(answer)


def _guild() -> Guild:
    return ground.guild(HeldClock())


def measured(folder: Path, many: int, memory: int) -> Iterator[str]:
    """At one and at 64 in flight, after a warm-up."""
    yield from asyncio.run(_measured(folder, many, memory))


async def _measured(folder: Path, many: int, memory: int) -> list[str]:
    async with counting() as place, slack_server(Workspace(time.time)) as slack:
        bare = Orders(
            "bare", api=place.server.api, gateway=place.server.gateway.url, token=TOKEN, guild=GUILD
        )
        real = replace(bare, kind="bot", url=f"sqlite:///{folder / 'discord.db'}", key=os.urandom(32).hex())
        keys = iter(await told(replace(real, kind="filled", people=5 * many)))
        async with served(bare, place):
            beside = [await _each("bare", place, many, together) for together in (1, TOGETHER)]
        async with served(real, place) as bot:
            ours = [await _each("Discord", place, many, together, keys) for together in (1, TOGETHER)]
            grown = await _memory(place, bot, memory)
        both = replace(real, slack=slack.url, slack_tokens=(BOT_TOKEN, APP_TOKEN))
        async with served(both, place) as resting:
            rest = f"{'Slack and Discord, both at rest':44} {resident(resting.pid):26,.0f} MiB resident"
    started = f"{'Discord: from its start to the first answer':44} {bot.started * 1000:26,.0f} ms"
    pairs = zip(chain(*beside), chain(*ours), strict=True)
    return [*(line for one, our in pairs for line in (one.line(), our.line(one))), started, grown, rest]


async def _each(
    name: str, place: Counting, many: int, together: int, keys: Iterator[Sequence[str]] | None = None
) -> list[Figures]:
    many *= 1 if together == 1 else 4
    people = [next(keys) if keys else (ground.ANA, "x:y:0") for _ in range(many)]
    await in_flight("", together, [_status() for _ in range(200)], place.does)
    return [
        await in_flight(f"{name}: /peer status", together, [_status() for _ in range(many)], place.does),
        await in_flight(
            f"{name}: a button, durable", together, [_press(place, *one) for one in people], place.does
        ),
        await in_flight(f"{name}: autocomplete", together, [_look_up() for _ in range(many)], place.does),
    ]


async def _memory(place: Counting, bot: Served, many: int) -> str:
    await in_flight("", TOGETHER, [_status() for _ in range(2000)], place.does)
    before = resident(bot.pid)
    for _ in range(max(1, many // 5000)):
        await in_flight("", TOGETHER, [_status() for _ in range(min(many, 5000))], place.does)
    after = resident(bot.pid)
    return (
        f"{f'Discord: after {many:,} interactions more':44} {after:26,.0f} MiB   {before:.0f} MiB before   "
        f"{after / before:.2f} of it"
    )


# ---- what people do


def _status() -> Asked:
    return Asked(COMMAND, ground.ANA, _command("status"))


def _look_up() -> Asked:
    typed = QUERIES[next(numbers) % len(QUERIES)]
    option = {"name": "community", "type": 3, "value": typed, "focused": True}
    return Asked(AUTOCOMPLETE, ground.ANA, _command("join", option), '"choices"')


def _command(name: str, *options: dict[str, Any]) -> dict[str, Any]:
    inner = {"name": name, "type": 1, "options": list(options)}
    return {"id": "1", "name": "peer", "type": 1, "options": [inner]}


def _press(place: Counting, user: str, key: str) -> Asked:
    """Below a message that only they see."""
    place.guild.members.setdefault(user, Member(user, "Jo Bench"))
    message = Message(place.guild.snowflake(), ground.WELCOME, BOT, 0.0, "?", reader=user, flags=64)
    return Asked(COMPONENT, user, {"custom_id": key, "component_type": 2}, message=message)


# ---- the two sides


@asynccontextmanager
async def counting() -> AsyncIterator[Counting]:
    place = Counting()
    quick = web.post(f"{API}/interactions/{{id}}/{{token}}/callback", place.answer)
    async with listening(place.server, quick):
        yield place


@asynccontextmanager
async def served(orders: Orders, place: Counting) -> AsyncIterator[Served]:
    began = time.perf_counter()
    async with process(orders) as running:
        await _line(running)
        await place.does(_status())
        yield Served(running.pid, time.perf_counter() - began)


async def told(orders: Orders) -> Any:  # noqa: ANN401 - JSON
    async with process(orders) as running:
        return await _line(running)


@asynccontextmanager
async def process(orders: Orders) -> AsyncIterator[asyncio.subprocess.Process]:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.discord_served", json.dumps(asdict(orders)),
        stdin=PIPE, stdout=PIPE, limit=LONGEST,
    )  # fmt: skip
    try:
        yield running
    finally:
        assert running.stdin
        running.stdin.close()
        await running.wait()


async def _line(running: asyncio.subprocess.Process) -> Any:  # noqa: ANN401 - JSON
    assert running.stdout
    return json.loads(await running.stdout.readline())
