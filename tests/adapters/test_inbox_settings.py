"""The settings of the mailbox that is read: a host switches it on, and then the rest has to be whole."""

from __future__ import annotations

import asyncio
import os
from dataclasses import astuple

import pytest

from adapters.inbound import check_inbox, imap_of
from adapters.mail.imap import ImapSecurity
from adapters.settings import Settings, SettingsRefused, load_settings
from adapters.wiring import identity_of
from tests.adapters.test_settings import NEEDED
from tests.wire.imap_server import HOST, LOGIN, NAME, PASSWORD, running_imap_server

WHOLE = {
    "PEERBOT_IMAP_HOST": "imap.network.example",
    "PEERBOT_IMAP_USERNAME": "peers@network.example",
    "PEERBOT_IMAP_PASSWORD": "hunter2-canary",
}
WRONG = {
    "PEERBOT_IMAP_PASSWORD": ["pässword", ""],
    "PEERBOT_IMAP_USERNAME": ["", "zoë"],
    "PEERBOT_IMAP_SECURITY": ["ssl", "none"],
    "PEERBOT_IMAP_PORT": ["65536", "imap"],
    "PEERBOT_IMAP_MAILBOX": ["Réponses", "a\tb"],
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What `peerbot run` needs, and no mailbox."""
    for name in [name for name in os.environ if name.startswith("PEERBOT_") or name == "PORT"]:
        monkeypatch.delenv(name)
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def sets(environment: pytest.MonkeyPatch, values: dict[str, str]) -> Settings:
    for name, value in values.items():
        environment.setenv(name, value)
    return load_settings()


def test_without_a_host_no_mailbox_is_read() -> None:
    """And calendars answer at the contact."""
    settings = load_settings()

    assert imap_of(settings) is None
    assert identity_of(settings).organizer == settings.contact
    assert list(check_inbox(settings)) == []


@pytest.mark.parametrize("security,port", [("tls", 993), ("starttls", 143)])
def test_a_whole_mailbox_is_read(environment: pytest.MonkeyPatch, security: str, port: int) -> None:
    """At the usual port of its protection; calendars answer at the address that letters come from."""
    settings = sets(environment, WHOLE | {"PEERBOT_IMAP_SECURITY": security})

    options = imap_of(settings)
    assert options
    assert astuple(options)[:6] == (
        "imap.network.example", port, "peers@network.example", "hunter2-canary", "INBOX",
        ImapSecurity(security),
    )  # fmt: skip
    assert identity_of(settings).organizer == settings.mail_from
    assert "canary" not in repr(options)


@pytest.mark.parametrize("name,written", [(name, each) for name in WRONG for each in WRONG[name]])
def test_a_wrong_value_is_refused_and_not_quoted(
    environment: pytest.MonkeyPatch, name: str, written: str
) -> None:
    """By the name of the variable."""
    with pytest.raises(SettingsRefused) as refused:
        sets(environment, WHOLE | {name: written})

    assert len(refused.value.problems) == 1
    assert "canary" not in str(refused.value.problems)


async def test_the_doctor_opens_the_mailbox(environment: pytest.MonkeyPatch) -> None:
    """And touches nothing in it; a wrong password, folder or server is told, and nothing of it quoted."""
    async with running_imap_server() as server:
        server.arrives(b"hello")
        right = {
            "PEERBOT_IMAP_HOST": HOST, "PEERBOT_IMAP_PORT": str(server.port), "PEERBOT_IMAP_SECURITY": "none",
            "PEERBOT_IMAP_USERNAME": LOGIN, "PEERBOT_IMAP_PASSWORD": PASSWORD, "PEERBOT_IMAP_MAILBOX": NAME,
        }  # fmt: skip
        found = [
            await _checked(environment, right | other)
            for other in (
                {}, {"PEERBOT_IMAP_PASSWORD": "canary"}, {"PEERBOT_IMAP_MAILBOX": "canary"},
                {"PEERBOT_IMAP_SECURITY": "tls"},
            )
        ]  # fmt: skip

    assert [line.partition(f"{server.port} ")[2] for line in found[:3]] == [
        "opens; messages that are there and will be removed: 1",
        "refuses the login",
        "has no folder as PEERBOT_IMAP_MAILBOX says, or does not offer it",
    ]
    assert "cannot be reached as the settings say (SSLError)" in found[3]
    assert len(server.held) == 1


async def _checked(environment: pytest.MonkeyPatch, values: dict[str, str]) -> str:
    settings = sets(environment, values)
    (finding,) = await asyncio.to_thread(lambda: list(check_inbox(settings)))
    assert "canary" not in finding.said
    return str(finding)
