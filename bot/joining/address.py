"""A mail address as a value: what an adapter's libraries found out about what somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Domain(StrEnum):
    """What kind of name stands behind the @, from public lists; a listing in the registry wins over it."""

    ORDINARY = "ordinary"
    FREE_MAIL = "free_mail"  # a free or an internet provider's mailbox
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
    without a +tag): one account a mailbox; `host` is lower-case ASCII, `labels` its parts."""

    typed: str
    mailbox: str
    host: str
    domain: Domain

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.host.split("."))

    @property
    def masked(self) -> str:
        """Enough to recognise one's own address, not enough to learn somebody else's."""
        return f"{self.typed[0]}…@{self.host}"
