"""The loopback Discord on one port: the HTTP API and the gateway; recorded, and misbehaving where a test's
script says so. docs.discord.com/developers/reference, docs.discord.com/developers/topics/rate-limits"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.wire.discord.gateway import Gateway
from tests.wire.discord.guild import Guild
from tests.wire.discord.interactions import Interactions
from tests.wire.discord.limited import Limited, limited_headers, limited_json
from tests.wire.discord.rates import Rates
from tests.wire.discord.recording import Recording
from tests.wire.discord.refusals import INVALID_JSON, NETWORK_ERROR, UNAUTHORIZED, Refused, Unknown
from tests.wire.discord.rest import Rest
from tests.wire.discord.routes import Route

HOST, API = "127.0.0.1", "/api/v10"
TOKEN = "OTAwMDAwMDAwMDAwMDAwMDEw.loopback.discord"
JSON = "application/json"  # exactly: discord.py reads nothing else as JSON
CONTENT_TYPE = {"code": "CONTENT_TYPE_INVALID", "message": "Expected Content-Type: application/json."}
AGENT = re.compile(r"DiscordBot \([^,]+,? [^)]+\).*")

Answered = tuple[Any, int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that goes wrong: `status` with Discord's own `code`, or a connection that is `cut`, instead
    of the effect or `after` it; with `seconds` it comes late. 429 says `retry_after`, and `via` whom it came.
    A `page` is said by what stands before Discord."""

    status: int = 0
    code: int = 0
    cut: bool = False
    after: bool = False
    seconds: float = 0.0
    retry_after: float = 0.1
    via: bool = True
    everywhere: bool = False
    page: bool = False

    def answer(self) -> Answered:
        if self.page:
            return "<html>Access denied</html>", self.status, {}
        if self.status != 429:
            return {"message": f"{self.status}: it went wrong", "code": self.code}, self.status, {}
        scope = "global" if self.everywhere else "user"
        said = limited_json(self.retry_after, everywhere=self.everywhere)
        return said, 429, limited_headers(self.retry_after, scope, via=self.via)


