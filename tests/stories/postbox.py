"""A mail server that outlives the bot, and the mailbox of all who get letters."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
PATIENCE = 30  # seconds


class Mailbox:
    """Letters as files of a folder, oldest first; whoever reads there sees what the server took."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def names(self) -> Sequence[str]:
        return sorted(file.stem for file in self.folder.glob("*.eml"))

    def read(self, name: str) -> bytes:
        return (self.folder / f"{name}.eml").read_bytes()


class MailServer:
    """Puts each letter into the mailbox before the sender is told that it was taken; without a mailbox it
    takes none, and while it is `away` it hangs up on everybody."""

    def __init__(self) -> None:
        self.port = 0
        self.mailbox: Mailbox | None = None
        self.away = False
        self._senders: set[_Sender] = set()
        self._alone = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def goes_away(self) -> None:
        """From another thread. Those that are connected are hung up on, too."""
        self._loop.call_soon_threadsafe(self._hang_up)

    def comes_back(self) -> None:
        """From another thread."""
        self._loop.call_soon_threadsafe(setattr, self, "away", False)  # noqa: FBT003 - setattr has no keyword

    def _hang_up(self) -> None:
        self.away = True
        for sender in self._senders:
            sender.cut()

    def connected(self, sender: _Sender) -> None:
        self._senders.add(sender)
        self._alone.clear()
        if self.away:
            sender.cut()

    def left(self, sender: _Sender) -> None:
        self._senders.discard(sender)
        if not self._senders:
            self._alone.set()

    async def alone(self) -> None:
        """Until nobody is connected: what was on the way when its sender died is taken by then, or lost."""
        if self._senders:
            async with asyncio.timeout(PATIENCE):
                await self._alone.wait()

    async def handle_DATA(  # noqa: N802 - so the library calls it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.mailbox is None:
            return "451 4.3.0 Nobody lives here"
        number = len(self.mailbox.names())
        (self.mailbox.folder / f"{number:03}.eml").write_bytes(envelope.original_content or b"")
        return "250 OK"


class _Sender(SMTP):
    """One connection."""

    def __init__(self, mail: MailServer) -> None:
        super().__init__(mail, hostname="mail.test", loop=asyncio.get_running_loop())
        self._mail = mail

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._mail.connected(self)

    def cut(self) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._mail.left(self)


@asynccontextmanager
async def mail_server(mail: MailServer | None = None) -> AsyncIterator[MailServer]:
    """On a free port, until the block ends."""
    mail, loop = mail or MailServer(), asyncio.get_running_loop()
    listening = await loop.create_server(lambda: _Sender(mail), HOST, 0)
    async with listening:
        mail.port = listening.sockets[0].getsockname()[1]
        yield mail
