"""What Slack is told about the app: the commands that there are, the rights that are needed and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from adapters.command_words import CommandWords
from adapters.slack import manifest
from adapters.slack.manifest import EVENTS
from adapters.words import Words
from bot import routes
from tests.wire.slack.server import SCOPES

URL = "https://peers.example/slack/events"
COMMANDS = CommandWords(Words.load(), routes.COMMANDS)
ROOTS = {root for root, _ in routes.COMMANDS}
GUIDE = Path(__file__).parents[2] / "docs" / "slack.md"


def made(url: str = "") -> dict[str, Any]:
    return manifest.manifest("Climate Peers", COMMANDS, url)


def commands(url: str = "") -> dict[str, dict[str, Any]]:
    return {each["command"]: each for each in made(url)["features"]["slash_commands"]}


def test_every_command_root_is_there() -> None:
    """And no other."""
    assert commands().keys() == {f"/{root}" for root in ROOTS}


@pytest.mark.parametrize("root", sorted(ROOTS))
def test_a_command_hints_at_all_its_words(root: str) -> None:
    """In English and in French, within what Slack shows (docs.slack.dev/reference/app-manifest)."""
    command = commands()[f"/{root}"]
    names = [name for each, name in routes.COMMANDS if each == root]
    words = {COMMANDS.said(root, name, language) for name in names for language in ("en", "fr")}

    assert words == set(re.split(r", | / ", command["usage_hint"]))
    assert len(command["usage_hint"]) <= 1000
    assert len(command["description"]) <= 2000
    assert command["should_escape"] is False


def test_the_rights_are_exactly_those_that_the_loopback_grants() -> None:
    """With which everything works; none of them reads what people say, and none is a person's own."""
    assert made()["oauth_config"]["scopes"] == {"bot": sorted(SCOPES)}
    assert sorted(SCOPES) == sorted(manifest.SCOPES)
    assert manifest.reads_conversation(manifest.SCOPES) == ()


@pytest.mark.parametrize(
    "scope",
    ["channels:history", "groups:history", "im:history", "mpim:history", "search:read", "search:read.public",
     "files:read", "reactions:read", "pins:read", "bookmarks:read", "im:read", "app_mentions:read", "admin",
     "admin.conversations:read", "bot", "client", "read", "rtm:stream", "stars:read", "discovery:read"],
)  # fmt: skip
def test_rights_that_read_what_people_say_are_known(scope: str) -> None:
    """Alone or among others."""
    assert manifest.reads_conversation([*manifest.SCOPES, scope]) == (scope,)
    assert manifest.beyond([*manifest.SCOPES, scope]) == ()


def test_only_three_events_are_asked_for() -> None:
    """None of them is about a message."""
    assert made()["settings"]["event_subscriptions"]["bot_events"] == sorted(EVENTS)
    assert not any("message" in event or "mention" in event for event in EVENTS)


def test_socket_mode_has_no_address() -> None:
    """Nothing of ours has to be reached from outside."""
    whole = made()

    assert whole["settings"]["socket_mode_enabled"] is True
    assert "https://" not in str(whole)


def test_http_has_one_address_for_everything() -> None:
    """Commands, presses, look-ups and events."""
    whole = made(URL)
    settings = whole["settings"]

    assert settings["socket_mode_enabled"] is False
    assert {command["url"] for command in commands(URL).values()} == {URL}
    assert settings["event_subscriptions"]["request_url"] == URL
    assert settings["interactivity"] == {
        "is_enabled": True, "request_url": URL, "message_menu_options_url": URL,
    }  # fmt: skip


def test_what_everybody_in_the_workspace_reads_is_in_both_languages() -> None:
    """What the app is for, and each of its commands."""
    about = made()["display_information"]["description"]
    said = [about, *(command["description"] for command in commands().values())]

    assert [each for each in said if each.count(" / ") != 1] == []


def test_there_are_no_shortcuts() -> None:
    """A message's shortcut would bring its text along."""
    assert "shortcuts" not in made()["features"]
    assert made()["features"]["app_home"]["messages_tab_read_only_enabled"] is True


def test_a_long_name_is_cut_where_slack_would_refuse_it() -> None:
    """35 characters in the list of apps, 80 in the rooms."""
    whole = manifest.manifest("N" * 200, COMMANDS)

    assert len(whole["display_information"]["name"]) == 35
    assert len(whole["features"]["bot_user"]["display_name"]) == 80
    assert len(whole["display_information"]["description"]) <= 140


def test_the_guide_says_what_each_right_is_for() -> None:
    """The table of docs/slack.md has all of them and no other, in the manifest's own words."""
    rows = re.findall(r"^\| `([a-z:]+)` \| ([^|]+) \|$", GUIDE.read_text("utf-8"), flags=re.MULTILINE)

    assert dict(rows) == manifest.SCOPES
