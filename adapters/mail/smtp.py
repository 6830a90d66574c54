"""Letters over SMTP submission, on a few connections that are kept.

What a failure means depends on when it happens. Until the server has said "go on" to DATA it has nothing of
the letter. Once the letter's last line was written, a lost connection leaves the outcome open: the server
may have taken it and not come to say so (RFC 1047).
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPResponse,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from adapters.mail.answers import failure_in, failure_of
from adapters.platform import DeliveryFailed
from bot.deliveries import Letter

PROBE = 3.0  # seconds in which a kept connection must show that it is alive
GO_ON = 354


class Security(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """`timeout` (seconds) bounds one letter from beginning to end, the wait for a free connection included;
    the courier cuts at 30, and would know less about the outcome. No more than `connections` are open."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 28
    connections: int = 2


@dataclass(frozen=True, slots=True)
class Envelope:
    """One letter as the commands of a transaction need it; `utf8` when the address is not ASCII."""

    sender: str
    recipient: str
    content: bytes
    utf8: bool

    @classmethod
    def around(cls, message: EmailMessage) -> Envelope:
        sender, recipient = (message[field].addresses[0].addr_spec for field in ("From", "To"))
        return cls(sender, recipient, message.as_bytes(), utf8=not (sender + recipient).isascii())


class SmtpMailer:
    """A `Mailer`. `tls` is for servers whose certificate the system's authorities do not know."""

    def __init__(
        self,
        settings: SmtpSettings,
        compose: Callable[[Letter], EmailMessage],
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._compose = compose
        protected = settings.security is not Security.NONE
        self._tls = tls or (ssl.create_default_context() if protected else None)
        self._idle: list[SMTP] = []
        self._slots = asyncio.Semaphore(settings.connections)

    async def send(self, letter: Letter) -> None:
        failure = await self._deliver(Envelope.around(self._compose(letter)))
        if failure is not None:
            raise failure  # not where the library's exception, which may quote an address, were its context

    async def close(self) -> None:
        """Say goodbye on the connections that are kept."""
        while self._idle:
            client = self._idle.pop()
            with contextlib.suppress(SMTPException, OSError):
                await client.quit(timeout=PROBE)
            client.close()

    async def _deliver(self, envelope: Envelope) -> DeliveryFailed | None:
        half = self._settings.timeout / 2
        try:
            async with asyncio.timeout(half) as limit, self._slots, self._connection(envelope) as client:
                await _open_transaction(client, envelope)
                limit.reschedule(None)
                return failure_in(await _hand_over(client, envelope.content, half))
        except (SMTPException, OSError) as error:
            return failure_of(error)

    @contextlib.asynccontextmanager
    async def _connection(self, envelope: Envelope) -> AsyncIterator[SMTP]:
        client = await self._kept() or await self._new(envelope)
        try:
            yield client
        except SMTPResponseException as refusal:
            if refusal.code < 0:  # what it said was not SMTP
                client.close()
            raise
        except BaseException:
            client.close()
            raise
        finally:
            if client.is_connected:
                self._idle.append(client)

    async def _kept(self) -> SMTP | None:
        while self._idle:
            client = self._idle.pop()
            if await _alive(client):
                return client
        return None

    async def _new(self, envelope: Envelope) -> SMTP:
        settings = self._settings
        client = SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.username or None,
            password=settings.password or None,
            local_hostname=envelope.sender.rpartition("@")[2],  # asking the system may take seconds
            timeout=settings.timeout / 2,
            use_tls=settings.security is Security.TLS,
            start_tls=settings.security is Security.STARTTLS,
            tls_context=self._tls,
        )
        await client.connect()
        return client


async def _alive(client: SMTP) -> bool:
    """Servers hang up on idle clients, and middle-boxes forget them; RSET also ends what was refused."""
    answered = False
    with contextlib.suppress(SMTPException, OSError):
        try:
            await client.rset(timeout=PROBE)
            answered = True
        finally:
            if not answered:
                client.close()
    return answered


async def _open_transaction(client: SMTP, envelope: Envelope) -> None:
    if client.is_ehlo_or_helo_needed:
        await client.ehlo()
    if envelope.utf8 and not client.supports_extension("smtputf8"):
        raise SMTPNotSupported("SMTPUTF8")
    encoding, options = ("utf-8", ["SMTPUTF8", "BODY=8BITMIME"]) if envelope.utf8 else ("ascii", [])
    await client.mail(envelope.sender, options=options, encoding=encoding)
    await client.rcpt(envelope.recipient, encoding=encoding)
    answer = await client.execute_command(b"DATA")
    if answer.code != GO_ON:
        raise SMTPDataError(answer.code, answer.message)


async def _hand_over(client: SMTP, content: bytes, patience: float) -> SMTPResponse | None:
    """The answer to the whole letter; None when there was none. `SMTP.data` would do the same, but its
    exceptions do not tell a connection lost before this point from one lost after it."""
    if client.protocol is None:
        raise SMTPServerDisconnected("lost after DATA")
    client.protocol.write(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
    try:
        return await client.protocol.read_response(timeout=patience)
    except (SMTPException, OSError):
        client.close()
        return None
