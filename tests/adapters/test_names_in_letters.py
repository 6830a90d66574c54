"""Hosts in other letters, offices' mailboxes, and what domains are known for."""

import csv

import pytest

from adapters.addresses import LibraryAddresses
from adapters.registry_file import read_registry
from bot.joining.address import Domain, MalformedAddress
from tests.public_data import PUBLIC_DATA, beside_the_list

ADDRESSES = LibraryAddresses()
CLASSES = {
    "association_or_partner": Domain.PARTNER,
    "education": Domain.EDUCATION,
    "federal": Domain.FEDERAL,
    "free_mail": Domain.FREE_MAIL,
    "isp_mail": Domain.FREE_MAIL,
    "provincial": Domain.PROVINCIAL,
    "shared_platform": Domain.PLATFORM,
}


@pytest.mark.parametrize(
    "host, decoded, skeleton",
    [
        ("xn--clgary-3nf.ca", "cаlgary.ca", "calgary.ca"),
        ("XN--CLGARY-3NF.CA", "cаlgary.ca", "calgary.ca"),
        ("mail.xn--montral-fya.ca", "mail.montréal.ca", "mall.montreal.ca"),
        ("calgary.ca", "calgary.ca", "calgary.ca"),
        ("rnetro.ca", "rnetro.ca", "metro.ca"),
    ],
)
def test_a_host_is_read_as_it_looks(host: str, decoded: str, skeleton: str) -> None:
    """Encoded labels written out; what looks alike made one."""
    address = ADDRESSES.read(f"jo@{host}")

    assert (address.host, address.decoded, address.skeleton) == (host.lower(), decoded, skeleton)
    assert address.is_idn is (decoded != host.lower())


@pytest.mark.parametrize(
    "host",
    ["xn--a.ca", "xn--.ca", "xn--calgary.ca", "xn--calgary-.ca", "xn--i-7iq.ca", "a.xn--999999999.ca"],
)
def test_what_says_that_it_is_encoded_and_is_not_is_malformed(host: str) -> None:
    """Or stands for something that is no name: an emoji, plain letters."""
    with pytest.raises(MalformedAddress, match="malformed_address"):
        ADDRESSES.read(f"jo@{host}")


@pytest.mark.parametrize("host", ["cаlgary.ca", "cаlgаry.са", "カルガリー.ca", "ᴄalgary.ca", "calgary.cа"])
def test_scripts_that_are_mixed_or_not_are_refused_as_typed(host: str) -> None:
    """Only the encoded form says which letters they are."""
    with pytest.raises(MalformedAddress, match="non_ascii_domain"):
        ADDRESSES.read(f"jo@{host}")


@pytest.mark.parametrize(
    "local",
    ["info", "Info", "INFO+peers", "dg", "clerk", "mayor", "mairie", "administration", "town.office",
     "secretaire-tresoriere", "directiongenerale", "public_works", "bandoffice", "reception"],
)  # fmt: skip
def test_an_office_s_mailbox_is_known_by_its_name(local: str) -> None:
    """In both languages, however its words are parted."""
    assert ADDRESSES.read(f"{local}@calgary.ca").role_mailbox


@pytest.mark.parametrize("local", ["jo", "jo.info", "clerkson", "mayora", "cao.minh", "info2go", "dgagnon"])
def test_a_person_s_mailbox_is_none(local: str) -> None:
    """The whole name counts, never a part of it."""
    assert not ADDRESSES.read(f"{local}@calgary.ca").role_mailbox


@beside_the_list
def test_we_class_domains_as_the_list_beside_us_does() -> None:
    """All that differs is told."""
    with (PUBLIC_DATA / "mail_domain_classes.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["class"] in CLASSES]
    ours = {row["suffix"]: ADDRESSES.read(f"jo@{row['suffix']}").domain for row in rows}

    assert {s: d for s, d in ours.items() if d is not CLASSES[_class(rows, s)]} == {}


@beside_the_list
def test_no_listed_domain_is_of_a_class() -> None:
    """What is known of communities and what is known of others contradict each other nowhere."""
    file = read_registry((PUBLIC_DATA / "communities.csv").read_bytes(), ADDRESSES)

    assert file.problems == ()
    assert len(file.listed) > 3000


def _class(rows: list[dict[str, str]], suffix: str) -> str:
    return next(row["class"] for row in rows if row["suffix"] == suffix)
