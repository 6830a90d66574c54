"""The environment, read once into one frozen object; everything that is wrong with it is told at once.

Secrets are masked in every print, and no message here quotes a value: a wrong one may be a password.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import (
    AliasChoices,
    Field,
    SecretBytes,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.discord_settings import DiscordSettings, Snowflake, Token
from adapters.inbox_settings import InboxSettings
from adapters.meeting_settings import MeetingSettings
from adapters.outbound_settings import OutboundSettings
from adapters.retention_settings import KeyBackupSettings, RetentionSettings
from adapters.settings_values import (
    LANGUAGES,
    DatabaseUrl,
    EvidenceCodes,
    Languages,
    Line,
    Mailbox,
    MainKey,
    Name,
    Selector,
    Zone,
    named_folder,
    with_folder,
)
from adapters.slack_settings import SlackSettings, Url
from adapters.topic_settings import TopicSettings
from adapters.web_settings import WebSettings

PREFIX = "PEERBOT_"
SMTP_PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class SettingsRefused(Exception):
    """Settings are missing or wrong; `problems` has one line for each, none of which quotes a value."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(f"{len(problems)} settings are missing or wrong")
        self.problems = problems


class DatabaseSettings(BaseSettings):
    """What every command needs that opens the database."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
        validate_default=False,
    )

    database_url: DatabaseUrl = Field(
        SecretStr("sqlite:///peerbot.db"), description="where members and requests are kept"
    )
    poll_keys: Path | None = Field(
        None,
        validate_default=True,
        description="on PostgreSQL, the folder that all bots share, for the keys of polls",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="the least level that is logged"
    )

    @field_validator("poll_keys")
    @classmethod
    def _where_it_is_needed(cls, folder: Path | None, seen: ValidationInfo) -> Path | None:
        url = seen.data["database_url"].get_secret_value() if "database_url" in seen.data else ""
        if not url or url.startswith("sqlite"):
            return None
        folder = folder or named_folder(url)
        if folder is None:
            raise PydanticCustomError("missing", "is missing")
        if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise ValueError("must be a folder that is there, and that the bot may write to")
        return folder.absolute()

    @property
    def storage_url(self) -> str:
        """By which the storage finds everything: the database, and where the keys of polls lie."""
        url = self.database_url.get_secret_value()
        return with_folder(url, self.poll_keys) if self.poll_keys else url


class KeySettings(KeyBackupSettings, DatabaseSettings):
    """What every command needs that opens what is sealed."""

    main_key: MainKey = Field(description="the key that opens all others; `peerbot keys new` prints one")


class RotationSettings(KeySettings):
    """What `peerbot keys rotate` needs, and nothing else reads."""

    new_main_key: MainKey = Field(description="the key that is to take the place of PEERBOT_MAIN_KEY")

    @field_validator("new_main_key")
    @classmethod
    def _another_one(cls, new: SecretBytes, seen: ValidationInfo) -> SecretBytes:
        if new == seen.data.get("main_key"):
            raise ValueError("is the same key as PEERBOT_MAIN_KEY")
        return new


class NoticeSettings(RetentionSettings, DatabaseSettings):
    """What `peerbot privacy` fills in; what is not set stays a blank."""

    network_name: Name | None = Field(None, description="the network's name, as people read it")
    network_name_fr: Name | None = Field(None, description="its French name, when it has another one")
    postal_address: Line | None = Field(None, description="the network's postal address")
    contact: Mailbox | None = Field(None, description="the address where people reach the coordinators")


class InvitationSettings(OutboundSettings, DatabaseSettings):
    """What `peerbot discord invite` needs: nothing else of the network is known yet."""

    discord_token: Token = Field(description="the bot's token")
    discord_guild: Snowflake = Field(description="the ID of the network's server")


class Settings(
    SlackSettings,
    DiscordSettings,
    InboxSettings,
    MeetingSettings,
    TopicSettings,
    RetentionSettings,
    WebSettings,
    KeySettings,
):
    """All that `peerbot run` needs to know. (Of several bases, the last one says how settings are read.)"""

    network_name: Name = Field(description="the network's name, as people read it")
    network_name_fr: Name | None = Field(None, description="its French name, when it has another one")
    network_zone: Zone = Field("America/Toronto", description="the zone in which the network tells the time")
    languages: Languages = Field(LANGUAGES, description="the languages of the rooms, the default first")
    listing_months: int = Field(
        24, ge=1, le=120, description="months after which a listed domain has to be confirmed again"
    )
    reverify_months: int = Field(
        12, ge=1, le=60, description="months after which members are asked whether they still work there"
    )
    two_persons: EvidenceCodes = Field(
        frozenset(), description="evidence for which it takes two coordinators to approve"
    )
    answer_days: int = Field(7, ge=1, le=60, description="days within which coordinators promise an answer")
    hold_minutes: int = Field(
        10, ge=0, le=1440, description="minutes in which a decision can be undone before anybody hears of it"
    )
    silence_days: int = Field(
        14, ge=2, le=60, description="days after which a question that stays unanswered closes the request"
    )
    postal_address: Line = Field(description="the postal address that each letter must carry")
    contact: Mailbox = Field(description="the address where people reach the coordinators")
    mail_from: Mailbox = Field(description="the address that letters come from")
    dkim_selector: Selector | None = Field(
        None, description="the name under which the mail server's DKIM key stands in DNS, for the doctor"
    )
    smtp_host: Line = Field(description="the mail server that takes the letters")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="how the connection to it is protected"
    )
    smtp_port: int = Field(
        0, ge=0, le=65535, validate_default=True, description="its port; 587, 465 or 25 unless told"
    )
    smtp_username: Line | None = Field(None, description="the login at the mail server")
    smtp_password: SecretStr | None = Field(None, validate_default=True, description="its password")
    public_url: Url | None = Field(
        None, description="where the web port is reached from outside (https), for members' calendar feeds"
    )
    host: Line = Field("0.0.0.0", description="the interface on which health answers")  # noqa: S104 - for probes
    port: int = Field(
        8080,
        ge=1,
        le=65535,
        validation_alias=AliasChoices(f"{PREFIX}PORT", "PORT"),
        description="the port on which health answers; PORT is honoured too",
    )

    @field_validator("smtp_port")
    @classmethod
    def _usual_port(cls, port: int, seen: ValidationInfo) -> int:
        return port or SMTP_PORTS.get(seen.data.get("smtp_security", ""), 0)

    @field_validator("smtp_password")
    @classmethod
    def _login_is_whole_and_protected(
        cls, password: SecretStr | None, seen: ValidationInfo
    ) -> SecretStr | None:
        if "smtp_username" in seen.data and bool(password) != bool(seen.data["smtp_username"]):
            raise ValueError("and PEERBOT_SMTP_USERNAME go together")
        if (
            password
            and seen.data.get("smtp_security") == "none"
            and seen.data.get("smtp_host") not in LOOPBACK
        ):
            raise ValueError("would travel unprotected: PEERBOT_SMTP_SECURITY is none")
        return password


S = TypeVar("S", bound=DatabaseSettings)


def load_settings() -> Settings:
    """The whole environment, or `SettingsRefused` with everything that is wrong with it."""
    return _load(Settings)


def load_database_settings() -> DatabaseSettings:
    """Enough to open the database; raises as `load_settings`."""
    return _load(DatabaseSettings)


def load_key_settings() -> KeySettings:
    """Enough to open what is sealed in it; raises as `load_settings`."""
    return _load(KeySettings)


def load_rotation_settings() -> RotationSettings:
    """Enough to change the main key; raises as `load_settings`."""
    return _load(RotationSettings)


def load_invitation_settings() -> InvitationSettings:
    """Enough to invite the bot to Discord; raises as `load_settings`."""
    return _load(InvitationSettings)


def load_notice_settings() -> NoticeSettings:
    """Whatever is set of what the privacy notice says; raises as `load_settings`."""
    return _load(NoticeSettings)


def _load(kind: type[S]) -> S:
    try:
        return kind()
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        raise SettingsRefused(tuple(sorted(_problem(detail, kind) for detail in found))) from None


def _problem(detail: ErrorDetails, kind: type[DatabaseSettings]) -> str:
    field = str(detail["loc"][0]).removeprefix(PREFIX).lower()
    if detail["type"] == "missing":
        return f"{variable(field)} is missing: {kind.model_fields[field].description}"
    said = detail["msg"].removeprefix("Value error, ").partition(", unable")[0]
    return f"{_as_set(field)} {re.sub('^(Input|String|Value) should', 'must', said)}"


def _as_set(field: str) -> str:
    """The variable that holds it: a port may have come from the platform."""
    name = variable(field)
    return name if field != "port" or os.environ.get(name) else "PORT"


def variable(field: str) -> str:
    return PREFIX + field.upper()


def unknown_variables() -> tuple[str, ...]:
    """A line for each PEERBOT_ variable that nothing reads: most likely a slip of the fingers."""
    known = [variable(field) for field in {**Settings.model_fields, **RotationSettings.model_fields}]
    written = sorted(name for name in os.environ if name.upper().startswith(PREFIX))
    return tuple(
        f"{name} is not a setting{_nearest(name.upper(), known)}"
        for name in written
        if name.upper() not in known
    )


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
    return f": do you mean {near[0]}?" if near else ""
