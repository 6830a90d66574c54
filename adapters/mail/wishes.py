"""What somebody asks for by a mail: its subject alone is read. Nothing else of it is looked at.

A word that stood in a letter of ours counts wherever it comes from: whoever has it has the letter. Anything
else counts for the mailbox that it comes from, and is answered there alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from adapters.mail.arrived import Refused, field, mailbox_in
from adapters.mail.marks import subject_of
from adapters.mail.stops import Stops
from bot.folding import fold
from bot.rights.wishes import Wish

_WORD = re.compile(r"(?<![\w-])(stop|forget)-([a-z0-9]{26,200})(?![\w-])", re.ASCII)
_AGAIN = re.compile(r"^(?:(?:re|rép|rep|tr|fwd?)\s*:\s*)+", re.IGNORECASE)
# As people write them, in both languages; compared without accents and whatever the case.
_SAID: Mapping[Wish, tuple[str, ...]] = {
    Wish.DATA: ("data", "my data", "données", "mes données", "export"),
    Wish.PRIVACY: ("privacy", "confidentialité", "vie privée"),
    Wish.FORGET: ("forget me", "forget", "oubliez-moi", "oublier"),
    Wish.MAIL_OFF: ("mail off", "unsubscribe", "stop", "désabonner", "désabonnement", "arrêt des courriels"),
    Wish.MAIL_ON: ("mail on", "reprendre les courriels"),
    Wish.PAGE: ("page", "pages", "my page", "my pages", "ma page", "mes pages"),
}
_WISHES = {fold(words): wish for wish, several in _SAID.items() for words in several}


@dataclass(frozen=True, slots=True)
class Wished:
    """From `address`; `member` where a word of ours says whose it is, `token` what is to be confirmed."""

    wish: Wish
    address: str
    member: str = ""
    token: str = ""


def read_wish(message: Message, stops: Stops) -> Wished | None:
    """None for a mail that asks for nothing; raises `Refused`."""
    subject = subject_of(message)
    if found := _WORD.search(subject.lower()):
        return _worded(message, found[1], found[2], stops)
    wish = _WISHES.get(fold(_AGAIN.sub("", subject.strip()).strip(' .!"“”«»\u00a0')))
    if wish is None:
        return None
    if field(message, "Auto-Submitted").strip().lower() not in {"", "no"}:
        raise Refused("automatic")
    return Wished(wish, mailbox_in(field(message, "From")))


def _worded(message: Message, what: str, token: str, stops: Stops) -> Wished:
    """A mail program may send the one for stopping by itself, as whoever reads it has pressed."""
    if what == "forget":
        return Wished(Wish.CONFIRMED, mailbox_in(field(message, "From")), token=token)
    member = stops.member(token)
    if member is None:
        raise Refused("stranger")
    return Wished(Wish.MAIL_OFF, "", member=member)
