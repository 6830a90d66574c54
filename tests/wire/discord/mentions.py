"""Whom a message calls, and whom it may: docs.discord.com/developers/resources/message."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.wire.discord.checks import an_object, distinct, known, may_be_list, one_of, snowflake
from tests.wire.discord.guild import Guild
from tests.wire.discord.permissions import MENTION_EVERYONE
from tests.wire.discord.refusals import invalid

Json = Mapping[str, Any]
MENTION = re.compile(r"<@!?(\d+)>|<@&(\d+)>|@(everyone|here)")


def check_allowed(allowed: object) -> None:
    """Whom to parse, or exactly whom, and not both of one kind."""
    if allowed is None:
        return
    given = an_object(allowed, "allowed_mentions")
    known(given, {"parse", "users", "roles", "replied_user"}, "allowed_mentions")
    parse = may_be_list(given.get("parse"), "allowed_mentions.parse", 3)
    for kind in parse:
        one_of(kind, "allowed_mentions.parse", {"roles", "users", "everyone"})
    for kind in ("users", "roles"):
        named = may_be_list(given.get(kind), f"allowed_mentions.{kind}", 100)
        for each in named:
            snowflake(each, f"allowed_mentions.{kind}")
        distinct(
            named,
            f"allowed_mentions.{kind}",
            "The set already contains it",
            "SET_TYPE_ALREADY_CONTAINS_VALUE",
        )
        if named and kind in parse:
            what = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            raise invalid("allowed_mentions", what, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE")


def called(content: str, allowed: Json | None, guild: Guild, granted: int) -> frozenset[str]:
    """Without `allowed` everybody who is named; a role that not everybody can mention only when that is
    `granted`. Embeds call nobody."""
    parse = ["users", "roles", "everyone"] if allowed is None else list(allowed.get("parse") or [])
    users = {str(each) for each in (allowed or {}).get("users") or []}
    roles = {str(each) for each in (allowed or {}).get("roles") or []}
    found = set()
    for user, role, every in MENTION.findall(content):
        if user in guild.members and ("users" in parse or user in users):
            found.add(user)
        open_to_all = role in guild.roles and (guild.roles[role].mentionable or granted & MENTION_EVERYONE)
        if open_to_all and ("roles" in parse or role in roles):
            found.add(role)
        if every and "everyone" in parse and granted & MENTION_EVERYONE:
            found.add(every)
    return frozenset(found)
