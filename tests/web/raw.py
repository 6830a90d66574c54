"""A client that keeps no rules, over a bare socket."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit


class Raw:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def opened(cls, base: str) -> Raw:
        there = urlsplit(base)
        return cls(*await asyncio.open_connection(there.hostname, there.port))

    async def says(self, octets: bytes) -> None:
        self._writer.write(octets)
        await self._writer.drain()

    async def ends(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def rest(self) -> bytes:
        """All that comes until the other side ends it, or cuts it."""
        try:
            async with asyncio.timeout(20):
                return await self._reader.read()
        except ConnectionError:
            return b""
        finally:
            self._writer.close()


async def answered(base: str, octets: bytes) -> bytes:
    raw = await Raw.opened(base)
    await raw.says(octets)
    return await raw.rest()
