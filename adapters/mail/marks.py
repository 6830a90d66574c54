"""What somebody says of a meeting, or asks it, by a mail: its subject alone is read, in which our letter has
put a word. Nothing else of it is looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from adapters.mail.arrived import Refused, field, mailbox_in

_WORD = re.compile(r"(?<![\w-])([a-z0-9]{26})-(informed|motivated|together)-([1-5])(?![\w-])", re.ASCII)


_QUESTION = re.compile(
    r"(?<![\w-])([a-z0-9]{26})-question(?![\w-])[\s:]*(.*)", re.ASCII | re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Question:
    """From `address`: these words to the meeting that somebody's calendar knows by that name."""

    uid: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """From `address`: that much, of 1 to 5, to one of the questions, by the name under which somebody's
    calendar knows the meeting."""

    uid: str
    address: str
    question: str
    mark: int


def read_mark(message: Message) -> Mark | None:
    """None for a mail whose subject has no such word; raises `Refused`."""
    found = set(_WORD.findall(subject_of(message).lower()))
    if not found:
        return None
    if len(found) > 1:
        raise Refused("several_marks")
    if field(message, "Auto-Submitted").strip().lower() not in {"", "no"}:
        raise Refused("automatic")
    ((uid, question, mark),) = found
    return Mark(uid, mailbox_in(field(message, "From")), question, int(mark))


def read_question(message: Message) -> Question | None:
    """None for a mail whose subject has no such word; raises `Refused`."""
    found = _QUESTION.search(subject_of(message))
    if found is None:
        return None
    if field(message, "Auto-Submitted").strip().lower() not in {"", "no"}:
        raise Refused("automatic")
    if not found[2].strip():
        raise Refused("empty_question")
    return Question(found[1].lower(), mailbox_in(field(message, "From")), found[2].strip())


def subject_of(message: Message) -> str:
    """Empty for one that cannot be read."""
    try:
        return str(make_header(decode_header(field(message, "Subject"))))
    except (MessageError, LookupError, ValueError):
        return ""
