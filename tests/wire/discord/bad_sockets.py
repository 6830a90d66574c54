"""Clients of the gateway that write their own payloads: right ones, and any others."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.wire.discord.bad_clients import Alone
from tests.wire.discord.server import TOKEN

Json = dict[str, Any]
PROPERTIES = {"os": "linux", "browser": "bad", "device": "bad"}


@dataclass
class Client:
    socket: aiohttp.ClientWebSocketResponse
    inflate: Any = field(default_factory=zlib.decompressobj)

    async def hears(self) -> Json:
        message = await self.socket.receive(timeout=5)
        if message.type is aiohttp.WSMsgType.BINARY:
            return dict(json.loads(self.inflate.decompress(message.data)))
        assert message.type is aiohttp.WSMsgType.TEXT, message
        return dict(json.loads(message.data))

    async def says(self, op: int, data: object = None) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def closed(self) -> int | None:
        """With which code; what is said before does not matter."""
        while (await self.socket.receive(timeout=5)).type is not aiohttp.WSMsgType.CLOSE:
            pass
        return self.socket.close_code

    async def identifies(self, **more: object) -> Json:
        """What READY says."""
        await self.says(2, {"token": TOKEN, "intents": 1, "properties": PROPERTIES, **more})
        ready = await self.hears()
        assert ready["t"] == "READY"
        return dict(ready["d"])


@asynccontextmanager
async def connected(quiet: Alone, url: str = "", **query: str) -> AsyncIterator[Client]:
    """After HELLO."""
    query = {"v": "10", "encoding": "json", **query}
    address = url or quiet.server.gateway.url
    async with quiet.session.ws_connect(address, params=query, max_msg_size=0) as socket:
        client = Client(socket)
        if query["v"] == "10":
            assert (await client.hears())["op"] == 10
        yield client


def identity(**more: object) -> Mapping[str, object]:
    return {"token": TOKEN, "intents": 1, "properties": PROPERTIES, **more}
