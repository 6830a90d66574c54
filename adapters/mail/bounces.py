"""A letter that came back, as mail servers report it (RFC 3464), or told in words: which mailbox is no more.

It is believed only with the Message-ID of a letter of ours to that very mailbox, and only where nothing in it
could mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from email.policy import compat32

from adapters.mail.arrived import Refused, field, leaves, mailbox_in
from adapters.mail.message_ids import MessageIds

# No such mailbox, domain or address, moved without a trace, takes nothing (RFC 3463; RFC 7505); 5.4.1
# is Microsoft's word for an address that is not known. Neither full ones, nor what looks like spam.
GONE = re.compile(r"5\.(1\.(0|1|2|3|6|10)|2\.1|4\.1)")
RETURNED = {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"}
STATUS = "message/delivery-status"
_LONGEST_HEADERS = _LONGEST_WORDS = 64 * 1024
# Those that deliver mail, when they speak of it (RFC 5321, 4.5.1).
SERVERS = {"mailer-daemon", "postmaster"}
_CODE = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])", re.ASCII)
_NUMBER = re.compile(r"(?<![\d.])[245]\d\d(?=[ -])", re.ASCII)
_MARK = re.compile(r"^message-id:\s*(<[^<>\s]{1,200}>)\s*$", re.ASCII | re.IGNORECASE | re.MULTILINE)
_TO = re.compile(r"^to:[ \t]*(.{1,1000}(?:\n[ \t].{1,1000})*)$", re.IGNORECASE | re.MULTILINE)
_COPY = re.compile(
    r"^(?:received|return-path|from|to|subject|message-id|date|mime-version):", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """What was written to `address` came back for good."""

    address: str


def is_report(message: Message) -> bool:
    """Some say that it is one only of its part."""
    return any(part.get_content_type() == STATUS for part in leaves(message))


def read_bounce(message: Message, ids: MessageIds) -> Bounce:
    """Of all whom the letter was passed on to none may have it. Raises `Refused`."""
    parts = list(leaves(message))
    statuses = [status for part in parts for status in _statuses(part) if "Action" in status]
    if not statuses or not all(_is_gone(status) for status in statuses):
        raise Refused("not_gone")
    headers = [part for part in map(_returned, parts) if part]
    if len(headers) != 1:
        raise Refused("malformed")
    address = mailbox_in(field(headers[0], "To"))
    if not ids.is_of(field(headers[0], "Message-ID"), address):
        raise Refused("stranger")
    return Bounce(address)


def _statuses(part: Message) -> Iterator[Message]:
    """What is said of the letter, and of each whom it was to."""
    if part.get_content_type() == STATUS and part.is_multipart():
        yield from (block for block in part.get_payload() if isinstance(block, Message))


def _is_gone(status: Message) -> bool:
    action, code = field(status, "Action").strip().lower(), field(status, "Status").split()[:1]
    return action == "failed" and bool(code and GONE.fullmatch(code[0]))  # a comment may stand behind it


def _returned(part: Message) -> Message | None:
    """The headers of the letter that came back."""
    if part.get_content_type() not in RETURNED:
        return None
    if part.is_multipart():
        inner = part.get_payload()
        return inner[0] if isinstance(inner, list) and isinstance(inner[0], Message) else None
    octets = part.get_payload(decode=True)
    if not isinstance(octets, bytes) or len(octets) > _LONGEST_HEADERS:
        raise Refused("large_headers")
    return HeaderParser(policy=compat32).parsestr(octets.decode(errors="replace"))


# ---- told in words


def is_told(message: Message) -> bool:
    """In one text, by whatever delivers mail."""
    try:
        local, _, _ = mailbox_in(field(message, "From")).partition("@")
    except Refused:
        return False
    return local in SERVERS and message.get_content_type() == "text/plain"


def read_told(message: Message, ids: MessageIds) -> Bounce:
    """Why, in codes alone, and of which mailbox; below it the headers of the letter. Raises `Refused`."""
    octets = message.get_payload(decode=True)
    if not isinstance(octets, bytes) or len(octets) > _LONGEST_WORDS:
        raise Refused("large_headers")
    text = octets.decode(errors="replace").replace("\r\n", "\n")
    below = _COPY.search(text)
    said, copy = (text[: below.start()], text[below.start() :]) if below else (text, "")
    if not _all_gone(said):
        raise Refused("not_gone")
    marks, boxes = _MARK.findall(copy), _TO.findall(copy)
    if len(marks) != 1 or len(boxes) != 1:
        raise Refused("malformed")
    address = mailbox_in(boxes[0])
    if address not in said.lower() or not ids.is_of(marks[0], address):
        raise Refused("stranger")
    return Bounce(address)


def _all_gone(said: str) -> bool:
    """A code of another meaning, and be it beside, leaves open which of them holds."""
    codes, numbers = _CODE.findall(said), _NUMBER.findall(said)
    return bool(codes) and all(map(GONE.fullmatch, codes)) and all(n.startswith("5") for n in numbers)
