"""What DNS says of a domain that letters come from, and what to do about it: DKIM and MX here.

These are judgements alone; `adapters/nameserver.py` asks. Nothing of this keeps a letter from going out, it
decides whether receivers believe it: so no finding here is a failure. No line quotes a record.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping

from adapters.doctor import Finding, ok, warn

Records = tuple[str, ...] | None  # None: DNS gave no answer, which is something else than having none

NO_MAIL = "0 ."  # RFC 7505


def check_dkim(domain: str, selector: str | None, texts: Records) -> Finding:
    """`texts` are the TXT records at `SELECTOR._domainkey.DOMAIN`."""
    if selector is None:
        return warn(
            "DKIM cannot be looked up without PEERBOT_DKIM_SELECTOR: it is what stands behind s= in the "
            "DKIM-Signature of a letter that has arrived"
        )
    place = f"{selector}._domainkey.{domain}"
    if texts is None:
        return unanswered(f"the DKIM record {place}")
    if len(texts) != 1:
        return warn(
            f"there are {len(texts)} records at {place} instead of one: publish your mail server's key"
        )
    if flaw := _flaw_of_dkim(tags_of(texts[0])):
        return warn(f"the DKIM record {place} {flaw}")
    return ok(f"the DKIM record {place} holds a key")


def _flaw_of_dkim(tags: Mapping[str, str]) -> str:
    """RFC 6376, 3.6.1."""
    if tags.get("v", "DKIM1") != "DKIM1" or "p" not in tags:
        return "is none (v=DKIM1 and p= are missing): publish what your mail server shows"
    if not tags["p"]:
        return "was revoked (its p= is empty): publish the key that your mail server signs with now"
    if not _is_base64("".join(tags["p"].split())):
        return "holds a damaged key: copy it again, whole"
    if "y" in tags.get("t", "").lower().split(":"):
        return "is only being tried (t=y), and may be ignored: take that out"
    return ""


def _is_base64(written: str) -> bool:
    try:
        return bool(b64decode(written, validate=True))
    except ValueError:  # binascii.Error is one
        return False


def check_mx(domain: str, exchanges: Records) -> Finding:
    """`exchanges` as in a zone file: preference and host."""
    if exchanges is None:
        return unanswered(f"the MX record of {domain}")
    if not exchanges:
        return warn(f"{domain} has no MX record: what is written to it, bounces too, may not arrive")
    if NO_MAIL in exchanges:
        return warn(f"{domain} says that it takes no mail (its MX is a dot): replies and bounces are lost")
    return ok(f"{domain} has an MX record, so that replies and bounces can arrive")


def tags_of(record: str) -> Mapping[str, str]:
    """`name=value; name=value`, as DKIM and DMARC write it."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def unanswered(what: str) -> Finding:
    return warn(f"{what} cannot be asked: DNS gives no answer")
