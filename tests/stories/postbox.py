"""A mail server that outlives the bot, and the mailbox of all who get letters."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


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
    """Puts each letter into the mailbox before the sender is told that it was taken."""

    def __init__(self) -> None:
        self.port = 0
        self.mailbox: Mailbox | None = None

    async def handle_DATA(  # noqa: N802 - so the library calls it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.mailbox is None:
            return "451 4.3.0 Nobody lives here"
        number = len(self.mailbox.names())
        (self.mailbox.folder / f"{number:03}.eml").write_bytes(envelope.original_content or b"")
        return "250 OK"


@asynccontextmanager
async def mail_server() -> AsyncIterator[MailServer]:
    """On a free port, until the block ends."""
    mail, loop = MailServer(), asyncio.get_running_loop()
    listening = await loop.create_server(lambda: SMTP(mail, hostname="mail.test", loop=loop), HOST, 0)
    async with listening:
        mail.port = listening.sockets[0].getsockname()[1]
        yield mail
