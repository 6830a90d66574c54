"""Kept letters as a mail client shows them; pure. A damaged letter is shown as far as it can be read."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import lru_cache

from adapters.dates import when
from adapters.local.journal import Json
from bot.chat import Reader

READABLE = policy.default.clone(raise_on_defect=False)


def summary(name: str, raw: bytes, viewer: Reader) -> dict[str, Json]:
    """The line in the list."""
    letter = _parse(raw)
    return {
        "id": name,
        "from": _header(letter, "From"),
        "to": _header(letter, "To"),
        "subject": _header(letter, "Subject"),
        "date": _date(_header(letter, "Date"), viewer),
    }


def whole(name: str, raw: bytes, viewer: Reader) -> dict[str, Json]:
    """What is shown of one letter; its HTML is a document of its own."""
    letter = _parse(raw)
    return {
        **summary(name, raw, viewer),
        "plain": _part(letter, "plain"),
        "has_html": letter.get_body(("html",)) is not None,
        "headers": [{"name": header, "value": str(value)} for header, value in letter.items()],
    }


def html(raw: bytes) -> str:
    """The HTML part, or nothing. Its links open in a window of their own: our pages stand in no frame."""
    return _part(_parse(raw), "html").replace("<head>", '<head>\n<base target="_blank">', 1)


@lru_cache(maxsize=500)
def _parse(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=READABLE)


def _header(letter: EmailMessage, name: str) -> str:
    return str(letter.get(name, ""))


def _part(letter: EmailMessage, subtype: str) -> str:
    part = letter.get_body((subtype,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a charset that nobody knows, or bytes that are none of its
        return bytes(part.get_payload(decode=True)).decode("utf-8", "replace")


def _date(written: str, viewer: Reader) -> str:
    try:
        sent: datetime = parsedate_to_datetime(written)
        return when(sent, viewer)
    except ValueError:  # no date, or one without a zone
        return written
