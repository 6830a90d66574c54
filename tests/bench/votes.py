"""A storm of votes, half of it over Slack's HTTP and half over Discord at once: each press is answered once
its ballot is durable, a tenth of them are second presses, and in the end the box holds every ballot once.
Beside it bare apps that only acknowledge. Whoever takes votes is a process of its own; the others are here.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from aiohttp import web

from adapters.zones import use_pinned_zones
from bot.chat import Identity
from tests.bench.discord import Asked, Counting, counting
from tests.bench.figures import Figures, in_flight
from tests.bench.slack import signed
from tests.bench.voters import OPTIONS, POLL, Orders, identity, opened
from tests.databases import DURABLE, running_postgres
from tests.wire.discord import ground
from tests.wire.discord.guild import BOT, GUILD, Member, Message
from tests.wire.discord.interactions import COMPONENT
from tests.wire.discord.server import TOKEN
from tests.wire.slack.server import HOST, SlackServer
from tests.wire.slack.workspace import TEAM, Workspace

TOGETHER = 64
TWICE = 0.1  # of them press a second time
PRESSED, DONE = "Your ballot is in the box", "done"
LATER = '"type":6'  # Discord shows that it takes longer; the answer comes by another way
numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Vote:
    who: Identity
    option: int


def votes(people: int) -> list[Vote]:
    """Everybody's, and a tenth of them again, in any order."""
    chance = random.Random(people)  # noqa: S311 - not a secret
    first = [Vote(identity(number, GUILD), 1 + number % OPTIONS) for number in range(people)]
    every = first + chance.sample(first, int(people * TWICE))
    chance.shuffle(every)
    return every


class Crowd:
    """Slack and Discord, and all who press there."""

    def __init__(self, discord: Counting, slack: SlackServer) -> None:
        self.discord, self.slack = discord, slack
        self.port, self.bare, self.put_off = 0, False, 0
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._waiting: dict[str, asyncio.Future[str]] = {}

    async def votes(self, vote: Vote) -> None:
        await (self._on_slack(vote) if vote.who.platform == "slack" else self._on_discord(vote))

    async def _on_discord(self, vote: Vote) -> None:
        guild = self.discord.guild
        guild.members.setdefault(vote.who.user, Member(vote.who.user, "Jo Bench"))
        message = Message(guild.snowflake(), ground.WELCOME, BOT, 0.0, "?", reader=vote.who.user, flags=64)
        data = {"custom_id": f"polls.vote:{POLL}:{vote.option}", "component_type": 2}
        answer = await self.discord.does(Asked(COMPONENT, vote.who.user, data, '"type"', message))
        if (DONE if self.bare else PRESSED) not in answer:
            if LATER not in answer:
                raise AssertionError(answer)
            self.put_off += 1

    async def _on_slack(self, vote: Vote) -> None:
        """The bare app acknowledges; from the bot the confirmation is waited for, where it is shown."""
        token = str(next(numbers))
        self._waiting[token] = shown = asyncio.get_running_loop().create_future()
        await self._post(signed({"payload": json.dumps(self._press(vote, token))}))
        if self.bare:
            del self._waiting[token]
        elif PRESSED not in (said := await shown):
            raise AssertionError(said)

    def _press(self, vote: Vote, token: str) -> dict[str, object]:
        return {
            "type": "block_actions", "team": {"id": TEAM}, "user": {"id": vote.who.user, "team_id": TEAM},
            "container": {"type": "message", "channel_id": "C0MEMBERS", "is_ephemeral": True},
            "channel": {"id": "C0MEMBERS", "name": "privategroup"}, "trigger_id": f"{token}.{time.time()}",
            "response_url": f"http://{HOST}:{self.slack.port}/response/{token}",
            "actions": [{"type": "button", "block_id": "b", "action_id": f"polls.vote:{POLL}:{vote.option}"}],
        }  # fmt: skip

    async def responded(self, request: web.Request) -> web.Response:
        self._waiting.pop(request.match_info["token"]).set_result(await request.text())
        return web.Response(text="ok")

    async def _post(self, sent: bytes) -> None:
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(HOST, self.port)
        writer.write(sent)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        if not head.startswith(b"HTTP/1.1 200"):
            raise AssertionError(head)
        self._idle.append((reader, writer))

    def hang_up(self) -> None:
        while self._idle:
            self._idle.pop()[1].close()


async def at_their_moments(name: str, rate: float, every: Sequence[Vote], crowd: Crowd) -> Figures:
    """So many a second, whatever becomes of those before: each takes from when it was due to its answer."""
    loop, each, over = asyncio.get_running_loop(), list[float](), asyncio.Event()
    began, running = time.perf_counter(), list[asyncio.Task[None]]()

    async def one(vote: Vote, due: float) -> None:
        await crowd.votes(vote)
        each.append((time.perf_counter() - began - due) * 1000)

    def begin(vote: Vote, due: float) -> None:
        running.append(loop.create_task(one(vote, due)))

    for number, vote in enumerate(every):
        loop.call_later(number / rate, begin, vote, number / rate)
    loop.call_later(len(every) / rate, over.set)
    await over.wait()
    await asyncio.gather(*running)
    return Figures(name, int(rate), each, time.perf_counter() - began)


