"""What a message may hold: docs.discord.com/developers/resources/message. The official description lets much
of it pass; the written limits are what Discord enforces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.wire.discord.checks import (
    an_object,
    flag,
    known,
    may_be_list,
    may_be_string,
    may_be_whole,
    string,
    whole,
)
from tests.wire.discord.components import check_rows, with_ids
from tests.wire.discord.guild import Guild, Message
from tests.wire.discord.mentions import called, check_allowed
from tests.wire.discord.refusals import EMPTY_MESSAGE, Refused, Unknown, invalid

Json = Mapping[str, Any]
CONTENT, EMBEDS, TOGETHER = 2000, 10, 6000
TITLE, DESCRIPTION, FIELDS, FIELD_NAME, FIELD_VALUE = 256, 4096, 25, 256, 1024
FOOTER, AUTHOR = 2048, 256
NONCE = 25
NO_EMBEDS, EPHEMERAL, LOADING, SILENT, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15
SHOWN = ("content", "embeds", "components", "allowed_mentions", "flags", "tts")


def check_message(given: Json, *, flags: int = NO_EMBEDS | SILENT) -> None:
    """A new one; of the `flags` only these may be set."""
    given = an_object(given, "_")
    _check_flags(given, flags)
    flag(given.get("tts"), "tts")
    _check_parts(given)
    if not (str(given.get("content") or "").strip() or given.get("embeds") or given.get("components")):
        raise Refused(*EMPTY_MESSAGE)


def check_change(given: Json, message: Message) -> None:
    """Of what is there; what is not given stays."""
    given = an_object(given, "_")
    _check_flags(given, NO_EMBEDS | message.flags)
    _check_parts(given)
    after = {key: given.get(key, getattr(message, key)) for key in ("content", "embeds", "components")}
    if not any(after.values()):
        raise Refused(*EMPTY_MESSAGE)


def _check_flags(given: Json, allowed: int) -> None:
    flags = may_be_whole(given.get("flags"), "flags", 0, (1 << 31) - 1)
    if flags & COMPONENTS_V2:
        raise Unknown("components of the second version")
    if flags & ~allowed:
        raise invalid("flags", "these cannot be set here")


def _check_parts(given: Json) -> None:
    may_be_string(given.get("content"), "content", CONTENT, least=0)
    embeds = may_be_list(given.get("embeds"), "embeds", EMBEDS)
    for place, embed in enumerate(embeds):
        _embed(an_object(embed, f"embeds.{place}"), f"embeds.{place}")
    if sum(map(_size, embeds)) > TOGETHER:
        raise invalid("embeds", f"Embed size exceeds maximum size of {TOGETHER}", "MAX_EMBED_SIZE_EXCEEDED")
    check_rows(given.get("components"))
    check_allowed(given.get("allowed_mentions"))


def check_nonce(given: Json) -> str | int:
    """A string of up to 25 characters, or a number."""
    nonce = given.get("nonce")
    flag(given.get("enforce_nonce"), "enforce_nonce")
    if isinstance(nonce, int):
        return whole(nonce, "nonce", -(1 << 63), (1 << 63) - 1)
    return may_be_string(nonce, "nonce", NONCE, least=0)


# ---- embeds


def _size(embed: Json) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    parts += [text for field in embed.get("fields") or () for text in (field["name"], field["value"])]
    return sum(len(part or "") for part in parts)


def _embed(embed: Json, where: str) -> None:
    known(embed, {"type", "title", "description", "fields", "footer", "author", "color", "flags"}, where)
    may_be_string(embed.get("type"), f"{where}.type", TOGETHER, least=0)
    may_be_string(embed.get("title"), f"{where}.title", TITLE, least=0)
    may_be_string(embed.get("description"), f"{where}.description", DESCRIPTION, least=0)
    for place, field in enumerate(may_be_list(embed.get("fields"), f"{where}.fields", FIELDS)):
        inner = f"{where}.fields.{place}"
        known(an_object(field, inner), {"name", "value", "inline"}, inner)
        _seen(field.get("name"), f"{inner}.name", FIELD_NAME)
        _seen(field.get("value"), f"{inner}.value", FIELD_VALUE)
        flag(field.get("inline"), f"{inner}.inline")
    for part, inside, most in (("footer", "text", FOOTER), ("author", "name", AUTHOR)):
        if embed.get(part) is not None:
            _seen(an_object(embed[part], f"{where}.{part}").get(inside), f"{where}.{part}.{inside}", most)
    if embed.get("color") is not None:
        whole(embed["color"], f"{where}.color", 0, 0xFFFFFF)
    if not embed.keys() - {"type", "flags", "color"}:
        raise Refused(*EMPTY_MESSAGE)


def _seen(value: object, where: str, most: int) -> None:
    """Blanks alone are nothing."""
    if not string(value, where, most).strip():
        raise invalid(where, "This field is required", "BASE_TYPE_REQUIRED")


# ---- what it becomes


def fill(message: Message, given: Json, guild: Guild, granted: int) -> None:
    """What is given takes the place of what was there."""
    if "content" in given:
        message.content = str(given["content"] or "")
        message.calls = called(message.content, given.get("allowed_mentions"), guild, granted)
    if "embeds" in given:
        message.embeds = [_shown(embed) for embed in given["embeds"] or []]
    if "components" in given:
        message.components = with_ids(given["components"] or [])


def _shown(embed: Json) -> dict[str, Any]:
    """As it comes back: a type, no empty parts, each field with its place."""
    fields = [{"inline": False, **field} for field in embed.get("fields") or ()]
    shown = {key: value for key, value in embed.items() if value not in (None, "", [])}
    return {**shown, "type": "rich"} | ({"fields": fields} if fields else {})
