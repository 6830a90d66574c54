"""Slack over HTTP: for several processes behind a balancer. One address for commands, presses and events."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiohttp import web
from slack_bolt.async_app import AsyncApp

from adapters.logs import log
from adapters.slack.gate import BODY_LIMIT, Gate, Refused
from adapters.slack.listeners import dispatch
from adapters.slack.shapes import Misshapen, shaped
from adapters.slack.tasks import Tasks

PATH = "/slack/events"
BODY_SECONDS = 5.0  # within which all of a request is there


class Endpoint:
    """Answers with what Bolt says, and to whatever the gate refuses with a number alone."""

    def __init__(self, gate: Gate, patience: float = BODY_SECONDS) -> None:
        self._gate, self._patience = gate, patience
        self._tasks = Tasks()
        self.app: AsyncApp | None = None  # while the workspace is known

    async def take(self, request: web.Request) -> web.Response:
        try:
            body = await self._body(request)
            answer = await self._answer(self._gate.check(body, request.content_type, request.headers))
        except Refused as refused:
            log.warning("slack.refused_request", code=refused.code, status=refused.status)
            return web.Response(status=refused.status)
        if answer.status == 503:  # noqa: PLR2004 - HTTP
            self._gate.forget(request.headers)
        return answer

    async def _body(self, request: web.Request) -> bytes:
        """However it is sent: it is there soon, or not wanted."""
        try:
            async with asyncio.timeout(self._patience):
                return await _read(request)
        except TimeoutError:
            raise Refused(408, "unfinished") from None
        except (OSError, web.RequestPayloadError):
            raise Refused(400, "broken_off") from None

    async def _answer(self, payload: Mapping[str, object]) -> web.Response:
        """503 asks Slack to send it again."""
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": str(payload.get("challenge", ""))[:200]})
        try:
            kept = shaped(payload)
        except Misshapen:
            raise Refused(400, "misshapen") from None
        if kept is None:
            return web.Response()
        if self.app is None:
            return web.Response(status=503)
        answer = await self._tasks.begin(dispatch(self.app, kept))
        if answer.status >= 500:  # noqa: PLR2004 - HTTP
            return web.Response(status=503)
        kind = answer.first_headers_without_set_cookie().get("content-type", "text/plain").partition(";")[0]
        return web.Response(status=answer.status, text=answer.body or "", content_type=kind)

    async def settle(self) -> None:
        """Until what was taken is answered; nothing more is taken meanwhile."""
        self.app = None
        await self._tasks.settle()


async def _read(request: web.Request) -> bytes:
    """No more than could be taken; nothing that would have to be unpacked."""
    if "Content-Encoding" in request.headers:
        raise Refused(415, "encoded")
    if (request.content_length or 0) > BODY_LIMIT:
        raise Refused(413, "too_large")
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > BODY_LIMIT:
            raise Refused(413, "too_large")
    return bytes(body)
