"""How events reach the app: over Socket Mode to one of its connections, or signed over HTTP. Both are
acknowledged within three seconds or shown to the person as failed.

docs.slack.dev/apis/events-api/using-socket-mode, …/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp

from tests.wire.slack.server import SlackServer

ACKNOWLEDGE_SECONDS = 3.0
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # the documentation's own example
KINDS = {"command": "slash_commands", "interactive": "interactive", "event": "events_api"}


class NotAcknowledged(AssertionError):
    """The person sees an error: the app did not answer in time, or not with success."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The acknowledgement: its payload, if it had one."""

    payload: Any = None


class Delivery(Protocol):
    """One of the two ways."""

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer: ...


@dataclass
class OverSocket:
    """Each envelope goes to one connection, and comes again with a new one when that dies first."""

    server: SlackServer
    _waiting: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server.on_socket_message = self._acknowledged

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer:
        envelope_id = self.server.workspace.id("e")
        envelope = {
            "envelope_id": envelope_id, "type": KINDS[kind], "payload": payload,
            "accepts_response_payload": kind != "event",
        }  # fmt: skip
        if kind == "event":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        await asyncio.wait_for(self.server.connected.wait(), 10)
        await self.server.sockets[-1].send_json(envelope)
        try:
            return await asyncio.wait_for(waiting, ACKNOWLEDGE_SECONDS)
        except TimeoutError:
            raise NotAcknowledged(kind) from None

    def _acknowledged(self, message: Mapping[str, Any]) -> None:
        waiting = self._waiting.pop(str(message.get("envelope_id")), None)
        if waiting is None:
            self.server.problems.append("acknowledged what was not sent")
        elif not waiting.done():
            waiting.set_result(Answer(message.get("payload")))


@dataclass
class OverHttp:
    """To the app's one address; `now` is the moment of the signature."""

    server: SlackServer
    url: str
    secret: str = SIGNING_SECRET

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer:
        body, kind_of_body = body_of(kind, payload)
        headers = {"Content-Type": kind_of_body, **self.signed(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(ACKNOWLEDGE_SECONDS)) as session:
            try:
                async with session.post(self.url, data=body, headers=headers) as response:
                    return await _answer(response)
            except TimeoutError:
                raise NotAcknowledged(kind) from None

    def signed(self, body: bytes) -> dict[str, str]:
        stamp = str(int(self.server.workspace.now()))
        digest = hmac.new(self.secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def body_of(kind: str, payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """Events come as JSON, commands as a form, everything else as JSON within a form."""
    if kind == "event":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "command" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    if response.status != 200:
        raise NotAcknowledged(response.status)
    written = await response.text()
    if response.content_type == "application/json" and written:
        return Answer(json.loads(written))
    return Answer({"text": written} if written else None)
