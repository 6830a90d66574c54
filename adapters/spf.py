"""Which servers may send in the name of a domain: its SPF record, judged by its top level (RFC 7208)."""

from __future__ import annotations

import re

from adapters.doctor import Finding, ok, warn
from adapters.mail_records import Records, unanswered

MOST_LOOKUPS = 10  # RFC 7208, 4.6.4
SPF = re.compile(r"v=spf1( |$)", re.IGNORECASE)
MECHANISM = re.compile(r"([+\-~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?=[:/]|$)", re.IGNORECASE)
MODIFIER = re.compile(r"[a-z][a-z0-9_.-]*=", re.IGNORECASE)
ASKING = {"include", "a", "mx", "ptr", "exists"}


def check_spf(domain: str, texts: Records) -> Finding:
    """`texts` are all TXT records of the domain itself."""
    if texts is None:
        return unanswered(f"the SPF record of {domain}")
    found = [text for text in texts if SPF.match(text)]
    if not found:
        return warn(f"{domain} has no SPF record: publish a TXT record v=spf1 … ~all with your mail server")
    if len(found) > 1:
        return warn(f"{domain} has {len(found)} SPF records, and receivers believe none: make one of them")
    terms = found[0].split()[1:]
    if flaw := _flaw_of_spf(terms):
        return warn(f"the SPF record of {domain} {flaw}")
    return ok(f"{domain} has an SPF record ({_lookups(terms)} of {MOST_LOOKUPS} look-ups at its top level)")


def _flaw_of_spf(terms: list[str]) -> str:
    if not all(MECHANISM.match(term) or MODIFIER.match(term) for term in terms):
        return "holds a word that SPF does not know, which makes it void: look for a slip of the fingers"
    if _lookups(terms) > MOST_LOOKUPS:
        return (
            f"needs {_lookups(terms)} look-ups, and receivers stop at {MOST_LOOKUPS}: name fewer others in it"
        )
    return _flaw_of_its_end(terms)


def _flaw_of_its_end(terms: list[str]) -> str:
    """What it says of everybody that it does not name; the first `all` is the end (RFC 7208, 5.1)."""
    mechanisms = [found for term in terms if (found := MECHANISM.match(term))]
    ends = [found[1] for found in mechanisms if found[2].lower() == "all"]
    if not ends:
        return "" if _redirects(terms) else "does not say what of all other servers: end it with ~all or -all"
    if ends[0] in {"", "+"}:
        return "lets everybody send in its name (+all): end it with ~all or -all"
    if ends[0] == "?":
        return "leaves open whether others may send in its name (?all): end it with ~all or -all"
    if mechanisms[0][2].lower() == "all":
        return "lets nobody send in its name, not even your mail server: name it before the all"
    return ""


def _lookups(terms: list[str]) -> int:
    """Those that its own terms cause; what the records behind `include` add cannot be seen here."""
    names = [found[2].lower() for term in terms if (found := MECHANISM.match(term))]
    return sum(name in ASKING for name in names) + ("all" not in names and _redirects(terms))


def _redirects(terms: list[str]) -> bool:
    return any(term.lower().startswith("redirect=") for term in terms)
