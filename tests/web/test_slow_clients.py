"""Clients that take their time, and all the connections: they are cut, and others are served meanwhile."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from adapters.web.patience import Patience
from tests.web.place import opened
from tests.web.raw import Raw

SOON = timedelta(seconds=0.3)
ASK = b"GET /en HTTP/1.1\r\nHost: x\r\n\r\n"
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


async def without_end(*acts: Callable[[], Awaitable[object]]) -> None:
    while True:
        for act in acts:
            await act()


async def test_whoever_sends_half_a_head_is_cut(migrated_sqlite: str) -> None:
    """The first one and a later one, on a connection that rests in between; others are served meanwhile."""
    patience = Patience(head=SOON, rest=SOON.total_seconds())
    async with opened(migrated_sqlite, patience=patience) as place:
        slow = [await Raw.opened(place.base) for _ in range(20)]
        for each in slow:
            await each.says(b"GET /en HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        later = await Raw.opened(place.base)
        await later.says(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /en HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        shown = await place.get("/en")
        ends = await asyncio.gather(*(each.rest() for each in slow), later.rest())

    assert shown.status == 200
    assert ends[:-1] == [b""] * 20
    assert ends[-1].count(b"HTTP/1.1") == 1


async def test_connections_are_not_without_number(migrated_sqlite: str) -> None:
    """Above so many at once, a new one is cut without being heard."""
    async with opened(migrated_sqlite, patience=Patience(most=3)) as place:
        held = [await Raw.opened(place.base) for _ in range(3)]
        for each in held:
            await each.says(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        one_more = await Raw.opened(place.base)

        assert await one_more.rest() == b""
        for each in held:
            await each.ends()


async def test_whoever_sends_one_header_after_the_other_is_cut(migrated_sqlite: str) -> None:
    """However busy they are: the whole head has to come in time."""
    async with opened(migrated_sqlite, patience=Patience(head=SOON)) as place:
        slow = await Raw.opened(place.base)
        await slow.says(b"GET /en HTTP/1.1\r\nHost: x\r\n")
        with pytest.raises(ConnectionError):
            await without_end(lambda: slow.says(b"X-Slow: 1\r\n"), lambda: place.get("/healthz"))


async def test_whoever_reads_no_answer_is_cut(migrated_sqlite: str) -> None:
    """Though they go on asking: what is meant for them is not kept for ever."""
    loop = asyncio.get_running_loop()
    async with opened(migrated_sqlite, patience=Patience(answer=SOON)) as place:
        there = urlsplit(place.base)
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.setblocking(False)  # noqa: FBT003 - as it is called
            await loop.sock_connect(deaf, (there.hostname, there.port))
            with pytest.raises(ConnectionError):
                await without_end(lambda: loop.sock_sendall(deaf, ASK * 100))

        assert (await place.get("/en")).status == 200


@pytest.mark.parametrize("is_proxy", [False, True])
async def test_one_address_does_not_take_all_connections(migrated_sqlite: str, *, is_proxy: bool) -> None:
    """Above so many, one more is cut at once; but everybody comes from a trusted proxy's."""
    patience = Patience(of_one=3, is_proxy=lambda _: is_proxy)
    async with opened(migrated_sqlite, patience=patience) as place:
        held = [await Raw.opened(place.base) for _ in range(3)]
        for each in held:
            await each.says(HEALTH)
        one_more = await Raw.opened(place.base)
        await one_more.says(HEALTH.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        said = await one_more.rest()
        for each in held:
            await each.ends()

    assert said.startswith(b"HTTP/1.1 200 ") == is_proxy


async def test_requests_that_come_at_once_are_answered_in_turn(migrated_sqlite: str) -> None:
    """On one connection, each with its own answer."""
    async with opened(migrated_sqlite) as place:
        raw = await Raw.opened(place.base)
        asked = (b"/en/join", b"/nothing", b"/healthz", b"/fr/meetings")
        lines = [b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % each for each in asked]
        await raw.says(b"".join(lines)[:-2] + b"Connection: close\r\n\r\n")
        said = await raw.rest()

    assert [each[:3] for each in said.split(b"HTTP/1.1 ")[1:]] == [b"200", b"404", b"200", b"200"]
