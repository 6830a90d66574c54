"""To which text each person agreed to mail, when and how, and when they stopped it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Way(StrEnum):
    """How somebody said so."""

    FORM = "form"  # with their request to join
    IMPORT = "import"  # on a list of those whom the network had already
    COMMAND = "command"  # in a chat, later
    MAIL = "mail"  # by writing to us
    LINK = "link"  # by what each letter offers


@dataclass(frozen=True, slots=True)
class Consent:
    """One line: they agreed, or stopped. `platform` is where, if in a chat; `version` is of the text, in the
    `language` in which they read it."""

    member: str
    at: datetime
    agreed: bool
    way: Way
    platform: str
    version: str
    language: str


class Consents(Protocol):
    """Lines are added and never changed; they go with whoever is forgotten."""

    def note(self, consent: Consent) -> None: ...

    def of(self, member: str) -> Sequence[Consent]:
        """The oldest first."""

    def hand_over(self, one: str, other: str) -> None:
        """They are the same person: what the one said was said by the other too."""
