"""Not too many: of one address, one network, and all together."""

from __future__ import annotations

import asyncio
import tracemalloc
from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest
from aiohttp import web

from adapters.web.callers import Callers
from adapters.web.limits import Allowance, Limits
from tests.web.place import Place, code_at, opened

PROXY = Callers((ip_network("127.0.0.0/8"),))
FEW = Allowance(address=3, network=5, wider=7, everybody=9)
HOME = "192.0.2.1"


class Ticks:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def wait(limits: Limits, address: str, *, writes: bool = False) -> int:
    """Seconds to wait, as it is told; 0 for one that is let in."""
    try:
        limits.must_be_few(ip_address(address), writes=writes)
    except web.HTTPTooManyRequests as refused:
        return int(refused.headers["Retry-After"])
    return 0


@pytest.mark.parametrize(
    "addresses, let_in",
    [
        ([HOME] * 6, 3),
        ([f"192.0.2.{n}" for n in range(9)], 5),
        ([f"192.0.{n}.1" for n in range(9)], 7),
        ([f"192.{n}.2.1" for n in range(12)], 9),
        ([f"2001:db8::{n}" for n in range(9)], 3),
        ([f"2001:db8:0:{n}::1" for n in range(9)], 5),
        ([f"2001:db8:0:{n}00::1" for n in range(9)], 7),
        ([f"2001:db8:{n}::1" for n in range(12)], 9),
    ],
)
def test_an_address_a_network_and_everybody_have_their_measure(addresses: list[str], let_in: int) -> None:
    """An IPv6 customer has a whole /64, which counts as one address; a site has a /48."""
    limits = Limits(FEW, FEW, Ticks())

    assert [wait(limits, each) for each in addresses].count(0) == let_in


def test_what_was_refused_is_told_when_to_come_again() -> None:
    """And is let in then; whoever is refused takes nothing from the others."""
    ticks = Ticks()
    limits = Limits(FEW, FEW, ticks)
    waits = [wait(limits, HOME) for _ in range(50)]
    ticks.seconds = waits[-1]

    assert waits[:4] == [0, 0, 0, 20]
    assert wait(limits, HOME) == 0
    assert wait(limits, "192.0.2.2") == 0


def test_reading_takes_nothing_from_writing() -> None:
    """Each has buckets of its own."""
    limits = Limits(FEW, FEW, Ticks())
    for _ in range(9):
        wait(limits, HOME)

    assert wait(limits, HOME, writes=True) == 0


def test_a_million_addresses_take_no_more_room_than_so_many() -> None:
    """Those that were seen longest ago are forgotten."""
    wide, most = Allowance(10, 10**7, 10**7, 10**7), 250
    limits = Limits(wide, wide, Ticks(), most)
    tracemalloc.start()
    for number in range(8 * most):
        limits.must_be_few(ip_address(number << 8), writes=False)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < most * 1000


@pytest.mark.parametrize(
    "headers, refused",
    [
        ({}, [200, 200, 200, 429]),
        ({"X-Forwarded-For": "192.0.2.{n}"}, [200] * 4),
        ({"X-Forwarded-For": "203.0.113.{n}, 192.0.2.1"}, [200, 200, 200, 429]),
        ({"X-Forwarded-For": "192.0.2.{n}, 127.0.0.9"}, [200] * 4),
        ({"X-Forwarded-For": "nonsense{n}"}, [200, 200, 200, 429]),
        ({"Forwarded": 'for="[2001:db8:{n}::1]:47011";proto=https'}, [200] * 4),
        ({"Forwarded": "for=_hidden{n}"}, [200, 200, 200, 429]),
        ({"X-Forwarded-For": "192.0.2.{n}", "Forwarded": "for=198.51.100.{n}"}, [200, 200, 200, 429]),
        ({"X-Forwarded-For": "::ffff:192.0.2.1, ::ffff:7f00:{n}"}, [200, 200, 200, 429]),
    ],
)
async def test_a_proxy_is_believed_where_it_is_trusted(
    migrated_sqlite: str, headers: dict[str, str], refused: list[int]
) -> None:
    """The nearest hop that is none of ours; what cannot be read, or is said twice, is the proxy's own."""
    wide = Allowance(address=3, network=100, wider=100, everybody=100)
    async with opened(migrated_sqlite, callers=PROXY, limits=Limits(wide, wide, Ticks())) as place:
        shown = [
            await place.get("/en", **{name: value.replace("{n}", str(n)) for name, value in headers.items()})
            for n in range(4)
        ]

    assert [each.status for each in shown] == refused


