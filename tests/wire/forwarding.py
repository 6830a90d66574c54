"""A proxy that hands everything on, and remembers for what it was asked."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
# By its whole address, as a proxy is asked.
ASKED = re.compile(rb"(?:GET|POST|PUT|PATCH|DELETE) (?:http|ws)://[^/ ]+(/[^ ?]+)")


@dataclass
class Forwarding:
    """Hands everything on to one server, and keeps what was asked for."""

    target: int
    asked: list[str] = field(default_factory=list)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, on = await asyncio.open_connection(HOST, self.target)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._hand_on(reader, on))
                both.create_task(self._hand_on(back, writer))
        except* ConnectionError:
            pass
        finally:
            on.close()
            writer.close()

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(64 * 1024):
            self.asked += [path.decode() for path in ASKED.findall(piece)]
            writer.write(piece)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def proxy(target: int) -> AsyncIterator[tuple[str, list[str]]]:
    forwarding = Forwarding(target)
    server = await asyncio.start_server(forwarding.take, HOST, 0)
    async with server:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}", forwarding.asked
