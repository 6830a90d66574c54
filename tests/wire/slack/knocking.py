"""Requests at the app's address as nobody sends them who means well."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from adapters.slack.gate import Gate
from adapters.slack.http import BODY_SECONDS, PATH, Endpoint
from tests.wire.slack.deliveries import SIGNING_SECRET
from tests.wire.slack.server import HOST

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
NOW = 1_795_000_000
STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
CANARY = "canary-zoe"
COMMAND = f"command=%2Fpeer&text={CANARY}&user_id=U0ANA&team_id=T0NORTH&trigger_id=1.2".encode()


@dataclass(frozen=True, slots=True)
class Knock:
    """A request, its head and body as they go over the wire."""

    body: bytes = COMMAND
    kind: str = FORM
    stamp: str = str(NOW)
    signature: str | None = None  # the right one
    secret: str = SIGNING_SECRET
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # lines of the head
    chunked: bool = False
    length: bool = True

    def sent(self) -> bytes:
        head = {STAMP: self.stamp, SIGNATURE: self.signed(), "Content-Type": self.kind, "Host": HOST}
        head |= {"Connection": "close"}
        if self.chunked:
            head["Transfer-Encoding"] = "chunked"
        elif self.length:
            head["Content-Length"] = str(len(self.body))
        lines = [f"POST {PATH} HTTP/1.1", *(f"{n}: {v}" for n, v in head.items() if n not in self.without)]
        return "\r\n".join([*lines, *self.also, "", ""]).encode("utf-8") + self._content()

    def signed(self) -> str:
        if self.signature is not None:
            return self.signature
        given = f"v0:{self.stamp}:".encode() + self.body
        return "v0=" + hmac.new(self.secret.encode(), given, hashlib.sha256).hexdigest()

    def _content(self) -> bytes:
        if not self.chunked:
            return self.body
        pieces = (self.body[at : at + 50_000] for at in range(0, len(self.body), 50_000))
        return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


async def knock(port: int, sent: bytes) -> int:
    """The status of the answer; it may come before all is sent."""
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(sent)
    try:
        head = await asyncio.wait_for(reader.readline(), 10)
    finally:
        writer.close()
    return int(head.split()[1])


@asynccontextmanager
async def gate_alone(patience: float = BODY_SECONDS) -> AsyncIterator[int]:
    """The port of a gate behind which no workspace is known yet: whatever it lets in gets a 503."""
    endpoint = Endpoint(Gate(SIGNING_SECRET.encode(), lambda: NOW), patience)
    app = web.Application()
    app.add_routes([web.post(PATH, endpoint.take)])
    runner = web.AppRunner(app, access_log=None, lingering_time=0.3)  # for what it did not read
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
