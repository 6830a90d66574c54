"""`peerbot run` reads the mailbox that its settings name, and serves calendars' feeds."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.replies import answering, mail
from tests.stories.command import first_run, production, running
from tests.wire.imap_server import HOST, LOGIN, NAME, PASSWORD, ImapServer, running_imap_server


def environment(folder: Path, server: ImapServer) -> dict[str, str]:
    return production(folder) | {
        "PEERBOT_IMAP_HOST": HOST,
        "PEERBOT_IMAP_PORT": str(server.port),
        "PEERBOT_IMAP_SECURITY": "none",
        "PEERBOT_IMAP_USERNAME": LOGIN,
        "PEERBOT_IMAP_PASSWORD": PASSWORD,
        "PEERBOT_IMAP_MAILBOX": NAME,
    }


async def test_a_running_bot_empties_its_mailbox(tmp_path: Path) -> None:
    """Of an answer to nothing that it knows and of a letter by a person; and it ends well when asked to."""
    async with running_imap_server() as server:
        for octets in (answering(), mail().as_bytes()):
            server.arrives(octets)
        settings = environment(tmp_path, server)
        first_run(settings)
        async with running(settings) as bot, asyncio.timeout(30):
            ending = asyncio.create_task(bot.wait())
            while server.held:
                await asyncio.wait({ending}, timeout=0.05)
            bot.terminate()
            ended = await ending

    assert ended == 0
    assert server.asked[-1] == "LOGOUT"
