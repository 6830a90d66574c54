"""Listed domains that a host could be taken for: letters that look alike, one letter, another ending."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.addresses import LibraryAddresses
from adapters.communities import Directory
from adapters.confusables import skeleton
from adapters.lookalikes import Lookalikes
from adapters.registry_file import read_registry
from bot.communities.registry import Changes
from tests.core.claims import NOW, says
from tests.public_data import PUBLIC_LIST, beside_the_list

ADDRESSES = LibraryAddresses()
LISTED = frozenset(
    {
        "calgary.ca", "brampton.ca", "frampton.ca", "cnv.org", "dnv.org", "town.bonnyville.ab.ca",
        "md.bonnyville.ab.ca", "montreal.ca", "ville.alma.qc.ca", "carmanmanitoba.ca", "amos.quebec",
    }
)  # fmt: skip


def found(host: str) -> list[tuple[str, str]]:
    address = ADDRESSES.read(f"jo@{host}")
    return [(each.domain, each.how) for each in Lookalikes().find(address, LISTED)]


@pytest.mark.parametrize(
    "host, domain, how",
    [
        ("calqary.ca", "calgary.ca", "letter"),
        ("cagary.ca", "calgary.ca", "letter"),
        ("callgary.ca", "calgary.ca", "letter"),
        ("clagary.ca", "calgary.ca", "letter"),
        ("calgary.cc", "calgary.ca", "ending"),
        ("calgary.co", "calgary.ca", "ending"),
        ("calgary.ab.ca", "calgary.ca", "ending"),
        ("amos.ca", "amos.quebec", "ending"),
        ("ville.alma.ca", "ville.alma.qc.ca", "ending"),
        ("carrnanmanitoba.ca", "carmanmanitoba.ca", "skeleton"),
        ("ca1gary.ca", "calgary.ca", "skeleton"),
        ("xn--clgary-3nf.ca", "calgary.ca", "skeleton"),
        ("xn--montral-fya.ca", "montreal.ca", "skeleton"),
        ("mail.calqary.ca", "calgary.ca", "letter"),
        ("a.b.calqary.ca", "calgary.ca", "letter"),
        ("mail.xn--clgary-3nf.ca", "calgary.ca", "skeleton"),
    ],
)
def test_what_could_be_taken_for_a_listed_domain_is_told(host: str, domain: str, how: str) -> None:
    """Of the host itself and of each parent that somebody can have registered."""
    assert found(host) == [(domain, how)]


@pytest.mark.parametrize(
    "host",
    [
        "calgary.ca",
        "claqary.ca",
        "mycalgary.ca",
        "calgary.example.com",
        "gmail.com",
        "newtown.ca",
        "mail.ville.alma.qc.ca",
        "bonnyville.ab.ca",
        "xn--fiq228c.ca",
    ],
)
def test_what_is_further_away_is_not(host: str) -> None:
    """A listed domain is never taken for itself, and two letters are too many."""
    assert found(host) == []


def test_real_neighbours_are_told_of_each_other() -> None:
    """It is a hint, and both are communities."""
    assert found("brampton.ca") == [("frampton.ca", "letter")]
    assert found("cnv.org") == [("dnv.org", "letter")]
    assert found("mnv.org") == [("cnv.org", "letter"), ("dnv.org", "letter")]


@given(st.sampled_from(sorted(LISTED)), st.data())
def test_each_single_slip_is_found(domain: str, data: st.DataObject) -> None:
    """Wherever in the name, and whichever letter."""
    at = data.draw(st.integers(0, domain.index(".") - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    taken_out, put_in = domain[:at] + domain[at + 1 :], domain[:at] + letter + domain[at:]

    for slip in {taken_out, put_in, domain[:at] + letter + domain[at + 1 :]} - LISTED:
        if not slip.startswith("."):
            assert domain in dict(found(slip))


def test_what_was_learned_is_looked_at_and_what_was_revoked_no_more() -> None:
    """The index follows the registry."""
    directory, address = Directory(listed=[says("a", "oldtown.ca")]), ADDRESSES.read("jo@newtovn.ca")
    learned = says("b", "newtown.ca")

    assert directory.lookalikes(address) == []
    directory.apply(Changes(1, (), (learned,)))
    assert [each.domain for each in directory.lookalikes(address)] == ["newtown.ca"]
    directory.apply(Changes(2, (), (learned.revoke("coordinator", NOW),)))
    assert directory.lookalikes(address) == []


@pytest.mark.parametrize(
    "read, like",
    [
        ("cаlgary.ca", "calgary.ca"),
        ("ѕtjohnѕ.ca", "stjohns.ca"),
        ("montréal.ca", "montreal.ca"),
        ("łęthbrỉdgē.ca", "lethbrldge.ca"),
        ("modern.ca", "modem.ca"),
        ("town.wvvw.ca", "town.www.ca"),
    ],
)
def test_letters_that_look_alike_become_one(read: str, like: str) -> None:
    """Cyrillic, accents, and pairs of plain letters; dots stay."""
    assert skeleton(read) == like


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_any_text_has_a_skeleton(text: str) -> None:
    """Making alike what is alike changes nothing."""
    assert skeleton(skeleton(text)) == skeleton(text)


# ---- over the whole list


@beside_the_list
def test_of_all_real_domains_none_has_another_s_skeleton() -> None:
    """And some seventy pairs differ by one letter: hints, which block nobody."""
    file = read_registry(PUBLIC_LIST.read_bytes(), ADDRESSES)
    directory = Directory(file.communities, file.listed)
    domains = {each.domain for each in file.listed}
    hows = [
        (domain, each.domain, each.how)
        for domain in sorted(domains)
        for each in directory.lookalikes(ADDRESSES.read(f"jo@{domain}"))
    ]

    assert not [hint for hint in hows if hint[2] == "skeleton"]
    assert 60 <= len({frozenset(hint[:2]) for hint in hows if hint[2] == "letter"}) <= 80
