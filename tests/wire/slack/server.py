"""The HTTP face of the loopback Slack: the Web API, response URLs, the ends of Socket Mode; recorded, and
misbehaving where a test's script says so."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire.slack.blocks import Json
from tests.wire.slack.methods import Unknown, call, content
from tests.wire.slack.refusals import RateLimited, Refused
from tests.wire.slack.workspace import BOT, Message, Workspace

HOST = "127.0.0.1"
BOT_TOKEN, APP_TOKEN = "xoxb-loopback-1", "xapp-loopback-1"
# What the app was granted; a test takes away or adds what it likes (docs.slack.dev/reference/scopes).
SCOPES = (
    "commands", "chat:write", "im:write", "users:read", "groups:read", "groups:write", "channels:read",
    "team:read",
)  # fmt: skip
CONNECTIONS = 10  # docs.slack.dev/apis/events-api/using-socket-mode: "up to 10"


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that goes wrong: `status` instead of the effect; or, `after` the effect, the connection is
    cut (`status` 0) or the answer comes late."""

    status: int = 0
    after: bool = False
    seconds: float = 0.0
    error: str = ""
    retry_after: int = 1


@dataclass
class SlackServer:
    """`calls` are all that arrived, in order; `problems` what a bad client did, which the test must see."""

    workspace: Workspace
    scopes: tuple[str, ...] = SCOPES
    bot_tokens: set[str] = field(default_factory=lambda: {BOT_TOKEN})
    calls: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    on_socket_message: Callable[[Mapping[str, Any]], None] = lambda _: None
    port: int = 0
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    _faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _tickets: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/api/"

    def once(self, method: str, fault: Fault) -> None:
        """The next call of this method goes wrong."""
        self._faults[method].append(fault)

    def forgives(self) -> None:
        """Whatever was still to go wrong does not."""
        self._faults.clear()

    def called(self, method: str) -> list[Any]:
        """What was given to it, in order."""
        return [each["json"] for each in self.calls if each["path"] == f"/api/{method}"]

    def cut_sockets(self) -> None:
        for socket in self.sockets:
            if transport := socket._req and socket._req.transport:  # noqa: SLF001 - aiohttp offers no cut
                transport.abort()

    # ---- the Web API

    async def api(self, request: web.Request) -> web.StreamResponse:
        method, arguments = request.match_info["method"], await _arguments(request)
        fault = self._faults[method].popleft() if self._faults[method] else None
        if fault and not fault.after:
            status = fault.status or 200
            self._record(request, arguments, status, {"ok": False, "error": fault.error})
            headers = {"Retry-After": str(fault.retry_after)} if status == 429 else {}
            await self._linger(fault.seconds)
            return web.json_response(
                {"ok": False, "error": fault.error or "x"}, status=status, headers=headers
            )
        answer, status, headers = self._answer(request, method, arguments)
        self._record(request, arguments, status, answer)
        if fault and fault.seconds:
            await self._linger(fault.seconds)
        elif fault and request.transport:
            request.transport.abort()
        return web.json_response(answer, status=status, headers=headers)

    async def _linger(self, seconds: float) -> None:
        """Or until all is over."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), seconds)

    def _answer(
        self, request: web.Request, method: str, arguments: dict[str, Any]
    ) -> tuple[dict[str, Any], int, dict[str, str]]:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        headers = {"x-oauth-scopes": ",".join(self.scopes), "x-accepted-oauth-scopes": ""}
        try:
            if method == "apps.connections.open":
                return {"ok": True, "url": self._ticket(token)}, 200, {}
            self._check_token(token)
            done = call(self.workspace, method, arguments, frozenset(self.scopes))
            return {"ok": True, **done}, 200, headers
        except RateLimited as limited:
            return {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(limited.seconds)}
        except Refused as refused:
            return _refusal(refused), 200, headers
        except Unknown as unknown:
            self.problems.append(f"unknown: {unknown}")
            return {"ok": False, "error": "unknown_method"}, 200, headers

    def _check_token(self, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token not in self.bot_tokens:
            raise Refused("invalid_auth" if token.startswith("xoxb-") else "not_allowed_token_type")

    def _record(self, request: web.Request, given: object, status: int, answer: object) -> None:
        line = {
            "platform": "slack", "method": request.method, "path": request.path, "json": given,
            "status": status, "response": answer,
        }  # fmt: skip
        self.calls.append(line)
        if file := os.environ.get("WIRE_RECORD"):
            with Path(file).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    # ---- response URLs (docs.slack.dev/interactivity/handling-user-interaction#message_responses)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        given = await request.json()
        try:
            self._respond(request.match_info["name"], given)
            status, answer = 200, "ok"
        except Refused as refused:
            status, answer = 404 if refused.error in {"expired_url", "used_url"} else 500, refused.error
        self._record(request, given, status, answer)
        return web.Response(text=answer, status=status)

    def _respond(self, name: str, given: dict[str, Any]) -> None:
        permission = self.workspace.responses.get(name)
        if permission is None or self.workspace.now() > permission.until:
            raise Refused("expired_url")
        if not permission.left:
            raise Refused("used_url")
        if unknown := given.keys() - RESPONSE:
            self.problems.append(f"response_url: {sorted(unknown)}")
            raise Refused("invalid_payload")
        permission.left -= 1
        channel, origin = self.workspace.channels[permission.channel], permission.message
        if given.get("delete_original") and origin:
            channel.messages.remove(origin)
            return
        text, blocks = content(given)
        if given.get("replace_original") and origin:
            origin.text, origin.blocks = text, blocks
            return
        self.show(permission.user, channel.id, given.get("response_type", "ephemeral"), text, blocks)

    def show(self, user: str, channel_id: str, response_type: str, text: str, blocks: list[Json]) -> Message:
        """An answer: for everybody in the room only when it says so, and else for one alone."""
        if response_type not in {"ephemeral", "in_channel"}:
            raise Refused("invalid_response_type")
        reader = user if response_type == "ephemeral" else ""
        message = Message(self.workspace.ts(), BOT, text, blocks, reader)
        self.workspace.channels[channel_id].messages.append(message)
        return message

    # ---- Socket Mode

    def _ticket(self, token: str) -> str:
        if token != APP_TOKEN:
            raise Refused("invalid_auth" if token.startswith("xapp-") else "not_allowed_token_type")
        ticket = self.workspace.id("k")
        self._tickets.add(ticket)
        return f"ws://{HOST}:{self.port}/link/?ticket={ticket}"

    async def link(self, request: web.Request) -> web.StreamResponse:
        """A ticket is good for one connection."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.remove(ticket)
        if len(self.sockets) >= CONNECTIONS:
            return web.Response(status=409)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
        self.connected.set()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self.on_socket_message(json.loads(message.data))
        finally:
            self.sockets.remove(socket)
            if not self.sockets:
                self.connected.clear()
        return socket


