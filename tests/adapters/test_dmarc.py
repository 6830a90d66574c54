"""What DMARC records are taken for, and what an operator is told to do about them."""

from __future__ import annotations

import pytest

from adapters.dmarc import check_dmarc
from adapters.doctor import ok
from adapters.mail_records import Records

DOMAIN = "network.example"
OTHER = "google-site-verification=canary"


@pytest.mark.parametrize(
    "place, record, policy",
    [
        (DOMAIN, "v=DMARC1; p=reject; rua=mailto:reports@network.example", "reject"),
        (DOMAIN, "v = DMARC1 ;P=Quarantine; rua=https://x.example, mailto:r@x.example!10m;", "quarantine"),
        ("example", "v=DMARC1; p=none; sp=quarantine; rua=mailto:r@x.example", "quarantine"),
        ("example", "v=DMARC1; p=reject; rua=mailto:r@x.example", "reject"),
    ],
)
def test_a_dmarc_policy_that_protects_is_well(place: str, record: str, policy: str) -> None:
    """The domain's own, or what the one above it says of those below."""
    said = f"the DMARC policy for network.example is {policy}, and reports are asked for"

    assert check_dmarc(DOMAIN, place, (OTHER, record)) == ok(said)


@pytest.mark.parametrize(
    "texts, words",
    [
        (None, "cannot be asked"),
        ((), "has no DMARC record"),
        (("v=DMARC10; p=reject",), "has no DMARC record"),
        (("v=DMARC1; p=reject", "v=DMARC1; p=none"), "has 2 DMARC records"),
        (("v=DMARC1; rua=mailto:r@x.example",), "no policy that receivers know"),
        (("v=DMARC1; p=refuse; rua=mailto:r@x.example",), "no policy that receivers know"),
        (("v=DMARC1",), "no policy that receivers know"),
        (("v=DMARC1; p=none; rua=mailto:r@x.example",), "only watches (p=none)"),
        (("v=DMARC1; p=reject",), "asks for no reports"),
        (("v=DMARC1; p=reject; rua=r@x.example",), "asks for no reports"),
        (("v=DMARC1; p=reject; t=y; rua=mailto:r@x.example",), "(t=y)"),
    ],
)
def test_a_dmarc_record_that_protects_nobody_is_told(texts: Records, words: str) -> None:
    """None, several, without a policy, without reports, or only watching."""
    found = check_dmarc(DOMAIN, DOMAIN, texts)

    assert (found.verdict, words in found.said) == ("warn", True)


def test_no_line_quotes_the_record() -> None:
    """Whoever writes a zone could write to the operator's screen."""
    records = ("v=DMARC1; p=canary", "v=DMARC1; p=none; rua=mailto:canary@x.example")

    assert "canary" not in repr([check_dmarc(DOMAIN, DOMAIN, (record,)) for record in records])
