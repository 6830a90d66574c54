"""A mail from anybody, taken to pieces within hard limits: nothing here is kept, repeated or logged.

What is beyond a limit is refused before it is parsed, since parsing is what it would make dear.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses

from adapters.mail.identity import UnusableAddress, split_address

LARGEST = 1024 * 1024  # octets; an answer with somebody's signature and its pictures is smaller
MOST_LINES = 20_000
MOST_TYPES = 40  # each part of parts needs one
MOST_DIVIDERS = 200  # lines that may part something
DEEPEST = 6
LONGEST_FIELD = 1000


class Refused(Exception):
    """It is not for us, or not as it has to be; `reason` is a short word of ours."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def opened(octets: bytes) -> Message:
    """Raises `Refused`."""
    if len(octets) > LARGEST or octets.count(b"\n") > MOST_LINES:
        raise Refused("too_large")
    if octets.count(b"\n--") > MOST_DIVIDERS or octets.lower().count(b"content-type:") > MOST_TYPES:
        raise Refused("too_many_parts")
    return BytesParser(policy=compat32).parsebytes(octets)


def leaves(message: Message) -> Iterator[Message]:
    """The parts that are no parts of parts, none of a mail within the mail. Raises `Refused`."""
    waiting = [(message, 1)]
    while waiting:
        part, depth = waiting.pop(0)
        if depth > DEEPEST:
            raise Refused("too_deep")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += [(inner, depth + 1) for inner in _inner(part)]
        else:
            yield part


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def field(message: Message, name: str) -> str:
    """Empty when there is none; raises `Refused` when there are several, or it has no end."""
    found = message.get_all(name, [])
    if len(found) > 1 or any(len(str(each)) > LONGEST_FIELD for each in found):
        raise Refused("strange_header")
    return str(found[0]) if found else ""


def mailbox_in(written: str) -> str:
    """The one address in a header field, in lower case; raises `Refused`."""
    boxes = [address for _, address in getaddresses([written])]
    if len(boxes) != 1:
        raise Refused("no_sender")
    return plain_address(boxes[0])


def plain_address(written: str) -> str:
    """In lower case; raises `Refused` for what is none."""
    try:
        split_address(written)
    except UnusableAddress:
        raise Refused("no_address") from None
    return written.lower()
