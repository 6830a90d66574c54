"""Letters over an encrypted connection, after a login; nothing in the clear when that is not to be had."""

import ssl
from datetime import timedelta

import pytest

from adapters.mail.smtp import Security, SmtpSettings
from bot.outbox import Result
from tests.letters import letter
from tests.wire.certificates import loopback_tls
from tests.wire.mailers import failure, mailing
from tests.wire.smtp_server import HOST, LOGIN, PASSWORD, running_mail_server


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return loopback_tls(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
async def test_a_login_over_an_encrypted_connection(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext], security: Security
) -> None:
    """STARTTLS and implicit TLS, with a certificate that is verified."""
    starttls = security is Security.STARTTLS
    async with running_mail_server(tls=contexts[0], starttls=starttls, login_required=True) as server:
        settings = SmtpSettings(HOST, server.port, security, LOGIN, PASSWORD)
        async with mailing(settings, contexts[1]) as mailer:
            await mailer.send(letter())

    (taken,) = server.taken
    assert taken.protected


async def test_a_wrong_password_waits_for_the_operator(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    """No letter is lost because a setting is wrong, and the account is not hammered."""
    async with running_mail_server(tls=contexts[0], starttls=True, login_required=True) as server:
        settings = SmtpSettings(HOST, server.port, Security.STARTTLS, LOGIN, "wrong")
        async with mailing(settings, contexts[1]) as mailer:
            refused = await failure(mailer, letter())

    assert (refused.result, refused.code) == (Result.LATER, "mail_login_refused")
    assert refused.retry_after >= timedelta(minutes=5)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
async def test_a_certificate_that_nobody_vouches_for_is_refused(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext], security: Security
) -> None:
    """Without the test's own authority the same server is a stranger: no password, no letter goes there."""
    async with (
        running_mail_server(tls=contexts[0], starttls=security is Security.STARTTLS) as server,
        mailing(SmtpSettings(HOST, server.port, security, LOGIN, PASSWORD)) as mailer,
    ):
        refused = await failure(mailer, letter())

    assert (refused.result, refused.code) == (Result.LATER, "mail_tls_refused")
    assert not server.taken


async def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    """Somebody in the middle can hide the offer; the letter waits instead of going open."""
    async with (
        running_mail_server() as server,
        mailing(SmtpSettings(HOST, server.port, Security.STARTTLS)) as mailer,
    ):
        refused = await failure(mailer, letter())

    assert (refused.result, refused.code) == (Result.LATER, "mail_server_unsuitable")
    assert not server.taken


def test_the_password_is_in_no_print() -> None:
    """Settings that are logged by mistake give nothing away."""
    assert PASSWORD not in repr(SmtpSettings(HOST, 25, username=LOGIN, password=PASSWORD))
