"""Letters over a real connection: what is delivered, and what each way of failing means for the errand."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.mail.smtp import Security, SmtpMailer, SmtpSettings
from bot.outbox import Result
from tests.letters import composer, letter
from tests.wire.mailers import failure, mailing
from tests.wire.smtp_server import CUT, HOST, SILENCE, MailServer, running_mail_server

OPEN = Security.NONE


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with running_mail_server() as server:
        yield server


@pytest.fixture
async def mailer(server: MailServer) -> AsyncIterator[SmtpMailer]:
    async with mailing(SmtpSettings(HOST, server.port, OPEN)) as mailer:
        yield mailer


async def test_a_letter_arrives_as_it_was_composed(server: MailServer, mailer: SmtpMailer) -> None:
    """Envelope and octets are those that the composer wrote, lines with a leading dot included."""
    written = letter(words=".\n..hidden\nxʷməθkʷəy̓əm")

    await mailer.send(written)

    (taken,) = server.taken
    assert (taken.sender, taken.recipients) == ("peers@network.example", ("jo@calgary.example",))
    assert taken.content == composer().compose(written).as_bytes()


async def test_letters_share_a_connection(server: MailServer, mailer: SmtpMailer) -> None:
    """The second letter pays for no new connection."""
    await mailer.send(letter("1"))
    await mailer.send(letter("2"))

    assert len(server.taken) == 2
    assert len(server.sessions) == 1


async def test_no_more_connections_are_open_than_allowed(server: MailServer) -> None:
    """Ten letters at once travel on two connections, and none is lost."""
    async with mailing(SmtpSettings(HOST, server.port, OPEN, connections=2)) as mailer:
        await asyncio.gather(*(mailer.send(letter(str(n))) for n in range(10)))

    assert len({taken.message["Message-ID"] for taken in server.taken}) == 10
    assert len(server.sessions) == 2


@pytest.mark.parametrize("goodbye", ["421 4.4.2 idle too long", CUT])
async def test_a_kept_connection_that_has_died_is_replaced(
    server: MailServer, mailer: SmtpMailer, goodbye: str
) -> None:
    """Whether the server says goodbye or only vanishes: nothing was sent on it, so nothing is in doubt."""
    await mailer.send(letter("1"))
    server.once("rset", goodbye)

    await mailer.send(letter("2"))

    assert len(server.taken) == 2
    assert len(server.sessions) == 2


async def test_a_server_that_hung_up_meanwhile_is_called_again(
    server: MailServer, mailer: SmtpMailer
) -> None:
    """Servers close connections on which nothing happens."""
    await mailer.send(letter("1"))
    server.hang_up()

    await mailer.send(letter("2"))

    assert len(server.taken) == 2


@pytest.mark.parametrize(
    "stage,answer,result,code",
    [
        ("rcpt", "550 5.1.1 jo@calgary.example: no such user", Result.NEVER, "mailbox_refused"),
        ("rcpt", "451 4.7.1 greylisted, jo@calgary.example", Result.LATER, "mail_refused_for_now"),
        ("rcpt", "552 5.2.2 mailbox full", Result.LATER, "mail_refused_for_now"),
        ("rcpt", "421 4.3.2 closing", Result.LATER, "mail_refused_for_now"),
        ("mail", "553 5.7.1 this sender may not", Result.LATER, "mail_sender_refused"),
        ("mail", "552 5.3.4 too large", Result.NEVER, "mail_refused"),
        ("mail", "452 4.3.1 disk full", Result.LATER, "mail_refused_for_now"),
        ("mail", "530 5.7.0 authentication required", Result.LATER, "mail_login_refused"),
        ("data", "451 4.3.0 not now", Result.LATER, "mail_refused_for_now"),
        ("data", "554 5.5.1 no", Result.NEVER, "mail_refused"),
        ("content", "451 4.7.1 greylisted", Result.LATER, "mail_refused_for_now"),
        ("content", "554 5.7.1 looks like spam", Result.NEVER, "mail_refused"),
        ("content", "399 what", Result.UNKNOWN, "mail_outcome_unknown"),
        ("greeting", "421 4.3.2 too busy", Result.LATER, "mail_refused_for_now"),
        ("greeting", "554 5.3.2 no mail here", Result.LATER, "mail_server_unreachable"),
        ("ehlo", "502 5.5.1 not implemented", Result.LATER, "mail_server_unreachable"),
        ("mail", "hello, is this not the web?", Result.LATER, "mail_server_unreachable"),
    ],
)
async def test_an_answer_says_whether_to_try_again(
    server: MailServer, mailer: SmtpMailer, stage: str, answer: str, result: Result, code: str
) -> None:
    """Temporary and operators' failures wait, those of a mailbox or a letter are final; nothing was taken."""
    server.once(stage, answer)

    refused = await failure(mailer, letter())

    assert (refused.result, refused.code) == (result, code)
    assert not server.taken


