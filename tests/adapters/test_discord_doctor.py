"""What the doctor says of Discord: the application and the server; it changes nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.adapters.discord_visit import Visit, visiting
from tests.wire.discord import ground
from tests.wire.discord.guild import EVERYONE
from tests.wire.discord.permissions import (
    ADMINISTRATOR,
    EMBED_LINKS,
    MANAGE_ROLES,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    VIEW_CHANNEL,
)

CANARY = "Y2FuYXJ5Y2FuYXJ5.canary.canary"
MANAGE_MESSAGES = 1 << 13
MESSAGE_CONTENT, GUILD_MEMBERS, PRESENCE = 1 << 18, 1 << 14, 1 << 12


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    async with visiting() as visit_:
        yield visit_


async def test_a_sound_server_is_found_sound(visit: Visit) -> None:
    """Nothing fails; one warning remains, about what no app can change."""
    found = await visit.findings()

    assert [finding.verdict.value for finding in found] == ["ok"] * 8 + ["warn"]
    assert [finding.said for finding in found][:2] == [
        "Discord takes the bot's token, of the application Peers", "the bot is on the server North",
    ]  # fmt: skip


async def test_the_doctor_only_looks(visit: Visit) -> None:
    """It asks; it neither posts nor gives roles, and no gateway hears of it."""
    await visit.findings()

    assert {call["method"] for call in visit.server.calls} == {"GET"}
    assert not any(channel.messages for channel in visit.guild.channels.values())


# ---- the application


async def test_a_wrong_token_is_the_only_finding(visit: Visit) -> None:
    """There is nothing else to see then, and it is not printed."""
    visit.options = replace(visit.options, token=CANARY)

    assert list(map(str, await visit.findings())) == ["fail  Discord does not take the bot's token"]


async def test_discord_out_of_reach_is_told_as_that(visit: Visit) -> None:
    """Nobody looks for the fault in the token then."""
    await visit.server.goes_away()
    found = list(map(str, await visit.findings()))
    await visit.server.comes_back()

    assert found == ["fail  Discord cannot be reached (discord_unreachable)"]


@pytest.mark.parametrize("flag", [MESSAGE_CONTENT, MESSAGE_CONTENT << 1])
async def test_the_message_content_intent_is_a_failure(visit: Visit, flag: int) -> None:
    """With it, what people write could be read wherever the bot may read a history."""
    visit.server.rest.flags = flag

    (failure,) = await visit.failures()
    assert failure.startswith("the application has the message content intent")


@pytest.mark.parametrize("flag, what", [(GUILD_MEMBERS, "server members"), (PRESENCE, "presence")])
@pytest.mark.parametrize("limited", [0, 1])
async def test_another_privileged_intent_is_a_warning(
    visit: Visit, flag: int, what: str, limited: int
) -> None:
    """It is not asked for, and need not be there."""
    visit.server.rest.flags = flag << limited

    (warning,) = await visit.warnings()
    assert warning == f"the application has the {what} intent, which is not needed: switch it off"
    assert not await visit.failures()


@pytest.mark.parametrize(
    "owner_set, said",
    [
        ({"interactions_endpoint_url": "https://peers.example/"}, "commands go there, not to the bot"),
        ({"bot_require_code_grant": True}, "the invitation does not work"),
    ],
)
async def test_what_keeps_the_bot_from_being_there_is_a_failure(
    visit: Visit, owner_set: dict[str, object], said: str
) -> None:
    """As the application's owner has set it."""
    visit.server.rest.application = owner_set

    (failure,) = await visit.failures()
    assert said in failure


async def test_an_application_that_anybody_can_invite_is_a_warning(visit: Visit) -> None:
    """It serves one server."""
    visit.server.rest.application = {"bot_public": True}

    (warning,) = await visit.warnings()
    assert warning.startswith("the application is public")


# ---- the server


async def test_a_server_on_which_the_bot_is_not_is_told_with_the_way_in(visit: Visit) -> None:
    """By its ID."""
    visit.options = replace(visit.options, guild="900000000000000009")

    (failure,) = await visit.failures()
    assert failure == (
        "the bot is not on the server 900000000000000009: `peerbot discord invite` prints the link"
    )


async def test_an_administrator_is_refused(visit: Visit) -> None:
    """It could read every channel; of the other permissions nothing is said then."""
    visit.guild.roles[ground.BOTS].permissions |= ADMINISTRATOR
    found = await visit.failures()

    assert found[0].startswith("the bot has Administrator, with which it could read everything")


@pytest.mark.parametrize(
    "permission, name",
    [(VIEW_CHANNEL, "View Channel"), (SEND_MESSAGES, "Send Messages"), (EMBED_LINKS, "Embed Links"),
     (MANAGE_ROLES, "Manage Roles")],
)  # fmt: skip
async def test_a_permission_that_is_missing_is_named_with_what_it_is_for(
    visit: Visit, permission: int, name: str
) -> None:
    """Each of them, when neither its role nor everybody's gives it."""
    for role in (ground.BOTS, EVERYONE):
        visit.guild.roles[role].permissions &= ~permission

    assert any(each.startswith(f"a permission is missing: {name} (") for each in await visit.failures())


async def test_a_permission_too_many_is_a_warning(visit: Visit) -> None:
    """It reads nothing, and is not needed."""
    visit.guild.roles[ground.BOTS].permissions |= MANAGE_MESSAGES

    assert await visit.warnings() == ["a permission that is not needed: Manage Messages"]
    assert not await visit.failures()


async def test_a_history_that_it_may_read_is_reported(visit: Visit) -> None:
    """Every new server gives that to everybody; one line names all rooms."""
    visit.guild.roles[EVERYONE].permissions |= READ_MESSAGE_HISTORY

    (warning,) = await visit.warnings()
    assert warning.startswith("the bot inherits Read Message History in #welcome, #members, #coordinators, ")
    assert not await visit.failures()
