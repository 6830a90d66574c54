"""What somebody types as a mail address becomes a value that can be weighed, or is refused with a reason."""

import csv
from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.addresses import LibraryAddresses
from adapters.communities import Directory
from bot.joining.address import Address, Domain, MalformedAddress

ADDRESSES = LibraryAddresses()


def reason(raw: str) -> str:
    with pytest.raises(MalformedAddress) as malformed:
        ADDRESSES.read(raw)
    return malformed.value.code


def test_an_address_is_sent_to_as_typed_and_compared_in_lower_case() -> None:
    """Trimmed; the host in lower case, the mailbox without case and tag."""
    assert ADDRESSES.read(" Jo.Roy+Peers@Calgary.CA\n") == Address(
        "Jo.Roy+Peers@Calgary.CA",
        "jo.roy@calgary.ca",
        "calgary.ca",
        Domain.ORDINARY,
        decoded="calgary.ca",
        skeleton="calgary.ca",
    )


@pytest.mark.parametrize(
    "raw, mailbox",
    [
        ("jo+a@york.ca", "jo@york.ca"),
        ("jo+a+b@york.ca", "jo@york.ca"),
        ("+jo@york.ca", "+jo@york.ca"),
        ("j.o@york.ca", "j.o@york.ca"),
    ],
)
def test_one_mailbox_is_one_account_whatever_its_tag(raw: str, mailbox: str) -> None:
    """Dots make a difference at most hosts, so they stay."""
    assert ADDRESSES.read(raw).mailbox == mailbox


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "@",
        "jo",
        "jo@",
        "@calgary.ca",
        "jo@calgary.ca@x.net",
        '"jo@calgary.ca"@x.net',
        '"jo"@calgary.ca',
        "Jo <jo@calgary.ca>",
        "jo@[192.0.2.1]",
        "jo@[IPv6:2001:db8::1]",
        "jo@192.0.2.1",
        "jo@calgary.ca.",
        "jo@.calgary.ca",
        "jo@calgary..ca",
        "jo@-calgary.ca",
        "jo@cal_gary.ca",
        "jo@intranet",
        "jo@test",
        "jo@office.local",
        "jo@localhost",
        "jo..roy@calgary.ca",
        ".jo@calgary.ca",
        "jo roy@calgary.ca",
        "jo@cal gary.ca",
        "jo\x00@calgary.ca",
        "jo@calgary.ca\x00",
        "jo\r\nBcc: x@calgary.ca",
        "jo@calgary\u2028.ca",
        "jo@calgary.ca\ud800",
        "jö@calgary.ca",
        "jo@" + "x" * 300 + ".ca",
        "x" * 65 + "@calgary.ca",
        "jo@" + "x." * 150 + "ca",
        "jo@xn--a.ca",
    ],
)
def test_what_is_no_usable_address_is_malformed(raw: str) -> None:
    """Nothing of it is guessed at."""
    assert reason(raw) == "malformed_address"


@pytest.mark.parametrize("host", ["qc.ca", "on.ca", "QC.CA", "quebec", "ca", "co.uk", "github.io"])
def test_a_name_under_which_anybody_can_register_is_no_organisation(host: str) -> None:
    """It is on the public suffix list."""
    assert reason(f"jo@{host}") == "public_suffix"


@pytest.mark.parametrize("host", ["cаlgary.ca", "montréal.ca", "calgary。ca", "\u212aingston.ca", "ｙork.ca"])
def test_a_domain_with_other_letters_is_refused_as_such(host: str) -> None:
    """Even one that would become a plain letter when normalised: it may look like another one."""
    assert reason(f"jo@{host}") == "non_ascii_domain"


def test_the_encoded_form_of_such_a_name_is_read_as_it_stands() -> None:
    """It never becomes the name that it looks like."""
    assert ADDRESSES.read("jo@xn--clgary-3nf.ca").host == "xn--clgary-3nf.ca"


