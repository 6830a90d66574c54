"""The mailbox that is read: how its connection is protected, and that nothing ends the reading of it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from imaplib import IMAP4
from pathlib import Path

import pytest

from adapters.mail.imap import ImapSecurity
from adapters.mail.inbox import Inbox, NotTaken
from tests.adapters.captured import captured_logs
from tests.invitations import UID
from tests.replies import READING, answering, bounce
from tests.wire.certificates import loopback_tls
from tests.wire.imap_server import PASSWORD, SILENCE, ImapServer, running_imap_server
from tests.wire.inboxes import GOING, Core, inbox, may, poll, settings


@pytest.fixture
async def server() -> AsyncIterator[ImapServer]:
    async with running_imap_server() as server:
        yield server


@pytest.fixture
def core() -> Core:
    return Core()


# ---- protection


@asynccontextmanager
async def protected(folder: Path, security: ImapSecurity) -> AsyncIterator[tuple[ImapServer, ssl.SSLContext]]:
    served, trusted = loopback_tls(folder)
    async with running_imap_server(tls=served, starttls=security is ImapSecurity.STARTTLS) as server:
        yield server, trusted


@pytest.mark.parametrize("security", [ImapSecurity.TLS, ImapSecurity.STARTTLS])
async def test_the_password_travels_protected(tmp_path: Path, core: Core, security: ImapSecurity) -> None:
    """From the first octet on, or from before the login on."""
    async with protected(tmp_path, security) as (server, trusted):
        server.arrives(answering())

        await poll(Inbox(settings(server, security), READING, core, may, trusted))

        assert (core.replies, server.protected) == ([GOING], [True])


@pytest.mark.parametrize("security", [ImapSecurity.TLS, ImapSecurity.STARTTLS])
async def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, core: Core, security: ImapSecurity
) -> None:
    """Before anything is said."""
    async with protected(tmp_path, security) as (server, _):
        with pytest.raises(ssl.SSLError):
            await poll(Inbox(settings(server, security), READING, core, may))

        assert "LOGIN" not in server.asked


async def test_a_server_that_takes_starttls_away_gets_no_password(core: Core) -> None:
    """Whoever sits between can do that; then nothing is said."""
    async with running_imap_server() as server:
        with pytest.raises(IMAP4.error):
            await poll(Inbox(settings(server, ImapSecurity.STARTTLS), READING, core, may))

        assert "LOGIN" not in server.asked


# ---- the work


async def working(inbox: Inbox, until: Callable[[], bool]) -> None:
    """Reads again and again until that is so."""
    work = asyncio.create_task(inbox.work())
    async with asyncio.timeout(20):
        while not until():
            await asyncio.wait({work}, timeout=0.01)
    inbox.stop()
    await work


async def test_it_reads_again_and_again(server: ImapServer, core: Core) -> None:
    """What arrives later is found, after a failure too."""
    server.arrives(answering())
    server.once("SELECT", "NO not now")
    reader = Inbox(settings(server), READING, core, may, every=0.01)
    core.meanwhile = lambda: server.arrives(bounce()) if len(core.replies) == 1 else None

    await working(reader, lambda: bool(core.gone))

    assert core.replies == [GOING]


async def test_only_the_process_that_may_reads(server: ImapServer, core: Core) -> None:
    """Of several, one at a time."""
    asked: list[bool] = []

    async def may_not() -> bool:
        asked.append(True)
        return False

    await working(Inbox(settings(server), READING, core, may_not, every=0.01), lambda: len(asked) > 3)

    assert not server.asked


async def test_stopping_finishes_the_message_under_way(server: ImapServer, core: Core) -> None:
    """And begins no other."""
    server.arrives(answering())
    server.arrives(answering())
    reader = inbox(server, core)
    core.meanwhile = reader.stop

    await reader.work()

    assert (len(core.replies), len(server.held)) == (1, 1)


async def test_a_silent_server_holds_nobody_up_for_ever(server: ImapServer, core: Core) -> None:
    """Each wait has an end."""
    server.once("SEARCH", SILENCE)

    with pytest.raises(TimeoutError):
        await poll(Inbox(replace(settings(server), timeout=0.2), READING, core, may))


async def test_the_log_tells_codes_and_counts_alone(server: ImapServer, core: Core) -> None:
    """Nobody's address, nobody's answer, nothing that a server or a fault said."""
    for octets in (answering(), answering(uid="guess"), bounce()):
        server.arrives(octets)
    core.away = 1

    with captured_logs() as lines:
        with pytest.raises(NotTaken):
            await poll(inbox(server, core))
        said = lines.getvalue()

    assert '"code": "bounce", "count": 1' in said
    assert not [word for word in ("calgary", "Jo", "going", UID, PASSWORD) if word in said]
