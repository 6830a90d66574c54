"""What SPF records are taken for, and what an operator is told to do about them."""

from __future__ import annotations

import pytest

from adapters.doctor import ok
from adapters.mail_records import Records
from adapters.spf import check_spf

DOMAIN = "network.example"
OTHER = "google-site-verification=canary"
ELEVEN = " ".join(f"include:{number}.example" for number in range(11))


@pytest.mark.parametrize(
    "texts, lookups",
    [
        (("v=spf1 include:_spf.mail.example ~all",), 1),
        ((OTHER, "V=SPF1 IP4:192.0.2.1 A MX/24 -ALL"), 2),
        (("v=spf1 a:mail.example/24//64 ip6:2001:db8::/32 exists:%{i}.example ptr ~all exp=why.example",), 3),
        (("v=spf1 redirect=_spf.mail.example",), 1),
        (("v=spf1 mx -all redirect=_spf.mail.example",), 1),
        ((f"v=spf1 {ELEVEN.partition(' ')[2]} ~all",), 10),
    ],
)
def test_a_sound_spf_record_is_well(texts: Records, lookups: int) -> None:
    """One record that names somebody and says what of the others; its own look-ups are counted."""
    said = f"network.example has an SPF record ({lookups} of 10 look-ups at its top level)"

    assert check_spf(DOMAIN, texts) == ok(said)


@pytest.mark.parametrize(
    "texts, words",
    [
        (None, "cannot be asked"),
        ((), "has no SPF record"),
        ((OTHER, "v=spf10 mx -all", "spf1 mx -all"), "has no SPF record"),
        (("v=spf1 mx -all", "v=spf1 a -all"), "has 2 SPF records, and receivers believe none"),
        (("v=spf1 mx +all",), "+all"),
        (("v=spf1 mx all",), "+all"),
        (("v=spf1 mx ?all",), "?all"),
        (("v=spf1 mx +all -all",), "+all"),
        (("v=spf1 mx",), "end it with ~all or -all"),
        (("v=spf1",), "end it with ~all or -all"),
        (("v=spf1 -all",), "lets nobody send"),
        (("v=spf1 ipv4:192.0.2.1 -all",), "a word that SPF does not know"),
        (("v=spf1 mx, -all",), "a word that SPF does not know"),
        ((f"v=spf1 {ELEVEN} -all",), "needs 11 look-ups"),
        ((f"v=spf1 {ELEVEN.partition(' ')[2]} redirect=one.more.example",), "needs 11 look-ups"),
    ],
)
def test_an_spf_record_that_does_harm_or_nothing_is_told(texts: Records, words: str) -> None:
    """None, several, void, open to everybody, or too dear for receivers."""
    found = check_spf(DOMAIN, texts)

    assert (found.verdict, words in found.said) == ("warn", True)


def test_no_line_quotes_the_record() -> None:
    """Whoever writes a zone could write to the operator's screen."""
    assert "canary" not in repr(
        [check_spf(DOMAIN, (f"v=spf1 {canary} -all",)) for canary in ("canary", "a:canary")]
    )
