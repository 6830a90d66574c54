"""A letter that came back, as mail servers report it (RFC 3464): which mailbox is no more.

It is believed only with the Message-ID of a letter of ours to that very mailbox.
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
_LONGEST_HEADERS = 64 * 1024


@dataclass(frozen=True, slots=True)
class Bounce:
    """What was written to `address` came back for good."""

    address: str


def is_report(message: Message) -> bool:
    report = str(message.get_param("report-type", "")).lower()
    return message.get_content_type() == "multipart/report" and report == "delivery-status"


def read_bounce(message: Message, ids: MessageIds) -> Bounce:
    """Raises `Refused`."""
    parts = list(leaves(message))
    statuses = [status for part in parts for status in _statuses(part)]
    if not any(_is_gone(status) for status in statuses):
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
    if part.get_content_type() == "message/delivery-status" and part.is_multipart():
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
