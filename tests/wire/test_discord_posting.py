"""The way out to Discord: what calls whom, which nonce goes with it, what is said in place of what."""

from __future__ import annotations

import pytest

from adapters.platform import DeliveryFailed
from bot.chat import Button, Card, Everyone, Identity, Mention, Reader, Role, Room, Text
from bot.outbox import Result
from tests.wire.discord.ground import ANA, CLAIRE, COORDINATOR, COORDINATORS, WELCOME
from tests.wire.discord.guild import GUILD
from tests.wire.discord.north import NETWORK, North

NASTY = "@here @everyone <@900000000000000302> <@&900000000000000203> <#900000000000000101>"
POST = "POST /channels/{channel}/messages"
EDIT = "PATCH /channels/{channel}/messages/{message}"
READER = Reader("en", NETWORK.zone)


def card(*body: str | Everyone | Mention, button: bool = False) -> Card:
    buttons = (Button("members.home", "me", 0, Text("button.members.home")),) if button else ()
    return Card(Text("refusal.title"), body, buttons=buttons)


async def test_what_somebody_wrote_calls_nobody_and_what_we_say_calls_who_is_meant(guild: North) -> None:
    """In a room, when it is changed, and in a direct message."""
    reference = await guild.discord.post(Room.COORDINATORS, card(NASTY), "n1")
    await guild.discord.direct(Identity("discord", GUILD, ANA), card(NASTY), READER, "n2")
    (posted,) = guild.guild.channels[COORDINATORS].messages
    (direct,) = guild["ana"].direct()
    assert not posted.calls | direct.calls
    await guild.discord.edit(reference, card(NASTY))
    assert not posted.calls
    claire = Mention(Identity("discord", GUILD, CLAIRE), "Claire")
    await guild.discord.post(Room.COORDINATORS, card(NASTY, Everyone(Role.COORDINATOR), claire), "n3")

    called = guild.guild.channels[COORDINATORS].messages[-1].calls
    assert called <= {COORDINATOR, CLAIRE}
    assert CLAIRE in called
    allowed = [each["allowed_mentions"] for each in (*guild.server.called(POST), *guild.server.called(EDIT))]
    assert [each["parse"] for each in allowed] == [[]] * 4
    named = [(each.get("users", []), each.get("roles", [])) for each in allowed]
    assert named == [([], []), ([], []), ([int(CLAIRE)], [int(COORDINATOR)]), ([], [])]


async def test_each_message_carries_the_nonce_of_its_errand(guild: North) -> None:
    """And asks Discord to look at it: the same one again is the first message."""
    first = await guild.discord.post(Room.WELCOME, card(), "of-this-errand")
    again = await guild.discord.post(Room.WELCOME, card(), "of-this-errand")

    assert [(each["nonce"], each["enforce_nonce"]) for each in guild.server.called(POST)] == [
        ("of-this-errand", True)
    ] * 2
    assert first == again
    assert len(guild.guild.channels[WELCOME].messages) == 1


async def test_what_is_changed_loses_what_it_had(guild: North) -> None:
    """Buttons and calls of before are gone."""
    mentioned = Mention(Identity("discord", GUILD, CLAIRE), "Claire")
    reference = await guild.discord.post(Room.COORDINATORS, card(mentioned, button=True), "n")
    (posted,) = guild.guild.channels[COORDINATORS].messages
    assert posted.content
    assert posted.components
    await guild.discord.edit(reference, card())

    assert not posted.content
    assert not posted.components


@pytest.mark.parametrize("identity", [("discord", "1", ANA), ("slack", GUILD, ANA)])
async def test_nobody_of_another_place_is_written_to(guild: North, identity: tuple[str, str, str]) -> None:
    """The account is not there any more, as far as this bot goes."""
    with pytest.raises(DeliveryFailed) as failed:
        await guild.discord.direct(Identity(*identity), card(), READER, "n")

    assert (failed.value.result, failed.value.code) == (Result.NEVER, "account_gone")
    assert await guild.discord.roles(Identity(*identity)) == frozenset()


async def test_a_message_that_was_deleted_cannot_be_changed(guild: North) -> None:
    """And a room that is gone takes none."""
    reference = await guild.discord.post(Room.WELCOME, card(), "n")
    guild.guild.channels[WELCOME].messages.clear()
    with pytest.raises(DeliveryFailed) as gone:
        await guild.discord.edit(reference, card())
    del guild.guild.channels[COORDINATORS]
    with pytest.raises(DeliveryFailed) as nowhere:
        await guild.discord.post(Room.COORDINATORS, card(), "n2")

    assert [gone.value.code, nowhere.value.code] == ["message_gone", "room_gone"]


async def test_a_message_in_a_room_of_before_is_as_good_as_deleted(guild: North) -> None:
    """It may be posted in the new one; while the settings still name the old one, somebody has to hear."""
    reference = await guild.discord.post(Room.COORDINATORS, card(), "n")
    del guild.guild.channels[COORDINATORS]
    codes = []
    for each in (reference, "900000000000000999/900000000000000998"):
        with pytest.raises(DeliveryFailed) as failed:
            await guild.discord.edit(each, card())
        codes.append((failed.value.result, failed.value.code))

    assert codes == [(Result.NEVER, "room_gone"), (Result.NEVER, "message_gone")]


async def test_roles_are_those_of_this_moment(guild: North) -> None:
    """Asked for, and kept nowhere."""
    claire = Identity("discord", GUILD, CLAIRE)
    before = await guild.discord.roles(claire)
    guild["claire"].member.roles.remove(COORDINATOR)

    assert before == {Role.MEMBER, Role.COORDINATOR}
    assert await guild.discord.roles(claire) == {Role.MEMBER}