@pytest.mark.parametrize(
    "host, domain",
    [
        ("gc.ca", Domain.FEDERAL),
        ("sac-isc.gc.ca", Domain.FEDERAL),
        ("canada.ca", Domain.FEDERAL),
        ("gov.bc.ca", Domain.PROVINCIAL),
        ("ontario.ca", Domain.PROVINCIAL),
        ("mamh.gouv.qc.ca", Domain.PROVINCIAL),
        ("gnb.ca", Domain.PROVINCIAL),
        ("Gmail.com", Domain.FREE_MAIL),
        ("sasktel.net", Domain.FREE_MAIL),
        ("globetrotter.net", Domain.FREE_MAIL),
        ("nb.sympatico.ca", Domain.FREE_MAIL),
        ("town.onmicrosoft.com", Domain.PLATFORM),
        ("ubc.ca", Domain.EDUCATION),
        ("grenfell.mun.ca", Domain.EDUCATION),
        ("sd23.bc.ca", Domain.EDUCATION),
        ("fcm.ca", Domain.PARTNER),
        ("iclei.org", Domain.PARTNER),
        ("mailinator.com", Domain.DISPOSABLE),
        ("any.mailinator.com", Domain.DISPOSABLE),
        ("sub.calgary.ca", Domain.ORDINARY),
        ("town.bonnyville.ab.ca", Domain.ORDINARY),
        ("amos.quebec", Domain.ORDINARY),
    ],
)
def test_a_host_is_of_the_class_of_its_longest_listed_parent(host: str, domain: Domain) -> None:
    """Or ordinary."""
    assert ADDRESSES.read(f"jo@{host}").domain is domain


@pytest.mark.parametrize("host", ["notgc.ca", "xgmail.com", "gmail.com.evil.com", "canada.ca.evil.com"])
def test_only_whole_labels_count(host: str) -> None:
    """Neither the end of a label nor a name in front of another one makes a class."""
    assert ADDRESSES.read(f"jo@{host}").domain is Domain.ORDINARY


@pytest.mark.parametrize("suffix", ["ab", "bc", "mb", "nl", "ns", "nt", "nu", "on", "pe", "sk", "yk"])
def test_each_province_and_territory_is_known_by_its_old_government_domain(suffix: str) -> None:
    """gov.<two letters>.ca; Québec's and New Brunswick's are shaped otherwise."""
    assert ADDRESSES.read(f"jo@gov.{suffix}.ca").domain is Domain.PROVINCIAL


@pytest.mark.parametrize("host", ["town.test", "test", "localhost", "town.localhost", "town.invalid"])
def test_a_host_that_no_letter_reaches_is_no_address(host: str) -> None:
    """Names that are reserved, and those without a dot."""
    assert reason(f"jo@{host}") == "malformed_address"


def test_every_listed_domain_can_be_written_to_and_is_ordinary() -> None:
    """No community of the registry is taken for a government, a provider or a suffix."""
    registry = Directory.starter()
    domains = [each.domain for community in registry for each in registry.of(community.id)]

    assert len(domains) > 80
    for domain in domains:
        address = ADDRESSES.read(f"jo@{domain}")
        assert (address.host, address.decoded, address.domain) == (domain, domain, Domain.ORDINARY)


def test_the_list_of_classes_names_each_suffix_once() -> None:
    """In lower case, with a class that is known."""
    file = resources.files("adapters") / "data" / "mail_domains.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    suffixes = [row["suffix"] for row in rows]

    assert len(set(suffixes)) == len(suffixes) > 100
    assert suffixes == [suffix.lower() for suffix in suffixes]
    assert {row["class"] for row in rows} == {*Domain} - {Domain.ORDINARY, Domain.DISPOSABLE}


def test_an_error_holds_nothing_of_the_address() -> None:
    """It may reach a log."""
    with pytest.raises(MalformedAddress) as malformed:
        ADDRESSES.read("secret name@calgary.ca")

    assert str(malformed.value) == "malformed_address"
    assert malformed.value.__cause__ is None


PARTS = st.one_of(
    st.text(st.characters(codec=None), max_size=12),
    st.sampled_from(["@", ".", "calgary.ca", "jo", "+", '"', "[", "xn--", "test", "ca", "\u0301", "א", "-"]),
)


@given(st.lists(PARTS, max_size=9).map("".join))
@example("jo@" + "א" * 64 + ".ca")
def test_any_text_is_an_address_or_malformed(raw: str) -> None:
    """Nothing else is raised, and what is read is plain: one @, an ASCII host of at least two labels."""
    try:
        address = ADDRESSES.read(raw)
    except MalformedAddress as malformed:
        assert malformed.code in {"malformed_address", "public_suffix", "non_ascii_domain"}  # noqa: PT017
        return

    assert address.typed in raw
    assert address.host == address.typed.partition("@")[2].lower()
    assert address.host.isascii()
    assert len(address.labels) > 1
    assert ADDRESSES.read(address.typed) == address
