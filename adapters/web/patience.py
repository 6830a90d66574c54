"""A listening socket that waits for nobody for long: whoever sends no head of a request in time is cut.

aiohttp bounds what a head may hold, and cuts those who keep silent between two requests, but waits for the
first one for ever, and for as many as come. How long a body may take is `bodies`' affair.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.web.connection import Connection, Manners, Refuse, wordless

HEAD_PATIENCE = timedelta(seconds=10)
ANSWER_PATIENCE = timedelta(seconds=60)  # a file of what is held, over a poor line
MOST_CONNECTIONS = 1000  # at once; a browser opens some six
MOST_OF_ONE = 200  # of one address, behind which there may be a whole town hall
REST_SECONDS = 30.0  # seconds that a connection may rest between two requests
BACKLOG = 128


class Patience:
    """Of one application: which connections there are, and which have not asked for anything yet. `is_proxy`
    says of an address that everybody comes from there."""

    def __init__(
        self,
        head: timedelta = HEAD_PATIENCE,
        rest: float = REST_SECONDS,
        most: int = MOST_CONNECTIONS,
        of_one: int = MOST_OF_ONE,
        answer: timedelta = ANSWER_PATIENCE,
        is_proxy: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._head = head
        self._rest = rest
        self._most = most
        self._of_one = of_one
        self._answer = answer
        self._is_proxy = is_proxy
        self._silent: dict[Connection, asyncio.TimerHandle] = {}

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        timer = self._silent.pop(request.protocol, None)  # type: ignore[call-overload] # all are ours
        if timer:
            timer.cancel()
        return await handler(request)

    def connection(self, runner: web.BaseRunner, refuse: Refuse) -> Connection:
        """A new one; it is cut when nothing comes of it, and at once where there are too many already."""
        server = runner.server
        if server is None:  # it has stopped listening meanwhile
            raise ConnectionAbortedError
        manners = Manners(refuse, self._rest, self._answer, partial(self._meet, server))
        opened = Connection(server, manners)
        crowded = len(server.connections) >= self._most
        wait = 0 if crowded else self._head.total_seconds()
        self._silent[opened] = asyncio.get_running_loop().call_later(wait, self._cut, opened)
        return opened

    def _meet(self, server: web.Server, opened: Connection) -> None:
        """Now it is known where it comes from."""
        of_one = sum(isinstance(each, Connection) and each.peer == opened.peer for each in server.connections)
        if of_one > self._of_one and not self._is_proxy(opened.peer):
            self._cut(opened)

    def _cut(self, opened: Connection) -> None:
        self._silent.pop(opened, None)
        if opened.transport:
            opened.transport.abort()


class PatientSite(web.TCPSite):
    """Listens as aiohttp's own, with connections that are watched."""

    def __init__(
        self, runner: web.AppRunner, host: str, port: int, patience: Patience, refuse: Refuse = wordless
    ) -> None:
        super().__init__(runner, host, port)
        self._connection = partial(patience.connection, runner, refuse)

    async def start(self) -> None:
        await web.BaseSite.start(self)
        self._server = await asyncio.get_running_loop().create_server(
            self._connection, self._host, self._port, backlog=BACKLOG
        )
