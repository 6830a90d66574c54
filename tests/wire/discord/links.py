"""One connection to the gateway, and the session that outlives it: docs.discord.com/developers/events/gateway
(encoding, compression, how much a client may send)."""

from __future__ import annotations

import json
import zlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiohttp import web

DISPATCH = 0
COMMANDS, MINUTE, TOO_MANY = 120, 60.0, 4008


class Over(Exception):
    """The connection is closed, with a code that says why."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


@dataclass(eq=False)
class Session:
    """What was dispatched is sent again from where a resume says."""

    id: str
    intents: int
    sent: list[dict[str, Any]] = field(default_factory=list)
    link: Link | None = None

    @property
    def connected(self) -> bool:
        return self.link is not None

    async def dispatch(self, event: str, data: Mapping[str, Any]) -> None:
        payload = {"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(payload)
        if self.link:
            await self.link.say(payload)


@dataclass(eq=False)
class Link:
    """With `compress=zlib-stream` each message is a binary frame of one stream; else text."""

    socket: web.WebSocketResponse
    request: web.Request
    session: Session | None = None
    aborted: bool = False
    _commands: deque[float] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.query: Mapping[str, str] = self.request.query
        self._stream = zlib.compressobj() if self.query.get("compress") == "zlib-stream" else None

    async def say(self, payload: Mapping[str, Any]) -> None:
        await self.write(json.dumps(payload, ensure_ascii=False))

    async def write(self, written: str) -> None:
        """Into the void, when nobody is there any more."""
        if self.socket.closed or self.aborted:
            return
        if self._stream is None:
            await self.socket.send_str(written)
            return
        packed = self._stream.compress(written.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        await self.socket.send_bytes(packed)

    def count_command(self) -> None:
        """120 a minute, heartbeats not counted."""
        now = monotonic()
        while self._commands and now - self._commands[0] >= MINUTE:
            self._commands.popleft()
        self._commands.append(now)
        if len(self._commands) > COMMANDS:
            raise Over(TOO_MANY, "Rate limited.")

    async def close(self, code: int, reason: str) -> None:
        await self.socket.close(code=code, message=reason.encode())

    def abort(self) -> None:
        self.aborted = True
        if self.request.transport:
            self.request.transport.abort()
