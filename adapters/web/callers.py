"""From which address somebody calls. Behind a proxy it is what the proxy says, and only where the operator
trusts that one: anybody can write such a header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from aiohttp import web

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
NOWHERE = IPv4Address(0)  # of a socket that has no address
_FOR = re.compile(r'for="?\[?([0-9a-fA-F:.]+)\]?(:[0-9]+)?"?', re.IGNORECASE)
MOST_HOPS = 10


class Callers:
    """`trusted` are the networks in which our own proxies are."""

    def __init__(self, trusted: Sequence[Network] = ()) -> None:
        self._trusted = trusted

    def address(self, request: web.Request) -> Address:
        """The nearest hop that is none of ours. Two headers that say different things are not believed."""
        near = _read(request.remote or "") or NOWHERE
        if not self._is_ours(near):
            return near
        plain = _plain(request.headers.getall("X-Forwarded-For", []))
        other = _forwarded(request.headers.getall("Forwarded", []))
        if plain and other and plain != other:
            return near
        return self._first_stranger(near, plain or other)

    def is_proxy(self, written: str) -> bool:
        found = _read(written)
        return found is not None and self._is_ours(found)

    def _first_stranger(self, near: Address, hops: Sequence[str]) -> Address:
        for hop in reversed(hops[-MOST_HOPS:]):
            found = _read(hop)
            if found is None:
                return near
            near = found
            if not self._is_ours(found):
                return found
        return near

    def _is_ours(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def _plain(headers: Sequence[str]) -> list[str]:
    return [hop.strip() for header in headers for hop in header.split(",")]


def _forwarded(headers: Sequence[str]) -> list[str]:
    """RFC 7239; a hop without an address, or with a name in its place, is read as nothing."""
    hops = [hop for header in headers for hop in header.split(",")]
    return [found[1] if (found := _FOR.search(hop)) else "" for hop in hops]


def _read(written: str) -> Address | None:
    """An IPv4 address that came in the clothes of an IPv6 one is an IPv4 address."""
    try:
        found = ip_address(written)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
