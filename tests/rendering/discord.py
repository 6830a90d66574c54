"""What Discord would say to what we send it, by the loopback's rules, and what its readers would see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.discord import forms
from adapters.discord.render import Shown, Wording, message
from adapters.words import Words
from bot.chat import Card, Form, Role, Text, Value
from tests.rendering.walk import AUDIENCES, NETWORK
from tests.wire.discord.messages import check_message
from tests.wire.discord.modals import check_modal

WORDS = Words.load()
HERE = "900000000000000001"
ROLES = {Role.COORDINATOR: "900000000000000021"}
ENGLISH, FRENCH = (Wording(WORDS, reader, HERE, ROLES) for reader in AUDIENCES)
ROOM = Wording(WORDS, NETWORK, HERE, ROLES)
EVERYWHERE = {"English": ENGLISH, "French": FRENCH, "a room": ROOM}
LABEL = Text("joining.fact.name")
MOMENT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
# What we make ourselves: a moment, a person, a role.
OURS = re.compile(r"<t:[0-9]+:f>|<@[0-9]{1,20}>|<@&[0-9]{1,20}>|<https?://[^<>\s]+>")
# An escape: a backslash before any sign is that sign (and nothing of what formats).
ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
# What formats, links or calls, once moments, calls and escapes are taken out. (A numbered list is what it
# looks like.)
FORMATS = re.compile(r"[*_~`|<>\[\]\\]|@|#|^[ \t]*[-+]|https?://|:[0-9A-Za-z_]+:", re.MULTILINE)


def content_of(shown: Shown) -> dict[str, Any]:
    """As the library sends it."""
    return {
        "content": shown.content,
        "embeds": [shown.embed.to_dict()],
        "components": shown.view().to_components(),
        "allowed_mentions": shown.mentions.to_dict(),
    }


def said(value: Value, wording: Wording = ENGLISH) -> str:
    """A card's only paragraph, as Discord gets it."""
    return message(Card(LABEL, (value,)), wording).embed.description or ""


def read(text: str) -> str:
    """As people see it: an escape is the sign that it stands for, and a soft hyphen is nothing."""
    return ESCAPE.sub(r"\1", text).replace("\u00ad", "")


def texts(content: Mapping[str, Any]) -> Iterator[str]:
    """Every text in which something could be formatted."""
    for embed in content["embeds"]:
        yield from (embed[part] for part in ("title", "description") if part in embed)
        for field in embed.get("fields", ()):
            yield from (field["name"], field["value"])


def must_be_taken(content: Mapping[str, Any]) -> None:
    check_message(content)


def opened(form: Form, wording: Wording, **how: Any) -> dict[str, Any]:  # noqa: ANN401 - as `modal` takes it
    """A form as the library sends it, which Discord opens."""
    shown = forms.modal(form, wording, **how).to_dict()
    check_modal(shown)
    return shown


def must_be_harmless(content: Mapping[str, Any]) -> None:
    """Nothing in it formats, links or calls but what we made; and whom it calls is allowed one by one."""
    for text in texts(content):
        assert not FORMATS.search(ESCAPE.sub("·", OURS.sub("·", text))), text
    assert not OURS.sub("", content["content"]).strip()
    assert content["allowed_mentions"]["parse"] == []
