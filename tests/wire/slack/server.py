"""The HTTP face of the loopback Slack: the Web API, response URLs, the ends of Socket Mode; recorded, and
misbehaving where a test's script says so."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.wire.slack import responses
from tests.wire.slack.arguments import JSON, arguments
from tests.wire.slack.methods import METHODS, call
from tests.wire.slack.rates import Rates
from tests.wire.slack.recording import Recording
from tests.wire.slack.refusals import MissingScope, RateLimited, Refused, Unknown
from tests.wire.slack.sockets import Sockets
from tests.wire.slack.workspace import Workspace

HOST = "127.0.0.1"
BOT_TOKEN, APP_TOKEN = "xoxb-loopback-1", "xapp-loopback-1"
# What the app was granted; a test takes away or adds what it likes (docs.slack.dev/reference/scopes).
SCOPES = (
    "commands", "chat:write", "im:write", "users:read", "groups:read", "groups:write", "channels:read",
)  # fmt: skip

Answered = tuple[dict[str, Any], int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that goes wrong: `status`, `error` or a connection that is `cut` instead of the effect; or,
    `after` the effect, the connection is cut, or with `seconds` the answer comes late."""

    status: int = 0
    cut: bool = False
    after: bool = False
    seconds: float = 0.0
    error: str = ""
    retry_after: int = 1


@dataclass
class SlackServer:
    """`problems` are what a bad client did, which the test must see. `strict`: no burst is let pass
    (docs.slack.dev/apis/web-api/rate-limits)."""

    workspace: Workspace
    scopes: tuple[str, ...] = SCOPES
    bot_tokens: set[str] = field(default_factory=lambda: {BOT_TOKEN})
    problems: list[str] = field(default_factory=list)
    recording: Recording = field(default_factory=Recording)
    strict: bool = False
    port: int = 0
    runner: web.AppRunner = field(init=False)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    lingering: asyncio.Event = field(default_factory=asyncio.Event)  # somebody waits for a late answer
    _faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def __post_init__(self) -> None:
        self.sockets = Sockets(self.workspace, APP_TOKEN, self.problems)
        self._rates = Rates(self.workspace.now)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/api/"

    @property
    def calls(self) -> list[dict[str, Any]]:
        """All that arrived, in order."""
        return self.recording.calls

    def once(self, method: str, fault: Fault) -> None:
        """The next call of this method goes wrong."""
        self._faults[method].append(fault)

    def forgives(self) -> None:
        """Whatever was still to go wrong does not."""
        self._faults.clear()

    def called(self, method: str) -> list[Any]:
        """What was given to it, in order."""
        return self.recording.given(f"/api/{method}")

    async def goes_away(self) -> None:
        """Nobody answers at its address; what was connected is not any more."""
        self.sockets.cut()
        await self.runner.sites.copy().pop().stop()
        if self.runner.server:
            await self.runner.server.shutdown(0.01)

    async def comes_back(self) -> None:
        """At the same address."""
        await web.TCPSite(self.runner, HOST, self.port).start()

    def cut_sockets(self) -> None:
        self.sockets.cut()

    # ---- the Web API

    async def api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        try:
            given, token = await arguments(request)
        except Refused as refused:
            return self._answered(request, None, ({"ok": False, "error": refused.error}, 200, {}))
        fault = self._faults[method].popleft() if self._faults[method] else None
        if fault and not fault.after:
            return await self._spoilt(request, given, fault)
        answered = self._answer(request, method, given, token)
        if fault and fault.seconds:
            await self._linger(fault.seconds)
        elif fault and request.transport:
            request.transport.abort()
        return self._answered(request, given, answered)

    async def _spoilt(self, request: web.Request, given: object, fault: Fault) -> web.StreamResponse:
        await self._linger(fault.seconds)
        if fault.cut and request.transport:
            request.transport.abort()
        status = fault.status or 200
        headers = {"Retry-After": str(fault.retry_after)} if status == 429 else {}
        return self._answered(request, given, ({"ok": False, "error": fault.error or "x"}, status, headers))

    async def _linger(self, seconds: float) -> None:
        """Or until all is over."""
        if seconds:
            self.lingering.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), seconds)

    def _answered(self, request: web.Request, given: object, answered: Answered) -> web.StreamResponse:
        answer, status, headers = answered
        self.recording.keep(request, given, status, answer)
        return web.json_response(answer, status=status, headers=headers)

    def _answer(self, request: web.Request, name: str, given: dict[str, Any], token: str) -> Answered:
        headers = {"x-oauth-scopes": ",".join(self.scopes), "x-accepted-oauth-scopes": ""}
        try:
            if name == "apps.connections.open":
                return {"ok": True, "url": self.sockets.ticket(request, f"ws://{HOST}:{self.port}")}, 200, {}
            self._check_token(token)
            done = call(self.workspace, name, self._read(request, name, given), self._granted, self._limits)
            return {"ok": True, **done}, 200, headers
        except RateLimited as limited:
            return {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(limited.seconds)}
        except MissingScope as missing:
            said = {"error": "missing_scope", "needed": missing.needed, "provided": ",".join(self.scopes)}
            return {"ok": False, **said}, 200, headers
        except Refused as refused:
            return _refusal(refused), 200, headers
        except Unknown as unknown:
            self.problems.append(f"unknown: {unknown}")
            return {"ok": False, "error": "unknown_method"}, 200, headers

    @property
    def _granted(self) -> frozenset[str]:
        return frozenset(self.scopes)

    @property
    def _limits(self) -> Rates | None:
        return self._rates if self.strict else None

    def _read(self, request: web.Request, name: str, given: dict[str, Any]) -> dict[str, Any]:
        """The arguments, if the method reads JSON (its page, "Content types")."""
        method = METHODS.get(name)
        return {} if method and not method.json and request.content_type == JSON else given

    def _check_token(self, token: str) -> None:
        """docs.slack.dev/authentication/tokens: a bot's begins with xoxb, an app's with xapp."""
        if not token:
            raise Refused("not_authed")
        if token not in self.bot_tokens:
            raise Refused("invalid_auth" if token.startswith("xoxb-") else "not_allowed_token_type")

    # ---- response URLs

    async def respond(self, request: web.Request) -> web.StreamResponse:
        given = await request.json()
        try:
            responses.respond(self.workspace, request.match_info["name"], given)
            status, answer = 200, "ok"
        except Refused as refused:
            status, answer = 404 if refused.error in {"expired_url", "used_url"} else 500, refused.error
        except Unknown as unknown:
            self.problems.append(f"response_url: {unknown}")
            status, answer = 500, "invalid_payload"
        self.recording.keep(request, given, status, answer)
        return web.Response(text=answer, status=status)


def _refusal(refused: Refused) -> dict[str, Any]:
    answer: dict[str, Any] = {"ok": False, "error": refused.error}
    return answer | ({"response_metadata": {"messages": list(refused.messages)}} if refused.messages else {})


@asynccontextmanager
async def slack_server(workspace: Workspace) -> AsyncIterator[SlackServer]:
    """On loopback, on a free port. Whatever a bad client did is raised at the end."""
    server = SlackServer(workspace)
    app = web.Application()
    app.add_routes([
        web.route("*", "/api/{method}", server.api),
        web.post("/response/{name}", server.respond),
        web.get("/link/", server.sockets.link),
    ])  # fmt: skip
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    server.runner = runner
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        server.closing.set()
        await server.sockets.close()
        await runner.cleanup()
    assert not server.problems, server.problems
