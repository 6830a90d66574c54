"""One connection of a listening socket. What aiohttp would answer by itself (to what is no HTTP, or a failure
that nobody caught) is said in our words, without a library's name; who does not read is cut."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from adapters.logs import log

Refuse = Callable[[web.BaseRequest, web.HTTPException], web.Response]
LINGERING = 2.0  # seconds in which what is still being sent is thrown away, so that the answer is read


@dataclass(frozen=True, slots=True)
class Manners:
    """`refuse` makes an answer, `rest` is how many seconds a connection may rest between two requests,
    `answer` how long one may take to be taken in; `met` is told of it when it is there."""

    refuse: Refuse
    rest: float
    answer: timedelta
    met: Callable[[Connection], None]


class Nameless(web.Response):
    """Of a connection and not of an application, which would take the name off."""

    async def _prepare_headers(self) -> None:
        await super()._prepare_headers()
        del self.headers["Server"]


class Connection(RequestHandler):
    def __init__(self, server: web.Server, manners: Manners) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type] # as AppRunner takes it
            auto_decompress=False,  # no form is compressed
            keepalive_timeout=manners.rest,
            lingering_time=LINGERING,
        )
        self._manners = manners

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._manners.met(self)

    @property
    def peer(self) -> str:
        """The address at the other end, or nothing."""
        return self.peername[0] if isinstance(self.peername, tuple) else ""

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - the library's words
    ) -> web.StreamResponse:
        """Never who called, nor what they sent."""
        if status >= web.HTTPInternalServerError.status_code:
            log.error("web.fault", route="connection", exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError  # half of an answer is out already
        refused = web.HTTPBadRequest() if status < 500 else web.HTTPServiceUnavailable()  # noqa: PLR2004 - whose fault
        answer = self._said(request, refused)
        answer.force_close()
        return answer

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        if isinstance(resp, web.HTTPError):
            resp = self._said(request, resp)
        try:
            async with asyncio.timeout(self._manners.answer.total_seconds()):
                return await super().finish_response(request, resp, start_time)
        except TimeoutError:
            if self.transport:
                self.transport.abort()
            return resp, True

    def _said(self, request: web.BaseRequest, refused: web.HTTPException) -> web.Response:
        said = self._manners.refuse(request, refused)
        return Nameless(body=said.body, status=said.status, headers=said.headers)


def wordless(_: web.BaseRequest, refused: web.HTTPException) -> web.Response:
    """For a port where no person looks."""
    allowed = refused.headers.getall("Allow", [])
    return web.Response(status=refused.status, headers=[("Allow", each) for each in allowed])


async def nameless(_: web.Request, response: web.StreamResponse) -> None:
    """Which libraries answer, in which version, is nobody's business."""
    response.headers.popall("Server", None)
