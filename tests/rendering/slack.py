"""What Slack would say to what we send it, by the loopback's rules and by those of Slack's own library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.slack.render import FALLBACK, Wording, blocks
from adapters.words import Words
from bot.chat import Card, Text, Value
from tests.rendering.walk import AUDIENCES, NETWORK
from tests.wire.slack import views
from tests.wire.slack.blocks import check_message

WORDS = Words.load()
HERE = "T0NORTH"
ENGLISH, FRENCH = (Wording(WORDS, reader, HERE) for reader in AUDIENCES)
ROOM = Wording(WORDS, NETWORK, HERE)
EVERYWHERE = {"English": ENGLISH, "French": FRENCH, "a room": ROOM}
LABEL = Text("joining.fact.name")
MOMENT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
# What we make ourselves: a moment, a person, everybody in a room.
OURS = re.compile(
    r"<!date\^[0-9]+\^\{date_long_pretty\}, \{time\}\|[^<>|]*>|<@[UW][A-Z0-9]+>|<!channel>|<https?://[^<>|\s]+>"
)
ESCAPES = re.compile(r"&(?!amp;|lt;|gt;)")


def said(value: Value, wording: Wording = ENGLISH) -> str:
    """A card's paragraphs, as Slack gets them."""
    parts = blocks(Card(LABEL, (value,)), wording)
    return "\n".join(part["text"]["text"] for part in parts if part["type"] == "section")


def texts(part: object) -> Iterator[Mapping[str, Any]]:
    """Every text in which something could be formatted."""
    if isinstance(part, Mapping) and part.get("type") == "mrkdwn":
        yield part
    inside = part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ()
    for inner in inside:
        yield from texts(inner)


def mrkdwn(part: object) -> Iterator[str]:
    return (text["text"] for text in texts(part))


def must_be_taken(content: Mapping[str, Any]) -> None:
    """By the loopback's rules and by those of Slack's own library."""
    check_message(content["blocks"])
    for block in Block.parse_all(content["blocks"]):
        block.validate_json()
    assert 0 < len(content["text"]) <= FALLBACK


def must_open(view: Mapping[str, Any]) -> None:
    views.check(view, str(view["type"]))
    View(**view).validate_json()


def must_be_harmless(part: object) -> None:
    """Every bracket and every escape in it is one that we made."""
    for text in mrkdwn(part):
        rest = OURS.sub("", text)
        assert "<" not in rest
        assert ">" not in rest
        assert not ESCAPES.search(rest)
