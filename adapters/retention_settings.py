"""What the settings say about how long something is kept, and who answers for it."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field
from pydantic_settings import BaseSettings

from adapters.settings_values import Line, Mailbox
from bot.members.retention import KEY_BACKUP_DAYS, MONTH, REQUEST_DAYS, TRACE_MONTHS, Retention


class KeyBackupSettings(BaseSettings):
    """For whoever makes backups."""

    key_backup_days: int = Field(
        30,
        ge=KEY_BACKUP_DAYS.start,
        le=KEY_BACKUP_DAYS.stop - 1,
        description="days after which a backup can no longer be put back: the horizon of forgetting",
    )


class RetentionSettings(KeyBackupSettings):
    """Within bounds: shorter would break a promise to people, longer one to the law."""

    request_days: int = Field(
        60,
        ge=REQUEST_DAYS.start,
        le=REQUEST_DAYS.stop - 1,
        description="days after which what was written in a request is forgotten, once it is over",
    )
    trace_months: int = Field(
        24,
        ge=TRACE_MONTHS.start,
        le=TRACE_MONTHS.stop - 1,
        description="months after which who did what, and what stays of people who left, is forgotten",
    )
    privacy_officer: Line | None = Field(
        None, description="the person in charge of personal information: name and office"
    )
    privacy_contact: Mailbox | None = Field(
        None, description="where that person is reached, when it is not PEERBOT_CONTACT"
    )

    def retention(self) -> Retention:
        """As the core takes it."""
        return Retention(
            timedelta(days=self.request_days),
            self.trace_months * MONTH,
            timedelta(days=self.key_backup_days),
        )
