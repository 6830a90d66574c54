"""How events reach the app: over Socket Mode to one of its connections, or signed over HTTP. Both are
acknowledged within three seconds or shown to the person as failed.

docs.slack.dev/apis/events-api/using-socket-mode, …/authentication/verifying-requests-from-slack,
…/interactivity/handling-user-interaction#acknowledgment_response
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
from tests.wire.slack.sockets import Link

ACKNOWLEDGE_SECONDS = 3.0
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # the documentation's own example
KINDS = {"command": "slash_commands", "interactive": "interactive", "event": "events_api"}
NO_RETRY = "X-Slack-No-Retry"  # apis/events-api#turning-off-retries


class NotAcknowledged(AssertionError):
    """The person sees an error: the app did not answer in time, or not with success. `reason` as in
    docs.slack.dev/apis/events-api#retries; `final` when the app wants no retry."""

    def __init__(self, what: object, reason: str = "http_timeout", *, final: bool = False) -> None:
        super().__init__(what)
        self.reason = reason
        self.final = final


@dataclass(frozen=True, slots=True)
class Answer:
    """The acknowledgement: its payload, if it had one."""

    payload: Any = None


class Delivery(Protocol):
    """One of the two ways. `retry` counts from one; 0 is the first time."""

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer: ...


@dataclass
class OverSocket:
    """Each envelope goes to one connection, and comes again on another when that dies first."""

    server: SlackServer
    within: float = ACKNOWLEDGE_SECONDS
    _waiting: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)
    _over: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.server.sockets.on_message = self._acknowledged

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer:
        envelope_id = self.server.workspace.id("e")
        envelope: dict[str, Any] = {
            "envelope_id": envelope_id, "type": KINDS[kind], "payload": payload,
            "accepts_response_payload": kind != "event",
        }  # fmt: skip
        if kind == "event":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        self._waiting[envelope_id] = waiting = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(self._sent(envelope, waiting), self.within)
        except TimeoutError:
            raise NotAcknowledged(kind) from None
        finally:
            del self._waiting[envelope_id]
            self._over.add(envelope_id)

    async def _sent(self, envelope: Mapping[str, Any], waiting: asyncio.Future[Answer]) -> Answer:
        while True:
            link = await self.server.sockets.next()
            await link.socket.send_json(envelope)
            await _first(waiting, link)
            if waiting.done():
                return waiting.result()

    def _acknowledged(self, message: Mapping[str, Any]) -> None:
        """What comes too late is nobody's fault; what was never sent is."""
        envelope_id = str(message.get("envelope_id"))
        waiting = self._waiting.get(envelope_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(message.get("payload")))
        elif waiting is None and envelope_id not in self._over:
            self.server.problems.append("acknowledged what was not sent")


async def _first(waiting: asyncio.Future[Answer], link: Link) -> None:
    """Until one of them: the acknowledgement, or the connection's end."""
    over: asyncio.Future[bool] = asyncio.ensure_future(link.over.wait())
    either: list[asyncio.Future[Any]] = [waiting, over]
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    finally:
        over.cancel()


@dataclass
class OverHttp:
    """To the app's one address; signed at the workspace's moment."""

    server: SlackServer
    url: str
    secret: str = SIGNING_SECRET
    within: float = ACKNOWLEDGE_SECONDS
    failed: str = "http_timeout"  # why, the last time

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer:
        try:
            return await self._post(kind, payload, retry)
        except NotAcknowledged as not_acknowledged:
            self.failed = not_acknowledged.reason
            raise

    async def _post(self, kind: str, payload: Mapping[str, Any], retry: int) -> Answer:
        body, kind_of_body = body_of(kind, payload)
        headers = {"Content-Type": kind_of_body, **self.signed(body)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": self.failed}
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(self.within)) as session:
            try:
                async with session.post(self.url, data=body, headers=headers) as response:
                    return await _answer(response)
            except TimeoutError:
                raise NotAcknowledged(kind) from None
            except aiohttp.ClientError:
                raise NotAcknowledged(kind, "connection_failed") from None

    def signed(self, body: bytes) -> dict[str, str]:
        return signed(self.secret, int(self.server.workspace.now()), body)


def signed(secret: str, stamp: int, body: bytes) -> dict[str, str]:
    """docs.slack.dev/authentication/verifying-requests-from-slack"""
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(stamp), "X-Slack-Signature": f"v0={digest}"}


def body_of(kind: str, payload: Mapping[str, Any]) -> tuple[bytes, str]:
    """Events come as JSON, commands as a form, everything else as JSON within a form."""
    if kind == "event":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "command" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    """Whatever is not HTTP 200 is a failure."""
    if response.status != 200:
        final = response.headers.get(NO_RETRY) == "1"
        raise NotAcknowledged(response.status, "http_error", final=final)
    written = await response.text()
    if response.content_type == "application/json" and written:
        return Answer(json.loads(written))
    return Answer({"text": written} if written else None)
