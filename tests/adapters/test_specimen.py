"""The doctor's test letter: what it says, and what the operator is told about its way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.doctor import fail, ok, warn
from adapters.mail.smtp import Security, SmtpSettings
from adapters.specimen import PASSING, REFUSED, came_of, check_sending, specimen
from adapters.trial import NETWORK
from adapters.words import Words
from tests.letters import composer
from tests.sources import ROOT
from tests.wire.mailers import mailing
from tests.wire.smtp_server import HOST, SILENCE, running_mail_server

CANARY = "jo.canary@calgary.example"
LETTER = specimen(Words.load(), NETWORK, CANARY, "1")


def test_a_test_letter_is_in_the_networks_languages() -> None:
    """One letter, so that one look is enough, with what every letter says of its sender."""
    message = composer().compose(LETTER)
    part = message.get_body(("plain",))
    words = part.get_content() if part else ""

    assert "This is a test" in words
    assert "Ceci est un essai" in words
    assert "12 Main Street" in words
    assert message["To"] == CANARY


def test_each_test_letter_is_another_one() -> None:
    """With the Message-ID of an earlier one, a mailbox would hide it."""
    other = specimen(Words.load(), NETWORK, CANARY, "2")

    assert composer().compose(LETTER)["Message-ID"] != composer().compose(other)["Message-ID"]


async def test_a_test_letter_that_was_taken_is_to_be_looked_for() -> None:
    """The mail server has it, once; more cannot be known from here."""
    async with (
        running_mail_server() as server,
        mailing(SmtpSettings(HOST, server.port, Security.NONE)) as mailer,
    ):
        found = await check_sending(mailer, LETTER)

    assert found == ok("the mail server took a test letter: see that it arrives, and not among spam")
    assert [taken.recipients for taken in server.taken] == [(CANARY,)]


@pytest.mark.parametrize(
    "stage, answer, found",
    [
        ("rcpt", "550 5.1.1 {} is unknown", fail(f"the mail server {REFUSED['mailbox_refused']}")),
        ("mail", "553 5.7.1 not you", fail(f"the mail server {REFUSED['mail_sender_refused']}")),
        ("content", "554 5.7.1 spam to {}", fail(f"the mail server {REFUSED['mail_refused']}")),
        ("rcpt", "451 4.7.1 {} is greylisted", warn(f"the mail server {PASSING['mail_refused_for_now']}")),
        ("taken", SILENCE, warn(f"the mail server {PASSING['mail_outcome_unknown']}")),
    ],
)
async def test_what_the_mail_server_answers_is_told_in_our_words(
    stage: str, answer: str, found: object
) -> None:
    """A refusal is a failure, what passes is a warning; neither the address nor the server is quoted."""
    async with running_mail_server() as server:
        server.once(stage, answer.format(CANARY))
        async with mailing(SmtpSettings(HOST, server.port, Security.NONE, timeout=2)) as mailer:
            assert await check_sending(mailer, LETTER) == found

    assert "canary" not in repr(found)


async def test_a_wrong_address_is_told_before_any_server_is_asked() -> None:
    """What is no plain address could hold a second command."""
    async with (
        running_mail_server() as server,
        mailing(SmtpSettings(HOST, server.port, Security.NONE)) as mailer,
    ):
        found = await check_sending(mailer, specimen(Words.load(), NETWORK, "canary@x> y", "1"))

    assert found == fail(f"the mail server {REFUSED['mailbox_malformed']}")
    assert not server.sessions


async def test_a_mail_server_that_is_not_there_is_told() -> None:
    """Nobody listens at the port."""
    async with running_mail_server() as server:
        port = server.port

    async with mailing(SmtpSettings(HOST, port, Security.NONE)) as mailer:
        found = await check_sending(mailer, LETTER)

    assert found == fail("the mail server cannot be reached, or breaks off")


def test_every_way_in_which_a_letter_can_fail_has_its_words() -> None:
    """A code of ours that nobody explains helps no operator."""
    sources = [path.read_text("utf-8") for path in Path(ROOT, "adapters", "mail").glob("*.py")]
    codes = {code for source in sources for code in re.findall(r'"(mail(?:box)?_[a-z_0-9]+)"', source)}

    assert codes == PASSING.keys() | REFUSED.keys()
    assert came_of("fault") == fail("the mail server did not take the test letter (fault)")
