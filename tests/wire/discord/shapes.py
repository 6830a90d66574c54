"""People, messages and channels as Discord tells them (docs.discord.com/developers/resources/…)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tests.wire.discord.guild import BOT, GUILD, Channel, Guild, Member, Message

Json = dict[str, Any]
JOINED = "2026-01-01T00:00:00.000000+00:00"


def moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="microseconds")


def user_json(member: Member) -> Json:
    return {
        "id": member.id, "username": member.name.lower().replace(" ", "."), "global_name": member.name,
        "discriminator": "0", "avatar": None, "bot": member.bot, "public_flags": 0, "flags": 0,
        "primary_guild": None, "avatar_decoration_data": None, "collectibles": None, "banner": None,
        "accent_color": None,
    }  # fmt: skip


def me_json(guild: Guild) -> Json:
    return user_json(guild.members[BOT]) | {
        "mfa_enabled": True, "locale": "en-US", "verified": True, "email": None, "premium_type": 0,
    }  # fmt: skip


def member_json(member: Member) -> Json:
    return {
        "user": user_json(member), "nick": None, "avatar": None, "banner": None, "roles": list(member.roles),
        "joined_at": JOINED, "deaf": False, "mute": False, "flags": 0, "premium_since": None,
        "pending": False, "communication_disabled_until": None,
    }  # fmt: skip


def message_json(message: Message, guild: Guild) -> Json:
    shown: Json = {
        "id": message.id, "channel_id": message.channel, "author": user_json(guild.user(message.author)),
        "content": message.content, "embeds": message.embeds,
        "components": json.loads(json.dumps(message.components)), "timestamp": moment(message.at),
        "edited_timestamp": moment(message.edited) if message.edited else None, "tts": False,
        "mention_everyone": bool({"everyone", "here"} & message.calls),
        "mentions": [user_json(guild.members[each]) for each in sorted(message.calls & guild.members.keys())],
        "mention_roles": sorted(message.calls & guild.roles.keys()), "attachments": [], "pinned": False,
        "type": 0, "flags": message.flags,
    }  # fmt: skip
    return shown | ({"nonce": message.nonce} if message.nonce else {})


def channel_json(channel: Channel, guild: Guild) -> Json:
    last = channel.messages[-1].id if channel.messages else None
    if channel.direct:
        recipients = [user_json(guild.user(channel.direct))]
        return {"id": channel.id, "type": 1, "recipients": recipients, "last_message_id": last, "flags": 0}
    return {
        "id": channel.id, "type": 0, "guild_id": GUILD, "name": channel.name, "position": 0, "flags": 0,
        "permission_overwrites": [
            {"id": who, "type": 0 if who in guild.roles else 1, "allow": str(allowed), "deny": str(denied)}
            for who, (allowed, denied) in channel.overwrites.items()
        ],
        "topic": None, "nsfw": False, "parent_id": None, "last_message_id": last, "rate_limit_per_user": 0,
    }  # fmt: skip
