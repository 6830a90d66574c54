"""The settings of Slack: a bot token switches it on, and then the rest has to be whole."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator

from adapters.outbound_settings import OutboundSettings

CHANNEL = re.compile(r"[CG][A-Z0-9]{6,20}")
ON_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


def _channel(written: str) -> str:
    if not CHANNEL.fullmatch(written):
        raise ValueError("must be a channel's ID such as C0123456789, from the end of its details")
    return written


def _url(written: str) -> str:
    parts = urlsplit(written)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE)
    if not safe or not parts.hostname:
        raise ValueError("must be an address that begins with https://")
    return written.rstrip("/") + "/"


Channel = Annotated[str, AfterValidator(_channel)]
Url = Annotated[str, AfterValidator(_url)]


class SlackSettings(OutboundSettings):
    """Without a bot token there is no Slack, and nothing else of this is looked at."""

    slack_bot_token: SecretStr | None = Field(None, description="the app's bot token, xoxb-…")
    slack_mode: Literal["socket", "http"] = Field("socket", description="how events come in")
    slack_app_token: SecretStr | None = Field(
        None, validate_default=True, description="the app-level token for Socket Mode, xapp-…"
    )
    slack_signing_secret: SecretStr | None = Field(
        None, validate_default=True, description="the secret with which Slack signs what it sends over HTTP"
    )
    slack_coordinators: Channel | None = Field(
        None, validate_default=True, description="the ID of the coordinators' private channel"
    )
    slack_members: Channel | None = Field(
        None, validate_default=True, description="the ID of the members' private channel"
    )
    slack_facilitators: Channel | None = Field(None, description="the ID of the facilitators' channel")
    slack_welcome: Channel | None = Field(None, description="the ID of the channel in which newcomers arrive")
    slack_api_url: Url = Field("https://slack.com/api/", description="where Slack's Web API is")

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, token: SecretStr | None) -> SecretStr | None:
        return _begins(token, "xoxb-")

    @field_validator("slack_app_token")
    @classmethod
    def _socket_needs_app_token(cls, token: SecretStr | None, seen: ValidationInfo) -> SecretStr | None:
        _needed(token, seen, mode="socket", what="Socket Mode needs it (xapp-…)")
        return _begins(token, "xapp-")

    @field_validator("slack_signing_secret")
    @classmethod
    def _http_needs_signing_secret(cls, secret: SecretStr | None, seen: ValidationInfo) -> SecretStr | None:
        _needed(secret, seen, mode="http", what="PEERBOT_SLACK_MODE=http needs it")
        return secret

    @field_validator("slack_coordinators", "slack_members")
    @classmethod
    def _rooms_are_needed(cls, channel: str | None, seen: ValidationInfo) -> str | None:
        _needed(channel, seen, mode="", what="Slack needs it (the channel's ID, C…)")
        return channel

    @field_validator("slack_members", "slack_welcome")
    @classmethod
    def _is_not_where_it_is_decided(cls, channel: str | None, seen: ValidationInfo) -> str | None:
        """Whoever is let in there, or comes by themselves, would be a coordinator."""
        if channel and channel == seen.data.get("slack_coordinators"):
            raise ValueError("must be another channel than the coordinators'")
        return channel


def _needed(value: object, seen: ValidationInfo, *, mode: str, what: str) -> None:
    """When Slack is switched on, in this mode."""
    if value or not seen.data.get("slack_bot_token"):
        return
    if mode in {"", seen.data.get("slack_mode")}:
        raise ValueError(f"is missing: {what}")


def _begins(token: SecretStr | None, with_: str) -> SecretStr | None:
    if token and not token.get_secret_value().startswith(with_):
        raise ValueError(f"must begin with {with_}")
    return token
