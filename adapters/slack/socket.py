"""Socket Mode: Slack's events over a connection that we open ourselves; no address of ours is needed.

docs.slack.dev/apis/events-api/using-socket-mode. The library keeps the connection and opens a new one when
Slack asks for it or when it is cut; here is what it leaves open.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.logs import log
from adapters.slack.api import REVOKED, code_of
from adapters.slack.listeners import dispatch
from adapters.slack.shapes import Misshapen, shaped
from adapters.slack.tasks import Tasks

PING_SECONDS = 10.0
ATTEMPTS = 3  # pauses of the library's, after which it gets an address anew


class Socket(SocketModeClient):
    """The library tries an address for ever, although Slack lets it in but once and for some seconds."""

    def __init__(
        self, app: AsyncApp, app_token: str, proxy: str, revoked: Callable[[str], None], ping: float
    ) -> None:
        super().__init__(
            app_token, logging.getLogger("slack_sdk"), app.client, proxy=proxy or None, ping_interval=ping
        )
        self._app, self._revoked = app, revoked
        self._tasks = Tasks()
        self.socket_mode_request_listeners.append(self._take)

    async def connect(self) -> None:
        while not self.closed:
            try:
                async with asyncio.timeout(ATTEMPTS * self.ping_interval):
                    await super().connect()  # type: ignore[no-untyped-call] # the library's
            except TimeoutError:
                log.warning("slack.socket_refused")
                self.wss_uri = None
            else:
                return

    async def issue_new_wss_url(self) -> str:
        """Says so when the app-level token is worth nothing."""
        try:
            return await super().issue_new_wss_url()
        except SlackApiError as error:
            code = code_of(error)
            if code in REVOKED:
                self._revoked(f"app_{code}")
            raise

    async def _take(self, _: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Acknowledged after it is durable. What is not acknowledged comes again."""
        await asyncio.shield(self._tasks.begin(self._acknowledge(request)))

    async def settle(self) -> None:
        """Until what has begun is acknowledged."""
        await self._tasks.settle()

    async def _acknowledge(self, request: SocketModeRequest) -> None:
        answer = BoltResponse(status=200)
        try:
            if kept := shaped(request.payload):
                answer = await dispatch(self._app, kept)
        except Misshapen:
            log.warning("slack.refused_request", code="misshapen")
        if answer.status == 200:  # noqa: PLR2004 - HTTP
            shown = json.loads(answer.body) if answer.body else None
            await self.send_socket_mode_response(SocketModeResponse(request.envelope_id, shown))