async def test_nobody_escapes_by_a_header_where_no_proxy_is_trusted(migrated_sqlite: str) -> None:
    """What anybody can write counts for nothing."""
    async with opened(migrated_sqlite, limits=Limits(FEW, FEW, Ticks())) as place:
        shown = [await place.get("/fr", **{"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(4)]

    assert [each.status for each in shown] == [200, 200, 200, 429]
    assert shown[-1].headers["Retry-After"] == "20"
    assert "Trop de demandes à la fois" in shown[-1].words


async def test_a_storm_from_one_source_leaves_the_bot_unharmed(migrated_sqlite: str) -> None:
    """Pages are refused, what is not there too; health and calendars are not, nor are others' pages."""
    allowed = Allowance(address=3, network=5, wider=7, everybody=99)
    async with opened(migrated_sqlite, callers=PROXY, limits=Limits(allowed, allowed, Ticks())) as flooded:
        storm = [(await flooded.get(f"/en/{n}", **{"X-Forwarded-For": HOME})).status for n in range(300)]
        health = (await flooded.get("/healthz")).status
        other = (await flooded.get("/en", **{"X-Forwarded-For": "198.51.100.7"})).status

    assert (storm.count(404), storm.count(429)) == (3, 297)
    assert (health, other) == (200, 200)


async def test_somebody_registers_in_the_middle_of_a_storm(migrated_sqlite: str) -> None:
    """From elsewhere: none of it is refused, while nearly all of the storm is."""
    async with opened(migrated_sqlite, callers=PROXY, limits=Limits()) as flooded:
        zoe = replace(flooded, headers={"X-Forwarded-For": "198.51.100.7"})

        async def storm(path: str) -> list[int]:
            return [(await flooded.get(path, **{"X-Forwarded-For": HOME})).status for _ in range(150)]

        storms = [asyncio.create_task(storm(path)) for path in ("/en/join", "/fr", "/", "/nothing") * 2]
        waiting = await zoe.enters(await zoe.asks(), code_at(zoe.house))
        refused = [status for each in storms for status in await each if status == 429]

    assert "A person will answer you" in waiting.words
    assert len(refused) >= 8 * 150 - 240 - 100


async def test_a_page_that_is_loaded_without_end_is_there_again_in_a_minute(place: Place) -> None:
    """It is said so, and is not said to be gone; looking things up is counted for each caller by itself."""
    asked = await place.asks()
    shown = [await place.get(asked.place) for _ in range(90)]
    place.house.waits_for(minutes=2)
    again = await place.get(asked.place)

    assert {each.status for each in shown} == {200, 429}
    assert shown[-1].headers["Retry-After"] == "60"
    assert again.status == 200


async def test_one_who_looks_up_without_end_keeps_nobody_else_from_it(migrated_sqlite: str) -> None:
    """Each caller has a measure of their own."""
    async with opened(migrated_sqlite, callers=PROXY) as place:
        flood = [
            (await place.get("/en/communities?q=calg", **{"X-Forwarded-For": HOME})).words for _ in range(302)
        ]
        other = await place.get("/en/communities?q=calg", **{"X-Forwarded-For": "198.51.100.7"})

    assert flood[-1] == "[]"
    assert "Calgary" in other.words
