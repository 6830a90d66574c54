"""What each chat platform is told of the settings; nothing, where there is no token for it."""

from __future__ import annotations

from adapters.discord.lifecycle import DiscordOptions
from adapters.settings import Settings
from adapters.slack.lifecycle import SlackOptions
from bot.chat import Role, Room


def slack_options(settings: Settings) -> SlackOptions | None:
    if settings.slack_bot_token is None:
        return None
    channels = {
        Room.COORDINATORS: settings.slack_coordinators,
        Room.MEMBERS: settings.slack_members,
        Room.FACILITATORS: settings.slack_facilitators,
        Room.WELCOME: settings.slack_welcome,
    }
    socket = settings.slack_mode == "socket"
    app_token, secret = settings.slack_app_token, settings.slack_signing_secret
    return SlackOptions(
        settings.slack_bot_token.get_secret_value(),
        {room: channel for room, channel in channels.items() if channel},
        app_token=app_token.get_secret_value() if socket and app_token else "",
        signing_secret=secret.get_secret_value() if secret else "",
        api_url=settings.slack_api_url,
        proxy=settings.proxy or "",
    )


def discord_options(settings: Settings, holder: str) -> DiscordOptions | None:
    if settings.discord_token is None:
        return None
    channels = {
        Room.COORDINATORS: settings.discord_coordinators,
        Room.MEMBERS: settings.discord_members,
        Room.FACILITATORS: settings.discord_facilitators,
        Room.WELCOME: settings.discord_welcome,
    }
    roles = {
        Role.MEMBER: settings.discord_member_role,
        Role.COORDINATOR: settings.discord_coordinator_role,
        Role.FACILITATOR: settings.discord_facilitator_role,
    }
    return DiscordOptions(
        settings.discord_token.get_secret_value(),
        settings.discord_guild or "",
        {room: channel for room, channel in channels.items() if channel},
        {role: number for role, number in roles.items() if number},
        holder,
        proxy=settings.proxy or "",
    )
