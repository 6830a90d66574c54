"""A real mail server on loopback that keeps what it takes, and misbehaves once where its script says so."""

# ruff: noqa: N802 - aiosmtpd finds its hooks by these names

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, LoginPassword, Session

CUT, SILENCE = "cut", "silence"  # instead of an answer
LOGIN, PASSWORD = "peers", "right"
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that the server took responsibility for."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    protected: bool

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=default)


@dataclass
class MailServer:
    """`once` scripts the answer of one stage: greeting, ehlo, rset, mail, rcpt, data, content (received, not
    taken) or taken (and then perhaps not said so). `sessions` are all connections that there have been."""

    login_required: bool = False
    taken: list[Taken] = field(default_factory=list)
    sessions: list[ScriptedSession] = field(default_factory=list)
    port: int = 0
    _script: defaultdict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))

    def once(self, stage: str, answer: str) -> None:
        self._script[stage].append(answer)

    def hang_up(self) -> None:
        """As servers do with idle clients."""
        for session in self.sessions:
            session.cut()

    async def follow(self, stage: str, session: SMTP) -> str | None:
        """The scripted answer of this stage; None for the usual one."""
        answer = self._script[stage].popleft() if self._script[stage] else None
        if answer == CUT:
            session.transport.abort()  # type: ignore[union-attr] # it is connected: it has just spoken
        if answer in {CUT, SILENCE}:
            await asyncio.get_running_loop().create_future()  # until the connection's end cancels it
        return answer

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, offers: list[str]
    ) -> list[str]:
        if answer := await self.follow("ehlo", server):
            return [answer]
        session.host_name = name
        return offers

    async def handle_RSET(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return await self.follow("rset", server) or "250 OK"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.login_required and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if answer := await self.follow("mail", server):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := await self.follow("rcpt", server):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if answer := await self.follow("content", server):
            return answer
        content = envelope.original_content or b""
        protected = server.transport is not None and server.transport.get_extra_info("sslcontext") is not None
        self.taken.append(
            Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), content, protected=protected)
        )
        return await self.follow("taken", server) or "250 OK"


class ScriptedSession(SMTP):
    """One connection, where the stages are scripted that aiosmtpd has no hook for."""

    def __init__(self, owner: MailServer, tls: ssl.SSLContext | None, *, utf8: bool) -> None:
        super().__init__(
            owner,
            hostname="mail.test",
            tls_context=tls,
            require_starttls=tls is not None,
            auth_require_tls=tls is not None,
            auth_callback=lambda _, *given: LoginPassword(*given) == (LOGIN.encode(), PASSWORD.encode()),
            enable_SMTPUTF8=utf8,
            loop=asyncio.get_running_loop(),
        )
        self._owner = owner
        owner.sessions.append(self)

    async def _handle_client(self) -> None:
        if answer := await self._owner.follow("greeting", self):
            await self.push(answer)
            self.cut()
        else:
            await super()._handle_client()

    async def smtp_DATA(self, arg: str) -> None:
        if answer := await self._owner.follow("data", self):
            await self.push(answer)
        else:
            await super().smtp_DATA(arg)

    def cut(self) -> None:
        if self.transport is not None:
            self.transport.abort()  # type: ignore[attr-defined] # a socket's transport, which is abortable

    async def ended(self) -> None:
        self.cut()
        if self._handler_coroutine is not None:
            self._handler_coroutine.cancel()  # nobody else does when a handshake was cut short
            await asyncio.wait([self._handler_coroutine])


@asynccontextmanager
async def running_mail_server(
    *,
    tls: ssl.SSLContext | None = None,
    starttls: bool = False,
    login_required: bool = False,
    utf8: bool = False,
) -> AsyncIterator[MailServer]:
    """On a free port, until the block ends; `tls` from the first octet on, unless by STARTTLS."""
    mail = MailServer(login_required)
    loop = asyncio.get_running_loop()
    later, at_once = (tls, None) if starttls else (None, tls)
    server = await loop.create_server(lambda: ScriptedSession(mail, later, utf8=utf8), HOST, 0, ssl=at_once)
    mail.port = server.sockets[0].getsockname()[1]
    try:
        yield mail
    finally:
        server.close()
        for session in mail.sessions:
            await session.ended()
        await server.wait_closed()
