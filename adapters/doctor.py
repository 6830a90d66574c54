"""`peerbot doctor`: what is well, what looks wrong and what will not work, a line each in plain words.

The checks are functions of values; what has to be read or asked for comes from `adapters/checkup.py`, apart
from the greeting of the mail server. No line quotes a secret, a person or a server's own words.
"""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPResponseException

from adapters.disk import SHARES, Mount, danger, mount_of
from adapters.settings import Settings

SMTP_PATIENCE = 10.0  # seconds


class Verdict(StrEnum):
    """How grave it is. Only a failure keeps the bot from working."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    verdict: Verdict
    said: str

    def __str__(self) -> str:
        return f"{self.verdict:<4}  {self.said}"


def ok(said: str) -> Finding:
    return Finding(Verdict.OK, said)


def warn(said: str) -> Finding:
    return Finding(Verdict.WARN, said)


def fail(said: str) -> Finding:
    return Finding(Verdict.FAIL, said)


def failed(findings: Iterable[Finding]) -> bool:
    return any(finding.verdict is Verdict.FAIL for finding in findings)


def check_settings(problems: Iterable[str], unknown: Iterable[str]) -> list[Finding]:
    wrong = [fail(problem) for problem in problems]
    return (wrong or [ok("all settings that are needed are there")]) + [warn(line) for line in unknown]


def check_place(
    what: str, path: PurePosixPath, mounts: Iterable[Mount], platform: str, *, shared: bool = False
) -> Finding:
    """`path` is absolute, with no link in it. `shared` is what several machines may need."""
    mount = mount_of(path, mounts)
    if mount is None:
        return warn(f"where {what} lies cannot be told on this system: see that the disk is kept")
    lost = danger(path, mount, platform)
    if shared:
        lost = "" if mount.kind in SHARES else lost.removesuffix(", or use PostgreSQL")
    return (
        warn(f"{what} lies {lost}") if lost else ok(f"{what} lies on a disk ({mount.kind} at {mount.point})")
    )


def check_access(what: str, mode: int, cure: str = "chmod 600") -> Finding:
    """`mode` is the file's, as `stat` gives it."""
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        return warn(f"{what} can be opened by other users of this machine: {cure}")
    return ok(f"{what} can be opened by its owner only")


def check_zones(pinned: str, system: str, search_path: tuple[str, ...]) -> Finding:
    """Versions as IANA writes them (2026f), which sort in order; `system` is empty when it has none."""
    if search_path:
        return fail("time zones come from this machine, not from the pinned data")
    if system > pinned:
        return warn(f"this machine knows newer time zones ({system}) than the pinned ones ({pinned}): update")
    beside = f" (this machine's are {system}, and not used)" if system and system != pinned else ""
    return ok(f"time zones are the pinned ones, {pinned}{beside}")


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def check_sender(mail_from: str, contact: str) -> Finding:
    sending, answering = domain_of(mail_from), domain_of(contact)
    if sending != answering:
        return warn(
            f"letters come from {sending}, but their contact, whom invitations will name as organizer, is at "
            f"{answering}: filters distrust that, and calendars may refuse such invitations"
        )
    return ok(f"letters and their contact, whom invitations will name as organizer, are both at {sending}")


async def check_mail_server(settings: Settings, patience: float = SMTP_PATIENCE) -> Finding:
    """Greets, protects the connection and logs in as the bot will; sends nothing."""
    place = f"the mail server {settings.smtp_host}:{settings.smtp_port}"
    client = SMTP(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        local_hostname=settings.mail_from.rpartition("@")[2],
        use_tls=settings.smtp_security == "tls",
        start_tls=settings.smtp_security == "starttls",
        timeout=patience,
    )
    try:
        async with asyncio.timeout(patience), client:
            await client.ehlo()
            await _log_in(client, settings)
    except (SMTPException, OSError, TimeoutError) as error:
        return fail(f"{place} {_reason(error)}")
    return ok(f"{place} answers{', and takes the login' if settings.smtp_username else ''}")


async def _log_in(client: SMTP, settings: Settings) -> None:
    if settings.smtp_username and settings.smtp_password:
        await client.login(settings.smtp_username, settings.smtp_password.get_secret_value())


def _reason(error: Exception) -> str:
    """Without the server's words, which may repeat the login."""
    if isinstance(error, SMTPAuthenticationError):
        return f"refuses the login ({error.code})"
    if isinstance(error, SMTPResponseException):
        return f"refuses us ({error.code})"
    if isinstance(error, TimeoutError):
        return "does not answer in time"
    return f"cannot be reached as the settings say ({type(error).__name__})"
