"""The loopback Discord alone, and clients of whom it expects nothing good; our adapter is none of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp

from tests.wire.discord.ground import WELCOME, guild, people
from tests.wire.discord.guild import APP, Guild, Message
from tests.wire.discord.interactions import COMMAND
from tests.wire.discord.payloads import Interaction
from tests.wire.discord.people import Somebody
from tests.wire.discord.server import TOKEN, DiscordServer, discord_server
from tests.world import HeldClock

Json = dict[str, Any]
AGENT = "DiscordBot (https://example.org, 1.0)"
ROOM = f"/channels/{WELCOME}/messages"


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: Any
    headers: Mapping[str, str] = field(repr=False)

    @property
    def said(self) -> str:
        """The code, where it is wrong, and why."""
        return " ".join(map(str, [self.status, self.body["code"], self.body["message"], *_errors(self.body)]))


def _errors(body: Mapping[str, Any]) -> Iterator[str]:
    def walk(tree: Mapping[str, Any], path: str) -> Iterator[str]:
        for name, inner in tree.items():
            if name == "_errors":
                yield from (f"{path.strip('.')}: {each['code']}: {each['message']}" for each in inner)
            else:
                yield from walk(inner, f"{path}.{name}")

    return walk(body.get("errors", {}), "")


@dataclass
class Alone:
    """With the people of the ground, and nobody who answers them but the test."""

    server: DiscordServer
    clock: HeldClock
    session: aiohttp.ClientSession
    people: dict[str, Somebody]

    @property
    def guild(self) -> Guild:
        return self.server.guild

    async def call(
        self,
        method: str,
        path: str,
        json: object = None,
        *,
        token: str = f"Bot {TOKEN}",
        agent: str = AGENT,
        **query: str,
    ) -> Reply:
        headers = {"User-Agent": agent, **({"Authorization": token} if token else {})}
        url = self.server.api + path
        async with self.session.request(method, url, headers=headers, params=query, json=json) as response:
            body = await response.json() if response.status not in {204, 500} else None
            return Reply(response.status, body, response.headers)

    async def well(self, method: str, path: str, json: object = None, **query: str) -> Any:  # noqa: ANN401 - JSON
        reply = await self.call(method, path, json, **query)
        assert reply.status in {200, 204}, reply.said
        return reply.body

    async def refused(self, method: str, path: str, json: object = None, **query: str) -> str:
        reply = await self.call(method, path, json, **query)
        assert reply.status >= 400, f"{method} {path} was let pass: {reply}"
        return reply.said

    async def post(self, **content: object) -> Json:
        posted: Json = await self.well("POST", ROOM, content)
        return posted

    async def post_refused(self, **content: object) -> str:
        return await self.refused("POST", ROOM, content)

    # ---- interactions

    def begins(self, kind: int = COMMAND, message: Message | None = None, name: str = "ana") -> Interaction:
        """Somebody does something; nothing is sent anywhere."""
        who = self.people[name]
        channel = self.guild.channels[message.channel] if message else who.channel
        return self.server.interactions.new(kind, who.member, channel, {}, message)

    async def answer(self, made: Interaction, kind: int, data: Json | None = None, **query: str) -> Reply:
        body = {"type": kind, **({} if data is None else {"data": data})}
        path = f"/interactions/{made.id}/{made.token}/callback"
        return await self.call("POST", path, body, token="", **query)

    async def after(self, made: Interaction, method: str, end: str = "", json: object = None) -> Reply:
        """By its token."""
        return await self.call(method, f"/webhooks/{APP}/{made.token}{end}", json, token="")

    # ---- time, and what went wrong

    def pass_time(self, seconds: float) -> None:
        self.clock.push(timedelta(seconds=seconds))

    def faults(self) -> list[str]:
        """What a test expects to be said against a client, and takes away."""
        found = list(self.server.problems)
        self.server.problems.clear()
        return found

    def newest(self) -> Message:
        return self.guild.channels[WELCOME].messages[-1]


@asynccontextmanager
async def alone() -> AsyncIterator[Alone]:
    clock = HeldClock()
    async with discord_server(guild(clock)) as server, aiohttp.ClientSession() as session:
        yield Alone(server, clock, session, people(server))
