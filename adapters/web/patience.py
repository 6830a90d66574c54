"""A listening socket that waits for nobody for long: whoever sends no head of a request in time is cut.

aiohttp bounds what a head may hold, and cuts those who keep silent between two requests, but waits for the
first one for ever. How long a body may take is `bodies`' affair.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

from aiohttp import web
from aiohttp.typedefs import Handler
from aiohttp.web_protocol import RequestHandler

Connection = RequestHandler
HEAD_PATIENCE = timedelta(seconds=10)
MOST_CONNECTIONS = 1000  # at once; a browser opens some six
REST_SECONDS = 30.0  # seconds that a connection may rest between two requests
BACKLOG = 128


class Patience:
    """Of one application: which connections have not asked for anything yet."""

    def __init__(
        self, head: timedelta = HEAD_PATIENCE, rest: float = REST_SECONDS, most: int = MOST_CONNECTIONS
    ) -> None:
        self.rest = rest
        self._head = head
        self._most = most
        self._silent: dict[Connection, asyncio.TimerHandle] = {}

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        timer = self._silent.pop(request.protocol, None)
        if timer:
            timer.cancel()
        return await handler(request)

    def connection(self, runner: web.BaseRunner) -> Connection:
        """A new one; it is cut when nothing comes of it, and at once where there are too many already."""
        server = runner.server
        if server is None:  # it has stopped listening meanwhile
            raise ConnectionAbortedError
        opened = server()
        crowded = len(server.connections) >= self._most
        wait = 0 if crowded else self._head.total_seconds()
        self._silent[opened] = asyncio.get_running_loop().call_later(wait, self._cut, opened)
        return opened

    def _cut(self, opened: Connection) -> None:
        self._silent.pop(opened, None)
        if opened.transport:
            opened.transport.abort()


class PatientSite(web.TCPSite):
    """Listens as aiohttp's own, with connections that are watched."""

    def __init__(self, runner: web.AppRunner, host: str, port: int, patience: Patience) -> None:
        super().__init__(runner, host, port)
        self._patience = patience

    async def start(self) -> None:
        await web.BaseSite.start(self)
        self._server = await asyncio.get_running_loop().create_server(
            partial(self._patience.connection, self._runner), self._host, self._port, backlog=BACKLOG
        )
