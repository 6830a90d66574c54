"""What the doctor does only when told to: ask DNS about the sender's domain, send a test letter."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from adapters.clock import SystemClock, SystemEntropy
from adapters.dmarc import check_dmarc
from adapters.doctor import Finding, domain_of
from adapters.mail_records import check_dkim, check_mx
from adapters.nameserver import Dns, Nameserver
from adapters.settings import Settings
from adapters.specimen import check_sending, specimen
from adapters.spf import check_spf
from adapters.wiring import mailer_of, network_of
from adapters.words import Words


@dataclass(frozen=True, slots=True)
class Wish:
    """Send a letter there, ask DNS: this machine's name servers, unless another one is given."""

    test_letter_to: str | None = None
    dns: bool = False
    nameserver: Nameserver | None = None


def as_wished(settings: Settings, wish: Wish) -> Iterator[Finding]:
    if wish.dns:
        yield from look_at_dns(settings, Dns(wish.nameserver))
    if wish.test_letter_to is not None:
        yield asyncio.run(send_test(settings, wish.test_letter_to))


def look_at_dns(settings: Settings, dns: Dns) -> Iterator[Finding]:
    """What receivers look at before they believe a letter, and whether answers find their way back."""
    sending, answering = domain_of(settings.mail_from), domain_of(settings.contact)
    selector = settings.dkim_selector
    yield check_spf(sending, dns.texts(sending))
    yield check_dmarc(sending, *dns.dmarc(sending))
    yield check_dkim(sending, selector, dns.texts(f"{selector}._domainkey.{sending}") if selector else ())
    for domain in dict.fromkeys((sending, answering)):
        yield check_mx(domain, dns.exchanges(domain))


async def send_test(settings: Settings, to: str) -> Finding:
    """One letter, made and handed over as the bot does it."""
    entropy = SystemEntropy()
    mailer = mailer_of(settings, SystemClock(), entropy.bytes(32))
    letter = specimen(Words.load(), network_of(settings), to, entropy.identifier())
    try:
        return await check_sending(mailer, letter)
    finally:
        await mailer.close()
