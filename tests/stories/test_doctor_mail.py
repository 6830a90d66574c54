"""`peerbot doctor` on the mail: a test letter, and what DNS says."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from adapters.checkup import examine
from adapters.mail_checkup import Wish
from tests.stories.command import CANARY, peerbot, production
from tests.wire.dns_server import running_name_server
from tests.wire.smtp_server import running_mail_server

ZONE = {
    ("network.example", "TXT"): ('"v=spf1 mx -all"',),
    ("network.example", "MX"): ("10 mail.network.example.",),
    ("_dmarc.network.example", "TXT"): ('"v=DMARC1; p=reject; rua=mailto:reports@network.example"',),
    ("s1._domainkey.network.example", "TXT"): ('"v=DKIM1; p=TUlHZk1B"',),
}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return production(tmp_path)


async def test_a_test_letter_is_sent_to_whom_it_is_asked_for(environment: dict[str, str]) -> None:
    """One letter, made as the bot makes it; only then is anything sent at all."""
    async with running_mail_server() as server:
        environment["PEERBOT_SMTP_PORT"] = str(server.port)
        silent = await asyncio.to_thread(peerbot, environment, "doctor")
        sent_before = len(server.taken)
        told = await asyncio.to_thread(
            peerbot, environment, "doctor", "--send-test", "jo@calgary.example", "--no-dns"
        )

    (taken,) = server.taken
    assert (sent_before, taken.recipients) == (0, ("jo@calgary.example",))
    assert taken.message["Subject"] == "A test letter from Peers"
    assert "100 Example Street, Ottawa" in str(taken.message.get_body(("plain",)))
    assert "a test letter" not in silent.stdout
    assert "ok    the mail server took a test letter: see that it arrives, and not among spam" in told.stdout
    assert "SPF" not in told.stdout + silent.stdout


async def test_a_test_letter_that_is_refused_is_a_failure(environment: dict[str, str]) -> None:
    """Code 1, and neither the address nor the server's words."""
    async with running_mail_server() as server:
        environment["PEERBOT_SMTP_PORT"] = str(server.port)
        server.once("rcpt", f"550 5.1.1 {CANARY}@calgary.example is unknown")
        ended = await asyncio.to_thread(
            peerbot, environment, "doctor", "--send-test", f"{CANARY}@calgary.example", "--no-dns"
        )

    assert ended.returncode == 1
    assert "fail  the mail server refuses the address for the test letter" in ended.stdout
    assert CANARY not in ended.stdout + ended.stderr


def test_without_settings_no_test_letter_is_sent(tmp_path: Path) -> None:
    """And that is said."""
    environment = {"PATH": os.environ["PATH"], "PEERBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'peerbot.db'}"}

    ended = peerbot(environment, "doctor", "--send-test", "jo@calgary.example")

    assert ended.returncode == 1
    assert "fail  no test letter was sent and DNS was not asked: the settings come first" in ended.stdout


async def test_the_doctor_asks_dns_when_it_is_told_to(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SPF, DMARC and DKIM of the sender's domain, MX of the contact's too; warnings alone are no failure."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PEERBOT_DKIM_SELECTOR", "s1")
    monkeypatch.setenv("PEERBOT_CONTACT", "hosts@contact.example")
    async with running_name_server(ZONE) as server:
        wish = Wish(dns=True, nameserver=server.place)
        found = await asyncio.to_thread(lambda: [*examine(str, wish)])

    assert [str(finding) for finding in found[-5:]] == [
        "ok    network.example has an SPF record (1 of 10 look-ups at its top level)",
        "ok    the DMARC policy for network.example is reject, and reports are asked for",
        "ok    the DKIM record s1._domainkey.network.example holds a key",
        "ok    network.example has an MX record, so that replies and bounces can arrive",
        "warn  contact.example has no MX record: what is written to it, bounces too, may not arrive",
    ]


async def test_the_doctor_asks_dns_nothing_by_itself(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`peerbot doctor` works without a network."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    async with running_name_server(ZONE) as server:
        await asyncio.to_thread(lambda: [*examine(str, Wish(nameserver=server.place))])

    assert server.asked == []
