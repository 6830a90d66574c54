"""What receivers are asked to do with letters that only pretend to be a domain's: its DMARC record (RFC 7489,
and RFC 9989, which takes its place)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adapters.doctor import Finding, ok, warn
from adapters.mail_records import Records, tags_of, unanswered

DMARC = re.compile(r"v\s*=\s*DMARC1\s*(;|$)")


def is_dmarc(text: str) -> bool:
    return DMARC.match(text) is not None


def check_dmarc(domain: str, place: str, texts: Records) -> Finding:
    """`texts` are the TXT records at `_dmarc.PLACE`: the domain's own, or those of the one that it is part
    of, which hold where it has none (RFC 7489, 6.6.3, and RFC 9989)."""
    if texts is None:
        return unanswered(f"the DMARC record of {place}")
    found = [text for text in texts if is_dmarc(text)]
    if not found:
        return warn(
            f"{domain} has no DMARC record: publish a TXT record at _dmarc.{domain}, v=DMARC1; p=quarantine"
        )
    if len(found) > 1:
        return warn(f"{place} has {len(found)} DMARC records, and receivers believe none: make one of them")
    tags = tags_of(found[0])
    policy = (tags.get("p", "") if place == domain else tags.get("sp", tags.get("p", ""))).lower()
    if flaw := _flaw_of_dmarc(policy, tags):
        return warn(f"the DMARC record of {place} {flaw}")
    return ok(f"the DMARC policy for {domain} is {policy}, and reports are asked for")


def _flaw_of_dmarc(policy: str, tags: Mapping[str, str]) -> str:
    if policy not in {"none", "quarantine", "reject"}:
        return "has no policy that receivers know: write p=quarantine into it"
    reports = [
        place for place in tags.get("rua", "").lower().split(",") if place.strip().startswith("mailto:")
    ]
    if not reports:
        return "asks for no reports, so that nobody learns who sends in its name: add rua=mailto:…"
    if policy == "none":
        return (
            "only watches (p=none): once the reports show nothing but your own letters, make it p=quarantine"
        )
    if tags.get("t", "").lower() == "y":
        return "is only being tried (t=y): once the reports show nothing but your own letters, take that out"
    return ""
