"""What there is, as Discord tells it (docs.discord.com/developers/resources/…)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tests.wire.discord.guild import APP, BOT, GUILD, OWNER, Channel, Guild, Member, Message, Role

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


def role_json(role: Role) -> Json:
    colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return {
        "id": role.id, "name": role.name, "color": 0, "colors": colors, "hoist": False, "icon": None,
        "unicode_emoji": None, "position": role.position, "permissions": str(role.permissions),
        "managed": role.managed, "mentionable": role.mentionable, "flags": 0,
    } | ({"tags": {"bot_id": BOT}} if role.managed else {})  # fmt: skip


def guild_json(guild: Guild) -> Json:
    nothing = (
        "icon", "splash", "discovery_splash", "home_header", "afk_channel_id", "application_id", "banner",
        "system_channel_id", "rules_channel_id", "vanity_url_code", "description", "widget_channel_id",
        "public_updates_channel_id", "safety_alerts_channel_id", "max_presences", "incidents_data",
    )  # fmt: skip
    return dict.fromkeys(nothing) | {
        "id": GUILD, "name": "North", "owner_id": OWNER, "region": "deprecated", "afk_timeout": 300,
        "widget_enabled": False, "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "roles": [role_json(role) for role in guild.roles.values()],
        "emojis": [], "features": [], "mfa_level": 0, "system_channel_flags": 0, "premium_tier": 0,
        "premium_subscription_count": 0, "preferred_locale": "en-US", "nsfw": False, "nsfw_level": 0,
        "stickers": [], "premium_progress_bar_enabled": False, "max_members": 500_000,
        "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
    }  # fmt: skip


def whole_guild_json(guild: Guild) -> Json:
    """docs.discord.com/developers/events/gateway-events: what GUILD_CREATE adds. Without the intent for
    members only the bot's own is among them."""
    rooms = [channel for channel in guild.channels.values() if not channel.direct]
    return guild_json(guild) | {
        "joined_at": JOINED, "large": False, "unavailable": False, "member_count": len(guild.members),
        "voice_states": [], "members": [member_json(guild.members[BOT])],
        "channels": [channel_json(channel, guild) for channel in rooms], "threads": [], "presences": [],
        "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
    }  # fmt: skip


def application_json(guild: Guild, flags: int) -> Json:
    owner = user_json(Member(OWNER, "Olive Owner"))
    return {
        "id": APP, "name": "Peers", "icon": None, "description": "", "type": None, "bot_public": False,
        "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": flags, "flags_new": str(flags),
        "bot": user_json(guild.members[BOT]), "redirect_uris": [], "interactions_endpoint_url": None,
        "role_connections_verification_url": None, "owner": owner, "approximate_guild_count": 1,
        "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0, "team": None, "eligible_oauth2_scopes": [], "summary": "",
    }  # fmt: skip


def gateway_json(url: str) -> Json:
    limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
    return {"url": url, "shards": 1, "session_start_limit": limit}
