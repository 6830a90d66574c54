"""A mailbox over IMAP, by the standard library: for a thread, since it waits."""

from __future__ import annotations

import contextlib
import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ImapSecurity(StrEnum):
    """How the connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """`timeout` (seconds) bounds each wait for the server."""

    host: str
    port: int
    username: str
    password: str = field(repr=False)
    mailbox: str = "INBOX"
    security: ImapSecurity = ImapSecurity.TLS
    timeout: float = 30


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class LoginRefused(Exception):
    """Somebody has to mend a setting."""


class ServerRefused(Exception):
    """It does not do what a mailbox needs; its words are not repeated."""


class Mailbox:
    """The messages by their UIDs, which stay theirs (RFC 3501, 2.3.1.1)."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def uids(self) -> Sequence[str]:
        """Oldest first."""
        found = self._do("SEARCH", "ALL")
        return [uid.decode() for line in found if isinstance(line, bytes) for uid in line.split()]

    def holds_older(self, day: date) -> bool:
        """Whether anything arrived before that day, by the server's clock."""
        found = self._do("SEARCH", "BEFORE", f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}")
        return any(isinstance(line, bytes) and line.split() for line in found)

    def fetch(self, uid: str, most: int) -> bytes | None:
        """So many of its octets at most, without a mark that it was read; None when it is gone."""
        for part in self._do("FETCH", uid, f"(BODY.PEEK[]<0.{most}>)"):
            if isinstance(part, tuple):
                return part[1]
        return None

    def remove(self, uid: str) -> None:
        """For good. A server without UIDPLUS (RFC 4315) removes whatever else is marked as deleted too."""
        self._do("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self._connection.capabilities:
            self._do("EXPUNGE", uid)
        else:
            _must(self._connection.expunge())

    def _do(self, command: str, *arguments: str) -> Sequence[bytes | tuple[bytes, bytes] | None]:
        return _must(self._connection.uid(command, *arguments))


@contextmanager
def opened(settings: ImapSettings, tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """Raises `LoginRefused`, `ServerRefused`, `imaplib.IMAP4.error` and `OSError`."""
    context = tls or ssl.create_default_context()
    connection = _connected(settings, context)
    try:
        if settings.security is ImapSecurity.STARTTLS:
            _must(connection.starttls(context))
        _log_in(connection, settings)
        _must(connection.select(_quoted(settings.mailbox)))
        yield Mailbox(connection)
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            connection.logout()
        with contextlib.suppress(OSError):  # closed already, if it could say goodbye
            connection.shutdown()


def _connected(settings: ImapSettings, tls: ssl.SSLContext) -> imaplib.IMAP4:
    host, port, timeout = settings.host, settings.port, settings.timeout
    if settings.security is ImapSecurity.TLS:
        return imaplib.IMAP4_SSL(host, port, ssl_context=tls, timeout=timeout)
    return imaplib.IMAP4(host, port, timeout=timeout)


def _quoted(written: str) -> str:
    """The library quotes passwords only."""
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _log_in(connection: imaplib.IMAP4, settings: ImapSettings) -> None:
    try:
        connection.login(_quoted(settings.username), settings.password)
    except imaplib.IMAP4.abort:  # the connection, not the login
        raise
    except imaplib.IMAP4.error:
        raise LoginRefused from None


def _must(
    answer: tuple[str, Sequence[bytes | tuple[bytes, bytes] | None]],
) -> Sequence[bytes | tuple[bytes, bytes] | None]:
    kind, data = answer
    if kind != "OK":
        raise ServerRefused
    return data
