"""An interaction and what is sent: docs.discord.com/developers/interactions/receiving-and-responding."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.wire.discord.guild import APP, BOT, GUILD, Channel, Guild, Member, Message
from tests.wire.discord.shapes import channel_json, member_json, message_json, user_json

Given = Mapping[str, Any]


@dataclass(eq=False)
class Interaction:
    """`shown` is the answer's message, `modal` or `choices` what else it led to; `kind` the answer's."""

    id: str
    token: str
    type: int
    member: Member
    channel: Channel
    data: Given
    at: float
    message: Message | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    missed: bool = False
    kind: int = 0
    shown: Message | None = None
    modal: Given | None = None
    choices: Sequence[Given] = ()


def payload(made: Interaction, guild: Guild) -> dict[str, Any]:
    """In a guild whose it is and with which roles and permissions there; in a direct message the user."""
    channel = made.channel
    sent: dict[str, Any] = {
        "id": made.id, "application_id": APP, "type": made.type, "token": made.token, "version": 1,
        "channel_id": channel.id, "locale": made.member.locale, "entitlements": [], "data": made.data,
        "app_permissions": str(_permissions(guild, BOT, channel)), "context": 1 if channel.direct else 0,
        "authorizing_integration_owners": {"0": "0" if channel.direct else GUILD},
        "attachment_size_limit": 10_485_760,
    }  # fmt: skip
    sent |= _from_direct(made, guild) if channel.direct else _from_guild(made, guild)
    return sent | ({"message": message_json(made.message, guild)} if made.message else {})


def _from_direct(made: Interaction, guild: Guild) -> dict[str, Any]:
    return {"user": user_json(made.member), "channel": channel_json(made.channel, guild)}


def _from_guild(made: Interaction, guild: Guild) -> dict[str, Any]:
    permissions = str(_permissions(guild, made.member.id, made.channel))
    return {
        "guild_id": GUILD, "guild": {"id": GUILD, "locale": "en-US", "features": []},
        "guild_locale": "en-US", "member": member_json(made.member) | {"permissions": permissions},
        "channel": channel_json(made.channel, guild) | {"permissions": permissions},
    }  # fmt: skip


def _permissions(guild: Guild, user: str, channel: Channel) -> int:
    return guild.permissions(user, None if channel.direct else channel)
