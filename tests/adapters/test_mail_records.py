"""What records of DNS are taken for, and what an operator is told to do about them."""

from __future__ import annotations

import pytest

from adapters.doctor import Verdict, ok
from adapters.mail_records import Records, check_dkim, check_mx

DOMAIN = "network.example"
OTHER = "google-site-verification=canary"
KEY = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ=="


@pytest.mark.parametrize(
    "record", [f"v=DKIM1; k=rsa; p={KEY}", f"p={KEY}", f"v=DKIM1; t=s; p={KEY[:20]} {KEY[20:]};"]
)
def test_a_dkim_record_with_a_key_is_well(record: str) -> None:
    """Its version may be left out, and blanks in the key do no harm."""
    assert check_dkim(DOMAIN, "s1", (record,)) == ok(
        "the DKIM record s1._domainkey.network.example holds a key"
    )


@pytest.mark.parametrize(
    "texts, words",
    [
        (None, "cannot be asked"),
        ((), "0 records"),
        ((f"v=DKIM1; p={KEY}", f"v=DKIM1; p={KEY}"), "2 records"),
        ((OTHER,), "is none"),
        ((f"v=DKIM2; p={KEY}",), "is none"),
        (("v=DKIM1; p=",), "was revoked"),
        (("v=DKIM1; p=MIG…",), "a damaged key"),
        (("v=DKIM1; p=MIGfM",), "a damaged key"),
        ((f"v=DKIM1; t=y:s; p={KEY}",), "(t=y)"),
    ],
)
def test_a_dkim_record_without_a_usable_key_is_told(texts: Records, words: str) -> None:
    """None, several, revoked, damaged, or only being tried."""
    found = check_dkim(DOMAIN, "s1", texts)

    assert (found.verdict, words in found.said) == ("warn", True)


def test_without_a_selector_the_doctor_says_where_to_find_it() -> None:
    """It cannot be guessed, but a letter that has arrived holds it."""
    found = check_dkim(DOMAIN, None, ())

    assert found.verdict is Verdict.WARN
    assert "s= in the DKIM-Signature" in found.said


@pytest.mark.parametrize(
    "exchanges, verdict, words",
    [
        (("10 mail.network.example.",), "ok", "has an MX record"),
        ((), "warn", "has no MX record"),
        (("0 .",), "warn", "takes no mail"),
        (None, "warn", "cannot be asked"),
    ],
)
def test_replies_and_bounces_need_a_way_back(exchanges: Records, verdict: str, words: str) -> None:
    """A domain that takes no mail says so by a dot, or by having no record."""
    found = check_mx(DOMAIN, exchanges)

    assert (found.verdict, words in found.said) == (verdict, True)


@pytest.mark.parametrize("text", ["v=DKIM1; p=canary!"])
def test_no_line_quotes_a_record(text: str) -> None:
    """Whoever writes a zone could write to the operator's screen."""
    found = [
        check_dkim(DOMAIN, "s1", (text,)),
        check_mx(DOMAIN, (text,)),
    ]

    assert "canary" not in repr(found)
    assert not any("\n" in finding.said for finding in found)
