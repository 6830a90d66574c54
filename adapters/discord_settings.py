"""The settings of Discord: a bot token switches it on, and then the rest has to be whole."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator

from adapters.outbound_settings import OutboundSettings

TOKEN = re.compile(r"[\w-]{8,}\.[\w-]{4,}\.[\w-]{4,}", re.ASCII)
SNOWFLAKE = re.compile(r"[0-9]{17,20}")  # docs.discord.com/developers/reference#snowflakes
MEMBER, DECIDING = "discord_member_role", ("discord_coordinator_role", "discord_facilitator_role")


def _snowflake(written: str) -> str:
    if not SNOWFLAKE.fullmatch(written):
        raise ValueError("must be an ID such as 123456789012345678, from Copy ID in Discord's developer mode")
    return written


def _token(written: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(written.get_secret_value()):
        raise ValueError("must be the bot's token, three parts with dots between them")
    return written


Snowflake = Annotated[str, AfterValidator(_snowflake)]
Token = Annotated[SecretStr, AfterValidator(_token)]


class DiscordSettings(OutboundSettings):
    """Without a bot token there is no Discord, and nothing else of this is looked at."""

    discord_token: Token | None = Field(None, description="the bot's token, which switches Discord on")
    discord_guild: Snowflake | None = Field(
        None, validate_default=True, description="the ID of the network's server"
    )

    discord_coordinators: Snowflake | None = Field(
        None, validate_default=True, description="the ID of the coordinators' private channel"
    )
    discord_members: Snowflake | None = Field(
        None, validate_default=True, description="the ID of the members' channel"
    )
    discord_facilitators: Snowflake | None = Field(None, description="the ID of the facilitators' channel")
    discord_welcome: Snowflake | None = Field(
        None, description="the ID of the channel in which newcomers arrive"
    )
    discord_member_role: Snowflake | None = Field(
        None, validate_default=True, description="the ID of the role that the bot gives to members"
    )
    discord_coordinator_role: Snowflake | None = Field(
        None, validate_default=True, description="the ID of the role that makes somebody a coordinator"
    )
    discord_facilitator_role: Snowflake | None = Field(
        None, description="the ID of the role that makes somebody a facilitator"
    )

    @field_validator("discord_guild")
    @classmethod
    def _guild_is_needed(cls, guild: str | None, seen: ValidationInfo) -> str | None:
        return _needed(guild, seen, "the server's ID")

    @field_validator("discord_coordinators", "discord_members")
    @classmethod
    def _channels_are_needed(cls, channel: str | None, seen: ValidationInfo) -> str | None:
        return _needed(channel, seen, "the channel's ID")

    @field_validator("discord_members", "discord_welcome")
    @classmethod
    def _not_where_requests_are(cls, channel: str | None, seen: ValidationInfo) -> str | None:
        if channel and channel == seen.data.get("discord_coordinators"):
            raise ValueError("must be another channel than the coordinators', where requests are shown")
        return channel

    @field_validator("discord_member_role", "discord_coordinator_role")
    @classmethod
    def _roles_are_needed(cls, role: str | None, seen: ValidationInfo) -> str | None:
        return _needed(role, seen, "the role's ID")

    @field_validator("discord_member_role", "discord_coordinator_role", "discord_facilitator_role")
    @classmethod
    def _not_everybody(cls, role: str | None, seen: ValidationInfo) -> str | None:
        if role and role == seen.data.get("discord_guild"):
            raise ValueError("must be a role of its own: this one, with the server's ID, is everybody's")
        return role

    @field_validator(*DECIDING)
    @classmethod
    def _not_the_members(cls, role: str | None, seen: ValidationInfo) -> str | None:
        """Or every member could decide."""
        if role and role == seen.data.get(MEMBER):
            raise ValueError("must be another role than PEERBOT_DISCORD_MEMBER_ROLE, which every member has")
        return role


def _needed(value: str | None, seen: ValidationInfo, what: str) -> str | None:
    """When Discord is switched on."""
    if value or not seen.data.get("discord_token"):
        return value
    raise ValueError(f"is missing: Discord needs it ({what})")
