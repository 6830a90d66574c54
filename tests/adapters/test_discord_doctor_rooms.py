"""What the doctor says of a server's roles and rooms: who is above whom, and who sees what."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest

from bot.chat import Role
from tests.adapters.discord_visit import Visit, visiting
from tests.wire.discord import ground
from tests.wire.discord.guild import BOT, EVERYONE, Guild
from tests.wire.discord.permissions import (
    ADMINISTRATOR,
    EMBED_LINKS,
    SEND_MESSAGES,
    VIEW_CHANNEL,
)
from tests.wire.discord.server import DiscordServer, Fault


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    async with visiting() as visit_:
        yield visit_


# ---- roles

ROLES: dict[str, tuple[Callable[[Guild], object], str]] = {
    "above": (
        lambda guild: setattr(guild.roles[ground.MEMBER], "position", 5),
        "the members' role member stands above the bot's own role Peers, which cannot give it then",
    ),
    "managed": (
        lambda guild: setattr(guild.roles[ground.MEMBER], "managed", True),
        "the members' role member belongs to an integration",
    ),
    "gone": (
        lambda guild: guild.roles.pop(ground.COORDINATOR),
        f"the coordinators' role {ground.COORDINATOR} is not there",
    ),
}


@pytest.mark.parametrize("name", ROLES)
async def test_what_is_wrong_with_a_role_is_told(visit: Visit, name: str) -> None:
    """By its part in the network, and with what to do."""
    befalls, said = ROLES[name]
    befalls(visit.guild)

    assert (await visit.failures())[0].startswith(said)


async def test_a_role_of_the_same_height_is_below_by_its_age(visit: Visit) -> None:
    """Of two at one position the older one stands higher, as Discord counts."""
    visit.guild.roles[ground.MEMBER].position = visit.guild.roles[ground.BOTS].position

    (failure,) = await visit.failures()
    assert failure.startswith("the members' role member stands above the bot's own")


async def test_coordinators_who_cannot_be_called_are_a_warning(visit: Visit) -> None:
    """Their role has to be one that can be mentioned."""
    visit.guild.roles[ground.COORDINATOR].mentionable = False

    (warning,) = await visit.warnings()
    assert warning.startswith("the coordinators' role coordinator cannot be mentioned")


async def test_a_role_that_sees_everything_is_a_warning(visit: Visit) -> None:
    """A network's roles need no power over the server."""
    visit.guild.roles[ground.COORDINATOR].permissions |= ADMINISTRATOR

    (warning,) = await visit.warnings()
    assert warning.startswith("the coordinators' role coordinator has Administrator")


async def test_roles_that_are_not_set_are_not_looked_for(visit: Visit) -> None:
    """Facilitators are no must."""
    roles = dict(visit.options.roles)
    del roles[Role.FACILITATOR]
    visit.options = replace(visit.options, roles=roles)

    assert not await visit.failures()


# ---- rooms

ROOMS: dict[str, tuple[Callable[[DiscordServer], object], str]] = {
    "hidden from the bot": (
        lambda server: server.guild.channels[ground.COORDINATORS].overwrites.pop(ground.BOTS),
        f"the coordinators' channel {ground.COORDINATORS} is not there, or the bot cannot see it",
    ),
    "deleted": (
        lambda server: server.guild.channels.pop(ground.FACILITATORS),
        f"the facilitators' channel {ground.FACILITATORS} is not there, or the bot cannot see it",
    ),
    "closed to the bot": (
        lambda server: server.guild.channels[ground.MEMBERS].overwrites.update(
            {BOT: (0, SEND_MESSAGES | EMBED_LINKS)}
        ),
        "in the members' channel #members the bot lacks Send Messages",
    ),
    "public": (
        lambda server: server.guild.channels[ground.COORDINATORS].overwrites.clear(),
        "the coordinators' channel #coordinators can be read by everybody on the server: make it private",
    ),
    "hidden from its people": (
        lambda server: server.guild.channels[ground.MEMBERS].overwrites.pop(ground.MEMBER),
        "the members' channel #members is hidden from the members' role member",
    ),
    "out of reach": (
        lambda server: server.once(f"GET /channels/{ground.WELCOME}", Fault(503)),
        f"the welcome channel {ground.WELCOME} cannot be looked at (discord_away)",
    ),
}


@pytest.mark.parametrize("name", ROOMS)
async def test_what_is_wrong_with_a_room_is_told(visit: Visit, name: str) -> None:
    """By its part in the network, and with what to do."""
    befalls, said = ROOMS[name]
    befalls(visit.server)

    assert (await visit.failures())[0].startswith(said)


async def test_a_public_members_room_is_a_warning(visit: Visit) -> None:
    """Everybody on the server can read there; no request is shown in it."""
    visit.guild.channels[ground.MEMBERS].overwrites.clear()

    (warning,) = await visit.warnings()
    assert "the members' channel #members can be read by everybody" in warning
    assert not await visit.failures()


async def test_a_welcome_room_that_newcomers_do_not_see_is_a_warning(visit: Visit) -> None:
    """Nobody arrives there."""
    visit.guild.channels[ground.WELCOME].overwrites = {
        EVERYONE: (0, VIEW_CHANNEL), ground.BOTS: (VIEW_CHANNEL, 0),
    }  # fmt: skip

    assert await visit.warnings() == ["the welcome channel #welcome is private: newcomers do not see it"]
