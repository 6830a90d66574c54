"""A mail address as a value: what an adapter's libraries found out about what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Domain(StrEnum):
    """What kind of name stands behind the @, from public lists; a listing in the registry wins over it."""

    ORDINARY = "ordinary"
    FREE_MAIL = "free_mail"  # a free or an internet provider's mailbox
    PLATFORM = "platform"  # where anybody can have a site or a mailbox under a name of their own
    PARTNER = "partner"  # associations, partners and vendors of communities
    EDUCATION = "education"
    FEDERAL = "federal"
    PROVINCIAL = "provincial"
    DISPOSABLE = "disposable"


class MalformedAddress(ValueError):
    """What was typed is no mail address that can be used; `code` is the policy's reason: malformed_address,
    public_suffix or non_ascii_domain."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Address:
    """`typed` is where mail is sent (trimmed, otherwise as typed); `mailbox` is for comparing (lower case,
    without a +tag): one account a mailbox; `host` is lower-case ASCII, `decoded` how it reads when its xn--
    labels are written out, `skeleton` the same once letters that look alike are made one, label by label.
    A `role_mailbox` is an office's, not a person's: info@, clerk@, dg@."""

    typed: str
    mailbox: str
    host: str
    domain: Domain
    decoded: str
    skeleton: str
    role_mailbox: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.host.split("."))

    @property
    def is_idn(self) -> bool:
        """Some of it is written with other letters than a to z."""
        return self.decoded != self.host

    @property
    def masked(self) -> str:
        """Enough to recognise one's own address, not enough to learn somebody else's."""
        return f"{self.typed[0]}…@{self.host}"


def parents(host: str) -> tuple[str, ...]:
    """The host and what its whole labels end in, the longest first; nothing of a single label."""
    labels = host.split(".")
    return tuple(".".join(labels[first:]) for first in range(len(labels) - 1))
