"""A real name server on loopback that knows a few names, and fails or stays silent where it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import cast

import dns.rrset
from dns.message import QueryMessage, from_wire, make_response
from dns.rcode import NXDOMAIN, SERVFAIL
from dns.rdatatype import to_text

from adapters.nameserver import Nameserver

FAILURE, SILENCE = ("failure",), ("silence",)  # instead of records
HOST = "127.0.0.1"

# By name and kind, each record as in a zone file.
Zone = Mapping[tuple[str, str], tuple[str, ...]]


class _Server(asyncio.DatagramProtocol):
    def __init__(self, zone: Zone, asked: list[tuple[str, str]]) -> None:
        self._zone = zone
        self._asked = asked

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = from_wire(data)
        (question,) = query.question
        name, kind = question.name.to_text(omit_final_dot=True).lower(), to_text(question.rdtype)
        self._asked.append((name, kind))
        records = self._zone.get((name, kind), ())
        if records != SILENCE:
            self._transport.sendto(self._answer(cast("QueryMessage", query), name, kind, records), addr)

    def _answer(self, query: QueryMessage, name: str, kind: str, records: tuple[str, ...]) -> bytes:
        answer = make_response(query)
        if records == FAILURE:
            answer.set_rcode(SERVFAIL)
        elif not any(known == name for known, _ in self._zone):
            answer.set_rcode(NXDOMAIN)
        elif records:
            answer.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *records))
        return answer.to_wire()


class NameServer:
    """Where it listens, and what it was asked."""

    def __init__(self, place: Nameserver, asked: list[tuple[str, str]]) -> None:
        self.place = place
        self.asked = asked


@asynccontextmanager
async def running_name_server(zone: Zone) -> AsyncIterator[NameServer]:
    """On a free port, until the block ends."""
    asked: list[tuple[str, str]] = []
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Server(zone, asked), (HOST, 0))
    try:
        yield NameServer(Nameserver(*transport.get_extra_info("sockname")), asked)
    finally:
        transport.close()
