"""Asking a real name server over UDP: what it has, that it has nothing, that it does not answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.nameserver import Dns
from tests.wire.dns_server import FAILURE, SILENCE, NameServer, running_name_server

ZONE = {
    ("network.example", "TXT"): ('"v=spf1 mx -all"', '"another"', '"v=spf1 " "include:_spf.ex" "ample ~all"'),
    ("network.example", "MX"): ("10 mail.network.example.", "20 spare.example."),
    ("none.example", "MX"): ("0 .",),
    ("bytes.example", "TXT"): (r'"caf\233"',),
    ("failing.example", "TXT"): FAILURE,
    ("silent.example", "TXT"): SILENCE,
    ("_dmarc.network.example", "TXT"): ('"v=DMARC1; p=reject"',),
    ("_dmarc.mail.own.example", "TXT"): ('"v=DMARC1; p=none"',),
    ("_dmarc.silent.example", "TXT"): SILENCE,
}


@pytest.fixture
async def server() -> AsyncIterator[NameServer]:
    async with running_name_server(ZONE) as server:
        yield server


@pytest.fixture
def dns(server: NameServer) -> Dns:
    return Dns(server.place, patience=0.5)


async def test_each_text_record_is_put_together_from_its_strings(dns: Dns) -> None:
    """A long one is cut in strings of 255 octets, which belong together without a blank."""
    texts = await asyncio.to_thread(dns.texts, "network.example")

    assert texts is not None
    assert set(texts) == {"v=spf1 mx -all", "another", "v=spf1 include:_spf.example ~all"}


async def test_mail_exchanges_are_told_as_in_a_zone_file(dns: Dns) -> None:
    """With the dot of a domain that takes no mail."""
    some = await asyncio.to_thread(dns.exchanges, "network.example")
    none = await asyncio.to_thread(dns.exchanges, "none.example")

    assert some is not None
    assert set(some) == {"10 mail.network.example.", "20 spare.example."}
    assert none == ("0 .",)


async def test_a_name_that_is_not_there_has_nothing(dns: Dns) -> None:
    """NXDOMAIN is an answer."""
    assert await asyncio.to_thread(dns.texts, "nowhere.example") == ()


async def test_a_name_without_such_records_has_nothing(dns: Dns) -> None:
    """It exists, with others."""
    assert await asyncio.to_thread(dns.texts, "none.example") == ()


@pytest.mark.parametrize("name", ["failing.example", "silent.example", f"{'x' * 64}.example"])
async def test_no_answer_is_not_taken_for_nothing(dns: Dns, name: str) -> None:
    """A server that fails, one that stays silent, and a name that cannot be asked for."""
    assert await asyncio.to_thread(dns.texts, name) is None


async def test_a_name_server_that_is_not_there_gives_no_answer() -> None:
    """Nobody listens at the port."""
    async with running_name_server({}) as server:
        place = server.place

    assert await asyncio.to_thread(Dns(place, patience=0.5).texts, "network.example") is None


async def test_octets_beyond_ascii_do_no_harm(dns: Dns) -> None:
    """Anybody can publish any."""
    assert await asyncio.to_thread(dns.texts, "bytes.example") == ("caf\ufffd",)


@pytest.mark.parametrize(
    "domain, place, texts",
    [
        ("network.example", "network.example", ("v=DMARC1; p=reject",)),
        ("mail.network.example", "network.example", ("v=DMARC1; p=reject",)),
        ("mail.own.example", "mail.own.example", ("v=DMARC1; p=none",)),
        ("nowhere.example", "nowhere.example", ()),
        ("mail.nowhere.example", "nowhere.example", ()),
        ("silent.example", "silent.example", None),
    ],
)
async def test_the_dmarc_record_is_its_own_or_the_registered_domains(
    dns: Dns, domain: str, place: str, texts: tuple[str, ...] | None
) -> None:
    """As receivers look for it."""
    assert await asyncio.to_thread(dns.dmarc, domain) == (place, texts)
