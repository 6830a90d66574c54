"""The settings of the mailbox that is read: a host switches it on, and then the rest has to be whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings

from adapters.settings_values import Line

PORTS = {"tls": 993, "starttls": 143, "none": 143}
ON_THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}


class InboxSettings(BaseSettings):
    """Without a host no mailbox is read, calendars answer at the contact, and nothing else of this is looked
    at."""

    imap_host: Line | None = Field(None, description="the server of PEERBOT_MAIL_FROM's own mailbox")
    imap_security: Literal["tls", "starttls", "none"] = Field(
        "tls", description="how the connection to it is protected"
    )
    imap_port: int = Field(0, ge=0, le=65535, validate_default=True, description="its port; 993 or 143")
    imap_username: Line | None = Field(None, validate_default=True, description="the login of that mailbox")
    imap_password: SecretStr | None = Field(None, validate_default=True, description="its password")
    imap_mailbox: Line = Field("INBOX", description="the folder of it in which mail arrives")

    @field_validator("imap_port")
    @classmethod
    def _usual_imap_port(cls, port: int, seen: ValidationInfo) -> int:
        return port or PORTS.get(seen.data.get("imap_security", ""), 0)

    @field_validator("imap_username", "imap_password")
    @classmethod
    def _imap_login_is_whole(
        cls, given: str | SecretStr | None, seen: ValidationInfo
    ) -> str | SecretStr | None:
        if seen.data.get("imap_host") and not given:
            raise ValueError("is missing: PEERBOT_IMAP_HOST needs it")
        written = given.get_secret_value() if isinstance(given, SecretStr) else given or ""
        if not (written.isascii() and written.isprintable()):
            raise ValueError("must be plain letters, digits and signs")  # all that IMAP's LOGIN can carry
        return given

    @field_validator("imap_password")
    @classmethod
    def _imap_password_is_protected(
        cls, password: SecretStr | None, seen: ValidationInfo
    ) -> SecretStr | None:
        away = seen.data.get("imap_host") not in ON_THIS_MACHINE
        if password and away and seen.data.get("imap_security") == "none":
            raise ValueError("would travel unprotected: PEERBOT_IMAP_SECURITY is none")
        return password

    @field_validator("imap_mailbox")
    @classmethod
    def _imap_mailbox_is_ascii(cls, name: str) -> str:
        if not name.isascii():
            raise ValueError("must be as the server writes it, in ASCII")
        return name
