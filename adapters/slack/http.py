"""Slack over HTTP: for several processes behind a balancer. One address for commands, presses and events."""

from __future__ import annotations

from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.logs import log
from adapters.slack.gate import BODY_LIMIT, Gate, Refused

PATH = "/slack/events"
HEADERS = ("X-Slack-Request-Timestamp", "X-Slack-Signature", "X-Slack-Retry-Num", "X-Slack-Retry-Reason")


class Endpoint:
    """Answers with what Bolt says, and to whatever the gate refuses with a number alone."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.app: AsyncApp | None = None  # until the workspace is known

    async def take(self, request: web.Request) -> web.Response:
        try:
            body = await _read(request)
            payload = self._gate.check(body, request.content_type, request.headers)
        except Refused as refused:
            log.warning("slack.refused_request", code=refused.code, status=refused.status)
            return web.Response(status=refused.status)
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": str(payload.get("challenge", ""))[:200]})
        if self.app is None:
            return web.Response(status=503)
        return await self._dispatch(self.app, dict(payload))

    async def _dispatch(self, app: AsyncApp, payload: dict[str, object]) -> web.Response:
        """Bolt gets what was checked, and no bytes of which it could make something else."""
        answer = await app.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))
        if answer.status >= 500:  # noqa: PLR2004 - HTTP
            return web.Response(status=503)
        kind = answer.first_headers_without_set_cookie().get("content-type", "text/plain").partition(";")[0]
        return web.Response(status=answer.status, text=answer.body or "", content_type=kind)


async def _read(request: web.Request) -> bytes:
    """No more than could be taken."""
    if (request.content_length or 0) > BODY_LIMIT:
        raise Refused(413, "too_large")
    body = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > BODY_LIMIT:
            raise Refused(413, "too_large")
    return bytes(body)
