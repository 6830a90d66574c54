"""The mailer under test, and how it fails."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.mail.smtp import SmtpMailer, SmtpSettings
from adapters.platform import DeliveryFailed
from bot.deliveries import Letter
from tests.letters import composer


@asynccontextmanager
async def mailing(settings: SmtpSettings, trusted: ssl.SSLContext | None = None) -> AsyncIterator[SmtpMailer]:
    mailer = SmtpMailer(settings, composer().compose, trusted)
    yield mailer
    await mailer.close()


async def failure(mailer: SmtpMailer, written: Letter) -> DeliveryFailed:
    with pytest.raises(DeliveryFailed) as caught:
        await mailer.send(written)
    return caught.value
