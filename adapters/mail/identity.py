"""Who sends: what Canada's anti-spam law wants in each letter, and the domain that it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.chat import Named

# A dot-atom before the @ (RFC 5322, 3.2.3, with RFC 6531's other scripts), plain labels behind it. No quoted
# local part, comment or address literal: what our forms accept has none, and each is a way to smuggle.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u0080-\U0010ffff]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_ADDRESS = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_DOMAIN.pattern})")
_LONGEST = 254  # octets of an address in a command (RFC 5321, 4.5.3.1.3)
_LONGEST_LOCAL = 64


class UnusableAddress(ValueError):
    """Not a plain address that a header and a command can hold."""


def split_address(address: str) -> tuple[str, str]:
    """What stands before and behind the @; raises `UnusableAddress`, which does not quote it."""
    found = _ADDRESS.fullmatch(address)
    if (
        found is None
        or not address.isprintable()
        or len(address.encode()) > _LONGEST
        or len(found[1].encode()) > _LONGEST_LOCAL
    ):
        raise UnusableAddress
    return found[1], found[2]


@dataclass(frozen=True, slots=True)
class MailIdentity:
    """The network as the sender of letters. `domain` is that of the Message-IDs; calendars answer invitations
    at `answers`, or else at the contact."""

    name: Named
    sender: str
    contact: str
    postal: tuple[str, ...]
    domain: str
    answers: str = ""

    @property
    def organizer(self) -> str:
        return self.answers or self.contact

    def __post_init__(self) -> None:
        for address in (self.sender, self.contact, self.organizer):
            split_address(address)
            if not address.isascii():  # it would need servers with SMTPUTF8 all the way
                raise UnusableAddress
        if not (self.name.en.strip() and self.name.fr.strip() and any(line.strip() for line in self.postal)):
            raise ValueError("letters need a name and a postal address")
        if not _DOMAIN.fullmatch(self.domain):
            raise ValueError("the sending domain is not a domain")