RESPONSE = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "unfurl_links",
    "unfurl_media",
}


async def _arguments(request: web.Request) -> dict[str, Any]:
    """By query, by form or as JSON (docs.slack.dev/apis/web-api/#basics); structures in forms are JSON."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json()
    elif request.can_read_body:
        given |= {name: str(value) for name, value in (await request.post()).items()}
        for name in {"blocks", "view"} & given.keys():
            given[name] = json.loads(given[name])
    given.pop("token", None)
    return given


def _refusal(refused: Refused) -> dict[str, Any]:
    answer: dict[str, Any] = {"ok": False, "error": refused.error}
    if refused.error == "missing_scope":
        return answer | {"needed": refused.messages[0]}
    return answer | ({"response_metadata": {"messages": list(refused.messages)}} if refused.messages else {})


@asynccontextmanager
async def slack_server(workspace: Workspace) -> AsyncIterator[SlackServer]:
    """On loopback, on a free port. Whatever a bad client did is raised at the end."""
    server = SlackServer(workspace)
    app = web.Application()
    app.add_routes([
        web.route("*", "/api/{method}", server.api),
        web.post("/response/{name}", server.respond),
        web.get("/link/", server.link),
    ])  # fmt: skip
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        server.closing.set()
        for socket in tuple(server.sockets):
            await socket.close()
        await runner.cleanup()
    assert not server.problems, server.problems
