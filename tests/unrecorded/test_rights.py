"""What the bot asks for: no right to read, on either platform, in whatever way rights are asked for."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from adapters.command_words import CommandWords
from adapters.discord import commands, permissions
from adapters.discord.client import Client, nobody
from adapters.slack import manifest
from adapters.words import Words
from bot import routes
from tests.sources import ROOT, files
from tests.unrecorded.asked_for import READS

PERMISSIONS = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, manage_roles=True)
SCOPES = {
    "commands", "chat:write", "im:write", "users:read", "groups:read", "groups:write", "channels:read",
}  # fmt: skip
OF_CONVERSATION = re.compile(
    r"conversations\.(history|replies)|search\.|files\.|reactions\.(get|list)|pins\.list|"
    r"\.history\(|fetch_message|fetch_messages|\.pins\(|wait_for\(|on_message|on_raw_|message_content=True"
)
WORDS = Words.load()


@pytest.mark.parametrize("address", ["", "https://peers.example/slack/events"])
def test_the_manifest_asks_slack_for_no_right_to_read(address: str) -> None:
    """No scope, event or shortcut with which it would be told what people say."""
    asked = manifest.manifest("Peers", CommandWords(WORDS, routes.COMMANDS), address)
    scopes, events = asked["oauth_config"]["scopes"], asked["settings"]["event_subscriptions"]

    assert {*scopes} == {"bot"}
    assert {*scopes["bot"]} == SCOPES
    assert events["bot_events"] == ["app_home_opened", "app_uninstalled", "tokens_revoked"]
    assert "user_events" not in events
    assert "shortcuts" not in asked["features"]
    assert manifest.reads_conversation(scopes["bot"]) == ()
    assert not READS.search(" ".join([*scopes["bot"], *events["bot_events"]]))


async def test_the_library_asks_discord_for_guilds_alone() -> None:
    """No intent but that one, privileged or not; and it keeps no message."""
    client = Client(nobody)

    assert [name for name, asked in client.intents if asked] == ["guilds"]
    assert client.intents.value == 1
    assert client._connection.max_messages is None  # noqa: SLF001 - the library shows it nowhere else
    await client.close()


def test_the_invitation_asks_discord_for_no_permission_to_read() -> None:
    """What is in the link is all that it is given: it can see where to post, and reads nothing."""
    asked = parse_qs(urlsplit(permissions.invitation(1, 2)).query)
    given = discord.Permissions(int(asked["permissions"][0]))

    assert given == PERMISSIONS
    assert asked["scope"] == ["bot applications.commands"]
    assert permissions.reads_conversation(given) == ()


def test_no_command_takes_a_message_with_it() -> None:
    """They are typed ones: a command on a message or on a person would bring it along."""
    assert {command.get("type", 1) for command in commands.payload(WORDS)} == {1}


def test_no_line_of_the_adapters_reads_messages() -> None:
    """Nor listens for any."""
    found = {
        str(file): OF_CONVERSATION.findall((ROOT / file).read_text(encoding="utf-8"))
        for file in files("adapters/slack", "adapters/discord")
    }

    assert {file: lines for file, lines in found.items() if lines} == {}
