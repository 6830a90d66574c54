"""What the doctor says of Slack: the token, the rights, the rooms, Socket Mode; it changes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import pytest

from adapters.doctor import Finding, Verdict
from adapters.slack import manifest
from adapters.slack.checkup import examine
from adapters.slack.lifecycle import SlackOptions
from adapters.slack.retention import retained
from bot.chat import Room
from tests.wire.slack.north import CHANNELS, workspace
from tests.wire.slack.server import APP_TOKEN, BOT_TOKEN, Fault, SlackServer, slack_server
from tests.wire.slack.workspace import BOT
from tests.world import HeldClock

CANARY = "xoxb-canary"


@dataclass
class Visit:
    """A workspace and the settings with which it is looked at."""

    server: SlackServer
    options: SlackOptions

    async def findings(self) -> list[Finding]:
        return [finding async for finding in examine(self.options)]

    async def failures(self) -> list[str]:
        return [finding.said for finding in await self.findings() if finding.verdict is Verdict.FAIL]


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    async with slack_server(workspace(HeldClock())) as server:
        yield Visit(server, SlackOptions(BOT_TOKEN, CHANNELS, APP_TOKEN, api_url=server.url))


async def test_a_sound_workspace_is_found_sound(visit: Visit) -> None:
    """Nothing fails; one warning remains, about what no app can see."""
    found = await visit.findings()

    assert [finding.verdict.value for finding in found] == ["ok"] * 7 + ["warn"]
    assert "keeps messages" in found[-1].said
    assert found[0].said.endswith("of the workspace North")


async def test_what_slack_keeps_is_said_as_far_as_it_can_be_known(visit: Visit) -> None:
    """The plan is not, nor what the owners have set; that they can export is."""
    *_, last = await visit.findings()

    assert "does not tell on which plan" in last.said
    assert "which no app can see" in last.said
    assert "Its owners can export public channels on every plan" in last.said


def test_an_organization_can_export_more() -> None:
    """What auth.test says without any right."""
    assert "private channels and direct messages, and let archives" in retained({"enterprise_id": "E0NORTH"})
    assert "on every plan" in retained({"enterprise_id": None})


async def test_the_doctor_only_looks(visit: Visit) -> None:
    """It asks; it neither posts nor invites nor listens."""
    await visit.findings()
    asked = {str(call["path"]).removeprefix("/api/") for call in visit.server.calls}

    assert asked == {"auth.test", "conversations.info", "apps.connections.open"}
    assert not any(channel.messages for channel in visit.server.workspace.channels.values())


@pytest.mark.parametrize("scope", sorted(manifest.SCOPES))
async def test_a_right_that_is_missing_is_named_with_what_it_is_for(visit: Visit, scope: str) -> None:
    """Each of them; and nothing else of the rights."""
    visit.server.scopes = tuple(sorted(manifest.SCOPES.keys() - {scope}))

    assert f"a right is missing: {scope} ({manifest.SCOPES[scope]})" in await visit.failures()


@pytest.mark.parametrize("scope", ["channels:history", "im:history", "search:read", "files:read", "im:read"])
async def test_a_right_to_read_conversation_is_a_failure(visit: Visit, scope: str) -> None:
    """The bot would not start with it."""
    visit.server.scopes = (*manifest.SCOPES, scope)

    (failure,) = await visit.failures()
    assert failure == f"the app may read conversation ({scope}): take that away, the bot does not start"


async def test_a_right_too_many_is_a_warning(visit: Visit) -> None:
    """It reads nothing, and is not needed."""
    visit.server.scopes = (*manifest.SCOPES, "emoji:read")
    found = await visit.findings()

    assert "warn  a right that is not needed: emoji:read" in map(str, found)
    assert not await visit.failures()


ROOMS: dict[str, tuple[Callable[[SlackServer], object], str]] = {
    "not in the private room": (
        lambda server: server.workspace.channels["C0COORD"].members.remove(BOT),
        "the coordinators' channel C0COORD is not there, or the bot is not in it",
    ),
    "not in the public room": (
        lambda server: server.workspace.channels["C0WELCOME"].members.remove(BOT),
        "the bot is not in the welcome channel C0WELCOME",
    ),
    "archived": (
        lambda server: setattr(server.workspace.channels["C0MEMBERS"], "archived", True),
        "the members' channel C0MEMBERS is archived",
    ),
    "deleted": (
        lambda server: server.workspace.channels.pop("C0FACIL"),
        "the facilitators' channel C0FACIL is not there",
    ),
    "public": (
        lambda server: setattr(server.workspace.channels["C0COORD"], "private", False),
        "the coordinators' channel C0COORD is public: whoever joins it could decide",
    ),
    "out of reach": (
        lambda server: server.once("conversations.info", Fault(500)),
        "the welcome channel C0WELCOME cannot be looked at",
    ),
}


@pytest.mark.parametrize("name", ROOMS)
async def test_what_is_wrong_with_a_room_is_told(visit: Visit, name: str) -> None:
    """By its part in the network and its ID."""
    befalls, said = ROOMS[name]
    befalls(visit.server)

    (failure,) = await visit.failures()
    assert failure.startswith(said)


async def test_a_public_members_room_is_a_warning(visit: Visit) -> None:
    """Everybody in the workspace can read there; nobody decides anything by it."""
    visit.server.workspace.channels[CHANNELS[Room.MEMBERS]].private = False
    found = await visit.findings()

    assert any(finding.verdict is Verdict.WARN and "is public" in finding.said for finding in found)
    assert not await visit.failures()


async def test_a_wrong_bot_token_is_the_only_finding(visit: Visit) -> None:
    """There is nothing else to see then, and it is not printed."""
    visit.options = replace(visit.options, bot_token=CANARY)

    assert list(map(str, await visit.findings())) == [
        "fail  Slack does not take the bot token (invalid_auth)"
    ]


async def test_a_wrong_app_token_fails(visit: Visit) -> None:
    """Socket Mode needs it."""
    visit.options = replace(visit.options, app_token="xapp-canary")

    (failure,) = await visit.failures()
    assert failure == "Slack does not take the app-level token for Socket Mode (SlackApiError)"


async def test_without_socket_mode_nobody_looks_at_its_token(visit: Visit) -> None:
    """HTTP has none."""
    visit.options = replace(visit.options, app_token="", signing_secret="x")

    assert [finding.verdict.value for finding in await visit.findings()] == ["ok"] * 6 + ["warn"]


async def test_slack_out_of_reach_is_told_as_that(visit: Visit) -> None:
    """Nobody looks for the fault in the token then."""
    await visit.server.goes_away()
    found = list(map(str, await visit.findings()))
    await visit.server.comes_back()

    assert found == ["fail  Slack cannot be reached (slack_unreachable)"]