@dataclass
class DiscordServer:
    """`problems` are what a bad client did, which the test must see. `strict`: limits of rates are kept."""

    guild: Guild
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    problems: list[str] = field(default_factory=list)
    recording: Recording = field(default_factory=Recording)
    port: int = 0
    runner: web.AppRunner = field(init=False)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    lingering: asyncio.Event = field(default_factory=asyncio.Event)  # somebody waits for a late answer
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _faults: list[tuple[str, deque[Fault]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.interactions = Interactions(self.guild)
        self.rest = Rest(self.guild, self.interactions)
        self.rates = Rates(self.guild.now, self.problems)
        self.gateway = Gateway(self.guild, self.tokens, self.problems)

    @property
    def api(self) -> str:
        return f"http://{HOST}:{self.port}{API}"

    @property
    def calls(self) -> list[dict[str, Any]]:
        """All that arrived, in order."""
        return self.recording.calls

    def once(self, what: str, fault: Fault) -> None:
        """The next call of this route goes wrong: `POST /channels/{channel}/messages`, or a path without
        braces."""
        self._faults.append((re.sub(r"\{\w+\}", "[^/]+", what), deque([fault])))

    def forgives(self) -> None:
        """Whatever was still to go wrong does not."""
        self._faults.clear()

    def called(self, what: str) -> list[Any]:
        """What was given to a route, in order."""
        method, _, path = re.sub(r"\{\w+\}", "[^/]+", what).partition(" ")
        return self.recording.given(method, path)

    async def until_called(self, what: str, times: int = 1) -> list[Any]:
        """Waits for what was given to a route so many times."""
        async with asyncio.timeout(20):
            while len(given := self.called(what)) < times:
                self._arrived.clear()
                await self._arrived.wait()
        return given

    async def goes_away(self) -> None:
        """Nobody answers at its address; what was connected is not any more."""
        self.gateway.cut()
        await self.runner.sites.copy().pop().stop()
        if self.runner.server:
            await self.runner.server.shutdown(0.01)

    async def comes_back(self) -> None:
        """At the same address."""
        await web.TCPSite(self.runner, HOST, self.port).start()

    # ---- the HTTP API

    async def call(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        try:
            given = await _body(request)
        except Refused as refused:
            return self._answered(request, path, None, (refused.as_json(), refused.status, {}))
        fault = self._fault(f"{request.method} {path}")
        if fault and not fault.after:
            return await self._spoilt(request, path, given, fault)
        answered = self._answer(request, path, given)
        if fault and fault.seconds:
            await self._linger(fault.seconds)
        if fault and fault.cut and request.transport:
            request.transport.abort()
        return self._answered(request, path, given, fault.answer() if fault and fault.status else answered)

    def _fault(self, what: str) -> Fault | None:
        for place, (pattern, faults) in enumerate(self._faults):
            if re.fullmatch(pattern, what):
                del self._faults[place]
                return faults.popleft()
        return None

    async def _spoilt(
        self, request: web.Request, path: str, given: object, fault: Fault
    ) -> web.StreamResponse:
        """Late alone, it has its effect all the same, after that time."""
        if fault.seconds:
            await self._linger(fault.seconds)
        if fault.cut and request.transport:
            request.transport.abort()
        elif not fault.status:
            return self._answered(request, path, given, self._answer(request, path, given))
        return self._answered(request, path, given, fault.answer())

    async def _linger(self, seconds: float) -> None:
        """Or until all is over."""
        self.lingering.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.closing.wait(), seconds)

    def _answered(
        self, request: web.Request, path: str, given: object, answered: Answered
    ) -> web.StreamResponse:
        answer, status, headers = answered
        self.recording.keep(request, path, given, status, answer)
        self._arrived.set()
        self.rates.count_invalid(status, headers.get("X-RateLimit-Scope", "user"))
        if status == 204:
            return web.Response(status=204, headers=headers)
        if isinstance(answer, str):
            return web.Response(text=answer, status=status, content_type="text/html")
        written = json.dumps(answer, ensure_ascii=False).encode()
        return web.Response(body=written, status=status, headers={**headers, "Content-Type": JSON})

    def _answer(self, request: web.Request, path: str, given: object) -> Answered:
        headers: Mapping[str, str] = {}
        try:
            route, parts = self.rest.find(request.method, path)
            self._check_client(request, route)
            headers = {} if route.open else self.rates.count(_bucket(route, parts))
            status, answer = self.rest.answer(route, parts, given, request.query)
            return answer, status, headers
        except Limited as limited:
            return limited.as_json(), 429, limited.headers
        except Refused as refused:
            return refused.as_json(), refused.status, headers
        except Unknown as unknown:
            self.problems.append(f"unknown: {unknown}")
            return {"message": "404: Not Found", "code": 0}, 404, headers

    def _check_client(self, request: web.Request, route: Route) -> None:
        """Who it says that it is, and `Bot` with its token; interactions carry one of their own, and there
        the library does not say who it is."""
        if route.open:
            return
        if not AGENT.fullmatch(request.headers.get("User-Agent", "")):
            raise Refused(*NETWORK_ERROR)
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind != "Bot" or token not in self.tokens:
            raise Refused(*UNAUTHORIZED)


def _bucket(route: Route, parts: Mapping[str, str]) -> str:
    """A route, and which channel, guild or webhook it is about."""
    major = [parts[name] for name in ("channel", "guild") if name in parts]
    return f"{route.method} {route.path} of {' '.join(major)}"


async def _body(request: web.Request) -> Any:  # noqa: ANN401 - JSON
    """JSON, if there is any."""
    written = await request.read()
    if not written:
        return None
    if request.content_type != JSON:
        raise Refused(400, 50035, "Invalid Form Body", {"_errors": [CONTENT_TYPE]})
    try:
        return json.loads(written)
    except ValueError:
        raise Refused(*INVALID_JSON) from None


@asynccontextmanager
async def discord_server(guild: Guild) -> AsyncIterator[DiscordServer]:
    """On loopback, on a free port. Whatever a bad client did is raised at the end."""
    server = DiscordServer(guild)
    async with listening(server):
        yield server
    assert not server.problems, server.problems


@asynccontextmanager
async def listening(server: DiscordServer, *instead: web.RouteDef) -> AsyncIterator[None]:
    """`instead` of its own routes where they meet."""
    app = web.Application(client_max_size=25 * 1024**2)
    app.add_routes([
        *instead,
        web.route("*", API + "/{path:.*}", server.call),
        web.get("/gateway/", server.gateway.link),
        web.get("/gateway/resume/", server.gateway.link),
    ])  # fmt: skip
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    server.runner = runner
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    server.port = runner.addresses[0][1]
    server.gateway.url = server.rest.gateway = f"ws://{HOST}:{server.port}/gateway/"
    try:
        yield
    finally:
        server.closing.set()
        await server.gateway.close()
        await runner.cleanup()
