"""The server's end of Socket Mode: docs.slack.dev/apis/events-api/using-socket-mode."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire.slack.refusals import Refused
from tests.wire.slack.workspace import APP, Workspace

CONNECTIONS = 10  # "Using multiple connections": "up to 10"


@dataclass(eq=False)
class Link:
    """One connection; `over` when it has ended."""

    socket: web.WebSocketResponse
    over: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Sockets:
    """`on_message` gets what apps say; `problems` what is wrong with it."""

    workspace: Workspace
    app_token: str
    problems: list[str]
    on_message: Callable[[Mapping[str, Any]], None] = lambda _: None
    links: list[Link] = field(default_factory=list)
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)  # for whoever waits for a new one
    refuses: int = 0  # so many tickets, although they are good
    _tickets: set[str] = field(default_factory=set)
    _turn: itertools.count[int] = field(default_factory=itertools.count)

    def ticket(self, request: web.Request, origin: str) -> str:
        """reference/methods/apps.connections.open: an app-level token, in the header, by POST."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if request.method != "POST":
            raise Refused("insecure_request")
        if not token:
            raise Refused("not_authed")
        if token != self.app_token:
            raise Refused("invalid_auth" if token.startswith("xapp-") else "not_allowed_token_type")
        ticket = self.workspace.id("k")
        self._tickets.add(ticket)
        return f"{origin}/link/?ticket={ticket}&app_id={APP}"

    async def next(self) -> Link:
        """Any of them; here they take turns. Waits for the first."""
        await asyncio.wait_for(self.connected.wait(), 10)
        return self.links[next(self._turn) % len(self.links)]

    async def link(self, request: web.Request) -> web.StreamResponse:
        """A ticket is good for one connection."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.remove(ticket)
        if self.refuses:
            self.refuses -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.links) >= CONNECTIONS:
            # github.com/slackapi/node-slack-sdk/issues/1654 shows what Slack then says
            await _disconnect(socket, "too_many_websockets")
            return socket
        await self._serve(Link(socket))
        return socket

    async def _serve(self, link: Link) -> None:
        self.links.append(link)
        await link.socket.send_json(self._hello())
        self.connected.set()
        self.changed.set()
        try:
            async for message in link.socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            self.links.remove(link)
            link.over.set()
            if not self.links:
                self.connected.clear()

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello", "num_connections": len(self.links), "connection_info": {"app_id": APP},
            "debug_info": {
                "host": "applink-1", "started": "2026-11-10 12:00:00.000", "build_number": 54,
                "approximate_connection_time": 18060,
            },
        }  # fmt: skip

    def _heard(self, written: str) -> None:
        try:
            said = json.loads(written)
        except ValueError:
            said = None
        if isinstance(said, dict):
            self.on_message(said)
        else:
            self.problems.append("said what is no object")

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Slack says that it will close, and closes."""
        for link in tuple(self.links):
            await _disconnect(link.socket, reason)

    def cut(self) -> None:
        """Without a word."""
        for link in self.links:
            if transport := link.socket._req and link.socket._req.transport:  # noqa: SLF001 - aiohttp offers no cut
                transport.abort()

    async def close(self) -> None:
        for link in tuple(self.links):
            await link.socket.close()


async def _disconnect(socket: web.WebSocketResponse, reason: str) -> None:
    await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}})
    await socket.close()
