"""The guild and the application as Discord tells them (docs.discord.com/developers/resources/…)."""

from __future__ import annotations

from tests.wire.discord.guild import APP, BOT, GUILD, OWNER, Guild, Member, Role
from tests.wire.discord.shapes import JOINED, Json, channel_json, member_json, user_json


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
