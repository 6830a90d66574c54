"""How much one address, one network and all together may ask of the pages; in memory, and of bounded size.

Each has a bucket that fills again evenly. A post costs from a bucket of its own, since it writes. Which
addresses there were is forgotten as soon as others come; none of it is logged.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_network
from time import monotonic

from aiohttp import web

from adapters.web.callers import Address

MOST_KEPT = 10_000  # buckets of a kind
Rate = tuple[float, float]  # so many in so many seconds


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many in so many seconds; as many may come at once."""

    address: int
    network: int
    wider: int
    everybody: int
    seconds: float = 60.0


READING = Allowance(address=240, network=1200, wider=3600, everybody=30_000)
WRITING = Allowance(address=30, network=120, wider=360, everybody=3000, seconds=600)  # letters follow


class Limits:
    """`now` is in seconds and never goes back."""

    def __init__(
        self,
        reading: Allowance = READING,
        writing: Allowance = WRITING,
        now: Callable[[], float] = monotonic,
        most: int = MOST_KEPT,
    ) -> None:
        self._allowed = {False: reading, True: writing}
        self._now = now
        self._buckets = {False: _Buckets(most), True: _Buckets(most)}

    def must_be_few(self, address: Address, *, writes: bool) -> None:
        """Raises 429 when there were too many: then nothing more is counted against anybody."""
        allowed, buckets = self._allowed[writes], self._buckets[writes]
        asked = list(zip(_keys(address), _rates(allowed), strict=True))
        wait = max(buckets.wait(key, rate, self._now()) for key, rate in asked)
        if wait > 0:
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(math.ceil(wait))})
        for key, rate in asked:
            buckets.take(key, rate, self._now())


class _Buckets:
    """What is left in each, and since when; those that were used longest ago are forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str, rate: Rate, now: float) -> float:
        """Seconds until there is one."""
        return max(0.0, (1 - self._now_left(key, rate, now)) * rate[1] / rate[0])

    def take(self, key: str, rate: Rate, now: float) -> None:
        self._left[key] = self._now_left(key, rate, now) - 1, now
        self._left.move_to_end(key)
        while len(self._left) > self._most:
            self._left.popitem(last=False)

    def _now_left(self, key: str, rate: Rate, now: float) -> float:
        most, seconds = rate
        left, since = self._left.get(key, (most, now))
        return min(most, left + (now - since) * most / seconds)


def _keys(address: Address) -> Iterator[str]:
    """IPv6 hands a whole /64 to one customer, and /48 to one site."""
    own, network, wider = (32, 24, 16) if isinstance(address, IPv4Address) else (64, 56, 48)
    for bits in (own, network, wider):
        yield f"{ip_network((address, bits), strict=False)}"
    yield "everybody"


def _rates(allowed: Allowance) -> Iterator[Rate]:
    for most in (allowed.address, allowed.network, allowed.wider, allowed.everybody):
        yield float(most), allowed.seconds