async def test_a_refusal_leaves_the_connection_fit_for_the_next_letter(
    server: MailServer, mailer: SmtpMailer
) -> None:
    """A hundred greylisted recipients need no hundred handshakes."""
    server.once("rcpt", "451 4.7.1 greylisted")
    await failure(mailer, letter("1"))

    await mailer.send(letter("2"))

    assert len(server.taken) == 1
    assert len(server.sessions) == 1


@pytest.mark.parametrize("stage", ["greeting", "ehlo", "mail", "rcpt", "data"])
@pytest.mark.parametrize("end", [CUT, SILENCE])
async def test_a_connection_lost_before_the_letter_was_written_leaves_no_doubt(
    server: MailServer, mailer: SmtpMailer, stage: str, end: str
) -> None:
    """Cut or silent before DATA is accepted: the server has nothing of it, it is simply tried again."""
    server.once(stage, end)

    async with mailing(SmtpSettings(HOST, server.port, OPEN, timeout=0.6)) as impatient:
        lost = await failure(impatient, letter())
    await mailer.send(letter())

    assert (lost.result, lost.code) == (Result.LATER, "mail_server_unreachable")
    assert len(server.taken) == 1


@pytest.mark.parametrize("end", [CUT, SILENCE])
@pytest.mark.parametrize("stage,copies", [("content", 1), ("taken", 2)])
async def test_a_connection_lost_after_the_letter_was_written_leaves_the_outcome_open(
    server: MailServer, mailer: SmtpMailer, stage: str, copies: int, end: str
) -> None:
    """Taken or not looks the same from here; what a retry doubles is the same letter under the same id."""
    server.once(stage, end)

    async with mailing(SmtpSettings(HOST, server.port, OPEN, timeout=2)) as impatient:
        lost = await failure(impatient, letter())
    await mailer.send(letter())

    assert (lost.result, lost.code) == (Result.UNKNOWN, "mail_outcome_unknown")
    assert len(server.taken) == copies
    assert len({taken.content for taken in server.taken}) == 1


async def test_nobody_listening_is_temporary() -> None:
    """A mail server that is being restarted costs nothing but time."""
    async with running_mail_server() as server:
        port = server.port

    async with mailing(SmtpSettings(HOST, port, OPEN)) as mailer:
        refused = await failure(mailer, letter())

    assert (refused.result, refused.code) == (Result.LATER, "mail_server_unreachable")


async def test_a_cancelled_delivery_leaves_no_connection_half_way(
    server: MailServer, mailer: SmtpMailer
) -> None:
    """The courier may cut at any time; the next letter starts on a clean connection."""
    server.once("mail", SILENCE)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await mailer.send(letter("1"))

    await mailer.send(letter("2"))

    assert len(server.taken) == 1
    assert len(server.sessions) == 2


async def test_letters_waiting_for_a_connection_give_up_in_time(server: MailServer) -> None:
    """A letter that never got its turn is known not to have been sent."""
    server.once("taken", SILENCE)
    async with mailing(SmtpSettings(HOST, server.port, OPEN, timeout=2, connections=1)) as mailer:
        first, second = await asyncio.gather(failure(mailer, letter("1")), failure(mailer, letter("2")))

    assert first.result is Result.UNKNOWN
    assert (second.result, second.code) == (Result.LATER, "mail_server_unreachable")


@pytest.mark.parametrize("stage", ["rcpt", "content", "mail"])
async def test_failures_carry_nothing_that_a_server_said(
    server: MailServer, mailer: SmtpMailer, stage: str
) -> None:
    """Servers quote the recipient; neither the failure nor what led to it repeats that."""
    server.once(stage, "550 jo@calgary.example is unknown")

    refused = await failure(mailer, letter())

    assert "calgary" not in repr(refused)
    assert refused.__context__ is None


async def test_a_mailbox_in_another_script_needs_smtputf8(server: MailServer, mailer: SmtpMailer) -> None:
    """A server that cannot carry such an address never will; the coordinators learn why."""
    refused = await failure(mailer, letter(to="zoë@calgary.example"))

    assert (refused.result, refused.code) == (Result.NEVER, "mailbox_needs_smtputf8")


async def test_a_mailbox_in_another_script_is_reached_over_smtputf8() -> None:
    """Where the server offers it, the address travels as written, in the command and in the header."""
    async with (
        running_mail_server(utf8=True) as server,
        mailing(SmtpSettings(HOST, server.port, OPEN)) as mailer,
    ):
        await mailer.send(letter(to="zoë@calgary.example"))

    (taken,) = server.taken
    assert taken.recipients == ("zoë@calgary.example",)
    assert "<zoë@calgary.example>" in taken.content.decode()


async def test_an_address_that_is_none_never_reaches_a_server(server: MailServer, mailer: SmtpMailer) -> None:
    """What could smuggle a second command or recipient is refused before a connection is made."""
    refused = await failure(mailer, letter(to="jo@calgary.example>\r\nRCPT TO:<eve@evil.example"))

    assert (refused.result, refused.code) == (Result.NEVER, "mailbox_malformed")
    assert not server.sessions
