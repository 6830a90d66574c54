"""The way out of a municipal network: a proxy at whose end the loopback Discord stands under Discord's names.

So the command runs against it as another process, with nothing but PEERBOT_PROXY and a certificate that the
test made (`SSL_CERT_FILE`).
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.wire.certificates import CERTIFICATE, loopback_tls
from tests.wire.discord.server import HOST, DiscordServer

API, GATEWAY = "discord.com", "gateway.discord.gg"
NAMES = (API, GATEWAY)
BUFFER = 1 << 16


@dataclass
class Egress:
    """`asked` are the places to which somebody wanted to get; no others than Discord's are let through."""

    server: DiscordServer
    tls: ssl.SSLContext
    certificate: Path
    port: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Of whoever goes out through it."""
        return {"PEERBOT_PROXY": f"http://{HOST}:{self.port}", "SSL_CERT_FILE": str(self.certificate)}

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            await self._take(reader, writer)
        writer.close()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """RFC 9110, 9.3.6: what follows an answer of 200 is the tunnel."""
        method, place, _ = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").split(" ", 2)
        self.asked.append(place)
        name, _, port = place.rpartition(":")
        if method != "CONNECT" or name not in NAMES or port != "443":
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.start_tls(self.tls)
        there, back = await asyncio.open_connection(HOST, self.server.port)
        if name == GATEWAY:
            line = await reader.readuntil(b"\r\n")
            back.write(line.replace(b"GET /", b"GET /gateway/", 1))
        await asyncio.gather(_carry(reader, back), _carry(there, writer))


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """All that comes, until the end."""
    try:
        while some := await reader.read(BUFFER):
            writer.write(some)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


@asynccontextmanager
async def egress(server: DiscordServer, folder: Path) -> AsyncIterator[Egress]:
    """On a free port of this machine."""
    tls, _ = loopback_tls(folder, NAMES)
    proxy = Egress(server, tls, folder / CERTIFICATE)
    listening = await asyncio.start_server(proxy.take, HOST, 0)
    proxy.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield proxy
