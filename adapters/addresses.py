"""What libraries and lists know about a mail address; no network is asked.

Syntax: email-validator. Names in other letters: idna, confusable-homoglyphs. Names under which anybody can
register: publicsuffixlist. Throw-away mailboxes: disposable-email-domains. Governments, education, partners,
free mail and internet providers: data/mail_domains.csv. Offices' mailboxes: data/role_mailboxes.txt.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib import resources

import idna
from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email

from adapters.confusables import skeleton
from adapters.suffixes import public_suffixes
from bot.joining.address import Address, Domain, MalformedAddress, parents

_ADDRESS_LIMIT = 320  # 64 characters, an @ and 255 characters; longer is not even parsed
_BLANK = " \t\r\n\u00a0"
_BETWEEN_WORDS = re.compile("[._-]")


class LibraryAddresses:
    """Implements `bot.joining.ports.Addresses`; never changes, so that any thread may ask."""

    def __init__(self) -> None:
        self._suffixes = public_suffixes()
        self._classes = dict(_classes())
        self._roles = frozenset(_lines("role_mailboxes.txt"))

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
        mailbox, decoded = _without_tag(local.lower()), _decoded(host)
        is_role = _BETWEEN_WORDS.sub("", mailbox) in self._roles
        return Address(typed, f"{mailbox}@{host}", host, domain, decoded, skeleton(decoded), is_role)

    def _domain(self, host: str) -> Domain:
        for name in parents(host):
            if name in self._classes:
                return self._classes[name]
        if any(name in blocklist for name in parents(host)):
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


def _decoded(host: str) -> str:
    """As it reads; a label that says that it is encoded, and is not, belongs to no name."""
    if "xn--" not in host:
        return host
    try:
        return idna.decode(host)
    except UnicodeError:
        raise MalformedAddress("malformed_address") from None


def _classes() -> Iterator[tuple[str, Domain]]:
    for row in csv.DictReader(_lines("mail_domains.csv")):
        yield row["suffix"], Domain(row["class"])


def _lines(name: str) -> list[str]:
    return (resources.files("adapters") / "data" / name).read_text(encoding="utf-8").splitlines()
