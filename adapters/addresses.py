"""What libraries and lists know about a mail address; no network is asked.

Syntax: email-validator. Names under which anybody can register: publicsuffixlist. Throw-away mailboxes:
disposable-email-domains. Governments, free mail and internet providers: data/mail_domains.csv.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email
from publicsuffixlist import PublicSuffixList

from bot.joining.address import Address, Domain, MalformedAddress

_ADDRESS_LIMIT = 320  # 64 characters, an @ and 255 characters; longer is not even parsed
_BLANK = " \t\r\n\u00a0"


class LibraryAddresses:
    """Implements `bot.joining.ports.Addresses`; never changes, so that any thread may ask."""

    def __init__(self) -> None:
        self._suffixes = PublicSuffixList(accept_unknown=False)
        self._classes = dict(_installed())

    def read(self, raw: str) -> Address:
        typed = raw.strip(_BLANK)
        local, _, typed_host = typed.partition("@")
        if not local or not typed_host or "@" in typed_host or len(typed) > _ADDRESS_LIMIT:
            raise MalformedAddress("malformed_address")
        if not typed_host.isascii():
            raise MalformedAddress("non_ascii_domain" if typed_host.isprintable() else "malformed_address")
        host = typed_host.lower()
        domain = self._domain(host)
        if domain is Domain.ORDINARY and self._suffixes.is_public(host):
            raise MalformedAddress("public_suffix")
        _must_be_valid(typed)
        return Address(typed, f"{_without_tag(local.lower())}@{host}", host, domain)

    def _domain(self, host: str) -> Domain:
        for name in _whole_labels(host):
            if name in self._classes:
                return self._classes[name]
        if any(name in blocklist for name in _whole_labels(host)):
            return Domain.DISPOSABLE
        return Domain.ORDINARY


def _must_be_valid(typed: str) -> None:
    try:
        validate_email(
            typed,
            allow_smtputf8=False,  # few relays deliver to a mailbox that is not plain ASCII
            allow_quoted_local=False,
            allow_domain_literal=False,
            allow_display_name=False,
            strict=True,
            check_deliverability=False,
        )
    except EmailNotValidError:
        # The library's sentence holds parts of the address, which must reach no log.
        raise MalformedAddress("malformed_address") from None


def _without_tag(local: str) -> str:
    """jo+peers is jo's mailbox; +peers alone is a mailbox of its own."""
    return local.partition("+")[0] or local


def _whole_labels(host: str) -> Iterator[str]:
    """The host and each of its parents, the longest first."""
    labels = host.split(".")
    return (".".join(labels[first:]) for first in range(len(labels)))


def _installed() -> Iterator[tuple[str, Domain]]:
    file = resources.files("adapters") / "data" / "mail_domains.csv"
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield row["suffix"], Domain(row["class"])
