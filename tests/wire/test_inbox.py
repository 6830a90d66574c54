"""The mailbox that is read over a real connection: nothing is lost, nothing is kept."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from imaplib import IMAP4

import pytest

from adapters.mail.arrived import LARGEST
from adapters.mail.imap import LoginRefused, ServerRefused
from adapters.mail.inbox import HoldsOldMail, Inbox, NotTaken
from bot.rights.wishes import Wish
from tests.invitations import JO
from tests.replies import NOW, READING, STOPS, answering, bounce, mail
from tests.wire.imap_server import CUT, ImapServer, running_imap_server
from tests.wire.inboxes import GOING, Core, inbox, may, poll, settings


@pytest.fixture
async def server() -> AsyncIterator[ImapServer]:
    async with running_imap_server() as server:
        yield server


@pytest.fixture
def core() -> Core:
    return Core()


async def test_answers_and_bounces_are_handed_on_and_removed(server: ImapServer, core: Core) -> None:
    """In the order in which they came, and the mailbox is empty afterwards."""
    for octets in (answering(), bounce(), answering(partstat="DECLINED")):
        server.arrives(octets)

    await poll(inbox(server, core))

    assert core.replies == [GOING, replace(GOING, answer="no")]
    assert core.gone == [JO]
    assert not server.held


async def test_what_somebody_asks_for_is_handed_on(server: ImapServer, core: Core) -> None:
    """By its subject; and what a mail program sends of which one press has stopped our mail."""
    for subject in ("Mes données", f"stop-{STOPS.token('jo')}", f"stop-{'a' * 68}"):
        asked = mail()
        del asked["Subject"]
        asked["Subject"] = subject
        server.arrives(asked.as_bytes())
    reader = inbox(server, core)

    await poll(reader)

    assert [(each.wish, each.member) for each in core.wishes] == [(Wish.DATA, ""), (Wish.MAIL_OFF, "jo")]
    assert reader.counts == {"wished": 2, "stranger": 1}
    assert not server.held


async def test_what_is_refused_is_counted_by_its_reason_and_kept_nowhere(
    server: ImapServer, core: Core
) -> None:
    """A letter of a person, a forgery, a bomb."""
    for octets in (mail().as_bytes(), mail().as_bytes(), answering(uid="guess"), b"x" * (2 * LARGEST)):
        server.arrives(octets)
    reader = inbox(server, core)

    await poll(reader)

    assert reader.counts == {"no_calendar": 2, "stranger": 1, "too_large": 1}
    assert (core.replies, server.held) == ([], [])


async def test_what_the_rules_ignore_is_counted_apart(server: ImapServer, core: Core) -> None:
    """Stale answers, mailboxes of nobody: they are removed as well."""
    for octets in (answering(), bounce()):
        server.arrives(octets)
    core.knows, reader = False, inbox(server, core)

    await poll(reader)

    assert reader.counts == {"reply_ignored": 1, "bounce_ignored": 1}
    assert not server.held


@pytest.mark.parametrize("uidplus", [True, False])
async def test_a_message_is_removed_with_and_without_uidplus(core: Core, *, uidplus: bool) -> None:
    """Older servers can only remove all that is marked."""
    async with running_imap_server(uidplus=uidplus) as server:
        server.arrives(answering())

        await poll(inbox(server, core))

        assert (core.replies, server.held) == ([GOING], [])


@pytest.mark.parametrize("stage", ["CAPABILITY", "LOGIN", "SELECT", "SEARCH", "FETCH"])
@pytest.mark.parametrize("end", [CUT, "BYE"])
async def test_a_connection_that_is_lost_before_loses_nothing(
    server: ImapServer, core: Core, stage: str, end: str
) -> None:
    """The message is still there, and is taken the next time."""
    server.arrives(answering())
    server.once(stage, end)
    reader = inbox(server, core)

    with pytest.raises((IMAP4.error, OSError, ServerRefused)):
        await poll(reader)
    await poll(reader)

    assert (core.replies, server.held) == ([GOING], [])


@pytest.mark.parametrize("stage", ["STORE", "EXPUNGE"])
async def test_a_message_that_could_not_be_removed_says_the_same_again(
    server: ImapServer, core: Core, stage: str
) -> None:
    """It was handed on first; the rules take no answer twice."""
    server.arrives(answering())
    server.once(stage, CUT)
    reader = inbox(server, core)

    with pytest.raises((IMAP4.error, OSError)):
        await poll(reader)
    await poll(reader)

    assert (core.replies, server.held) == ([GOING, GOING], [])


async def test_a_removal_that_nobody_heard_of_is_one(server: ImapServer, core: Core) -> None:
    """Cut after it was done: the next time there is nothing."""
    server.arrives(answering())
    server.cut_after("EXPUNGE")
    reader = inbox(server, core)

    with pytest.raises((IMAP4.error, OSError)):
        await poll(reader)
    await poll(reader)

    assert (core.replies, server.held) == ([GOING], [])


async def test_a_message_that_cannot_be_taken_stays_and_keeps_no_other_waiting(
    server: ImapServer, core: Core
) -> None:
    """The database was away for one of them."""
    server.arrives(answering(partstat="TENTATIVE"))
    server.arrives(answering())
    core.away = 1
    reader = inbox(server, core)

    with pytest.raises(NotTaken):
        await poll(reader)
    assert (core.replies, len(server.held)) == ([GOING], 1)
    await poll(reader)

    assert core.replies == [GOING, replace(GOING, answer="maybe")]
    assert not server.held


async def test_a_message_that_the_server_does_not_give_out_keeps_no_other_waiting(
    server: ImapServer, core: Core
) -> None:
    """Whatever is the matter with it there: the others are read first the next time."""
    server.arrives(answering(partstat="TENTATIVE"))
    server.arrives(answering())
    server.once("FETCH", "NO cannot be read")
    reader = inbox(server, core)

    with pytest.raises(NotTaken):
        await poll(reader)
    assert (core.replies, len(server.held)) == ([GOING], 1)
    await poll(reader)

    assert not server.held


async def test_a_core_that_is_away_is_not_asked_for_each_message(server: ImapServer, core: Core) -> None:
    """Three faults, and the rest waits where it is."""
    for _ in range(9):
        server.arrives(answering())
    core.away = 9

    with pytest.raises(NotTaken):
        await poll(inbox(server, core))

    assert (core.away, len(server.held)) == (6, 9)


async def test_a_message_that_somebody_else_removed_is_passed_over(server: ImapServer, core: Core) -> None:
    """Between being found and being read."""
    server.arrives(answering())
    server.arrives(answering())
    core.meanwhile = server.held.clear

    await poll(inbox(server, core))

    assert core.replies == [GOING]


async def test_a_large_message_is_not_read_to_its_end(server: ImapServer, core: Core) -> None:
    """No more than shows that it is too large."""
    server.arrives(b"x" * (50 * LARGEST))
    reader = inbox(server, core)

    await poll(reader)

    assert reader.counts == {"too_large": 1}


@pytest.mark.parametrize("days,emptied", [(29, True), (31, False)])
async def test_a_mailbox_with_old_mail_is_left_alone(
    server: ImapServer, core: Core, days: int, *, emptied: bool
) -> None:
    """Somebody's own was named by mistake: nothing of it is read or removed."""
    server.arrives(answering())
    server.arrives(mail().as_bytes(), (NOW - timedelta(days=days)).date())
    reader = inbox(server, core)

    with contextlib.nullcontext() if emptied else pytest.raises(HoldsOldMail):
        await poll(reader)

    assert (len(server.held), len(core.replies)) == ((0, 1) if emptied else (2, 0))


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"username": "somebody"}])
async def test_a_refused_login_is_the_operators_affair(
    server: ImapServer, core: Core, wrong: dict[str, str]
) -> None:
    """It is told apart from a server that is away: trying again soon would lock the account."""
    reader = Inbox(replace(settings(server), **wrong), READING, core, may)  # type: ignore[arg-type] # of strings

    with pytest.raises(LoginRefused):
        await poll(reader)


async def test_a_mailbox_that_is_not_there_is_said(server: ImapServer, core: Core) -> None:
    """Another name than the server knows."""
    with pytest.raises(ServerRefused):
        await poll(Inbox(replace(settings(server), mailbox="Elsewhere"), READING, core, may))