# ---- the two sides


@asynccontextmanager
async def crowd() -> AsyncIterator[Crowd]:
    async with counting() as discord:
        slack = SlackServer(Workspace(time.time))
        made = Crowd(discord, slack)
        app = web.Application()
        app.add_routes([
            web.route("*", "/api/{method}", slack.api), web.post("/response/{token}", made.responded),
        ])  # fmt: skip
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        await web.TCPSite(runner, HOST, 0).start()
        slack.port = int(runner.addresses[0][1])
        try:
            yield made
        finally:
            made.hang_up()
            await runner.cleanup()


@asynccontextmanager
async def process(orders: Orders) -> AsyncIterator[int]:
    """Until it is ready; its port."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.votes_served", json.dumps(asdict(orders)), stdin=PIPE, stdout=PIPE
    )
    assert running.stdin
    assert running.stdout
    try:
        said = json.loads(await running.stdout.readline())
        yield said if isinstance(said, int) else 0
    finally:
        running.stdin.close()
        await running.wait()


def counted(orders: Orders) -> Counter[int]:
    """What is in the box: each option's ballots."""
    with closing(opened(orders)) as storage:
        ballots = storage.transact(lambda unit: unit.ballots.take_out(POLL))
    return Counter(option for ballot in ballots for option in ballot.choice)


def must_hold_each_once(orders: Orders) -> None:
    wanted = Counter(1 + number % OPTIONS for number in range(orders.people))
    if (found := counted(orders)) != wanted:
        raise AssertionError((found, wanted))


# ---- the figures


def measured(folder: Path, postgres: Sequence[str], people: int, *, seconds: float) -> Iterator[str]:
    """As fast as it goes and spread over `seconds`, on SQLite, and on PostgreSQL with two processes. Of these
    `postgres` are two databases, empty."""
    lines = _measured(folder, postgres, people, seconds)
    with asyncio.Runner() as runner:
        while line := runner.run(_next(lines)):
            yield line


async def _next(lines: AsyncGenerator[str]) -> str:
    return await anext(lines, "")


async def _measured(
    folder: Path, postgres: Sequence[str], people: int, seconds: float
) -> AsyncGenerator[str]:
    async with crowd() as made:
        for number in range(0, people, 2):
            made.slack.workspace.add_user(f"U{number}", "Jo Bench")
        place = made.discord.server
        wired = Orders(
            "bare", people=people, api=place.api, gateway=place.gateway.url, token=TOKEN, guild=GUILD,
            slack=made.slack.url,
        )  # fmt: skip
        bare = await _bare(made, wired)
        yield bare.line()
        for spread in (0.0, seconds):
            files = f"sqlite:///{folder / f'votes-{spread:.0f}.db'}"
            for name, url in (("SQLite", files), ("PostgreSQL, two processes", postgres[spread > 0])):
                orders = replace(wired, url=url, key=os.urandom(32).hex())
                yield await _storm(name, made, orders, bare, spread)


async def _bare(made: Crowd, orders: Orders) -> Figures:
    made.bare = True
    async with process(orders) as made.port:
        await in_flight("", TOGETHER, votes(200), made.votes)
        figures = await in_flight(
            "bare Bolt and discord.py: a vote", TOGETHER, votes(orders.people), made.votes
        )
    made.hang_up()
    made.bare = False
    return figures


async def _storm(name: str, made: Crowd, orders: Orders, bare: Figures, spread: float) -> str:
    async with process(replace(orders, kind="filled")):
        pass
    real = replace(orders, kind="bot")
    both = [real]
    if not orders.url.startswith("sqlite"):
        both = [replace(real, api="", gateway=""), replace(real, slack="")]
    async with AsyncExitStack() as stack:
        ports = [await stack.enter_async_context(process(each)) for each in both]
        made.port = ports[0]
        await in_flight("", TOGETHER, votes(orders.people), made.votes)  # whoever votes was seen before
        every = votes(orders.people)
        if spread:
            rate = len(every) / spread
            figures = await at_their_moments(f"{name}: votes a second", rate, every, made)
        else:
            figures = await in_flight(f"{name}: votes, durable", TOGETHER, every, made.votes)
        made.hang_up()
    must_hold_each_once(orders)
    longest = f"   longest {max(figures.each):,.0f} ms, put off {made.put_off}"
    made.put_off = 0
    return (figures.line() if spread else figures.line(bare)) + longest


def on_its_own(people: int) -> None:
    """`python -m tests.bench.votes PEOPLE`"""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_postgres(DURABLE))
        databases = [stack.enter_context(server.new_database()) for _ in range(2)]
        for line in measured(folder, databases, people, seconds=people * 60 / 10_000):
            print(line, flush=True)


if __name__ == "__main__":
    use_pinned_zones()
    on_its_own(int(sys.argv[1]) if sys.argv[1:] else 10_000)
