"""Who may decide on Discord: those who have the coordinators' role at that moment, and nobody by a button."""

import pytest

from bot.chat import Card, Identity, Text
from tests.wire.discord.ground import COORDINATOR, FACILITATOR, MEMBER
from tests.wire.discord.guild import GUILD
from tests.wire.discord.north import NETWORK, North
from tests.wire.discord.people import Somebody
from tests.wire.discord.scenes import (
    asks,
    both,
    cards,
    desk,
    en,
    fr,
    joins,
    newest,
    said,
    waits,
)
from tests.wire.discord.server import Fault

ASKED = "GET /guilds/{guild}/members/{user}"


def undecided(there: North) -> bool:
    """Nothing was done to the one card."""
    return both("button.joining.approve") in said(cards(there)[-1])


async def test_a_visible_button_is_no_permission(guild: North) -> None:
    """Ana saw the card once, or made the button up: the role decides."""
    await waits(guild, "luc")
    card, ana = cards(guild)[-1], guild["ana"]
    await ana.forges_unseen(card.components[0]["components"][0]["custom_id"], card)
    await guild.settles()

    told = guild.guild.channels[card.channel].messages[-1]
    assert undecided(guild)
    assert told.reader == ana.member.id
    assert en("refusal.not_allowed", role=en("role.coordinator")) in said(told)


async def test_a_command_is_no_permission_either(guild: North) -> None:
    """A server's settings may show it to everybody: said in the language of whoever typed it."""
    guild.guild.allow("host", MEMBER)
    luc = guild["luc"]
    luc.member.roles.append(MEMBER)
    await luc.types("/host en-attente")

    assert fr("refusal.not_allowed", role=fr("role.coordinator")) in newest(luc)


async def test_whoever_lost_the_role_a_moment_ago_decides_nothing_more(guild: North) -> None:
    """Claire pressed a minute ago and was let: the role is read anew."""
    await waits(guild, "ana")
    claire = desk(guild)
    await claire.presses(both("button.joining.assign"))
    await guild.settles()
    claire.member.roles.remove(COORDINATOR)
    card = cards(guild)[-1]
    await claire.forges_unseen(_approve(guild), card)
    await guild.settles()

    assert undecided(guild)


async def test_whoever_got_the_role_a_moment_ago_decides(guild: North) -> None:
    """Without a restart, and without being told of members at all."""
    await waits(guild, "ana")
    luc = desk(guild, "luc")
    luc.member.roles.append(COORDINATOR)
    await luc.presses(both("button.joining.approve"))
    await guild.settles()

    assert not undecided(guild)


async def test_a_facilitator_is_no_coordinator(guild: North) -> None:
    """Nor does the members' role decide anything."""
    await waits(guild, "ana")
    luc, card = guild["luc"], cards(guild)[-1]
    luc.member.roles += [FACILITATOR, MEMBER]
    await luc.forges_unseen(_approve(guild), card)
    await guild.settles()

    assert undecided(guild)


async def test_in_a_direct_message_roles_are_asked_for(guild: North) -> None:
    """What comes from there does not say them: the desk's button works all the same."""
    await waits(guild, "ana")
    dev = await _conversation(guild, "dev")
    before = len(guild.server.called(ASKED))
    await dev.forges("joining.pending:all:0", dev.direct()[-1])
    await guild.settles()

    assert en("joining.pending.title") in newest(dev)
    assert len(guild.server.called(ASKED)) == before + 1


async def test_nothing_is_decided_while_discord_does_not_say_who_may(guild: North) -> None:
    """And that is what whoever pressed is told, in their language; then it works."""
    await waits(guild, "ana")
    claire = await _conversation(guild, "claire")
    key = _approve(guild)
    guild.server.once(ASKED, Fault(503))
    await claire.forges(key, claire.direct()[-1])
    await guild.settles()
    assert undecided(guild)
    assert fr("discord.roles_unknown") in newest(claire)
    await claire.forges(key, claire.direct()[0])
    await guild.settles()

    assert not undecided(guild)


async def test_whoever_has_left_the_server_has_no_role_there(guild: North) -> None:
    """Which Discord says, and says for certain: they need not try again."""
    await waits(guild, "ana")
    claire = await _conversation(guild, "claire")
    key = _approve(guild)
    guild.guild.leaves(claire.member.id)
    await claire.forges(key, claire.direct()[-1])
    await guild.settles()

    assert undecided(guild)
    assert fr("refusal.not_allowed", role=fr("role.coordinator")) in newest(claire)


async def test_nobody_decides_on_their_own_request(guild: North) -> None:
    """Dev coordinates, and asks to join like anybody."""
    await waits(guild, "dev")
    await desk(guild, "dev").presses(both("button.joining.approve"))
    await guild.settles()

    assert en("refusal.own_request") in newest(guild["dev"])
    assert undecided(guild)


async def test_a_command_in_a_direct_message_is_for_the_server(guild: North) -> None:
    """It is not offered there; a client of somebody's own is told where to type it."""
    luc = await joins(guild, "luc")
    luc.goes_to_direct()
    await luc.does(2, {"id": "1", "name": "peer", "type": 1, "options": [{"type": 1, "name": "home"}]})

    assert fr("discord.in_the_guild") in newest(luc)


@pytest.mark.parametrize("guild_id", ["900000000000009999", "1"])
async def test_what_comes_from_another_guild_is_told_that_the_bot_is_not_for_it(
    guild: North, guild_id: str
) -> None:
    """Somebody invited it there; nothing is stored, and nothing is decided."""
    await asks(guild, "ana")
    ana = guild["ana"]
    made = guild.server.interactions.new(
        2, ana.member, ana.channel,
        {"id": "1", "name": "peer", "type": 1, "options": [{"type": 1, "name": "status"}]},
    )  # fmt: skip
    payload = guild.server.interactions.payload(made) | {"guild_id": guild_id, "guild": {"id": guild_id}}
    await guild.server.gateway.dispatch("INTERACTION_CREATE", payload)
    await made.answered.wait()

    assert en("discord.stranger") in newest(ana)


def _approve(there: North) -> str:
    card = cards(there)[-1]
    return str(card.components[0]["components"][0]["custom_id"])


async def _conversation(there: North, name: str) -> Somebody:
    """Somebody who has got a message from the bot, and reads it."""
    who = there[name]
    identity = Identity("discord", GUILD, who.member.id)
    await there.discord.direct(identity, Card(Text("refusal.title")), NETWORK.reader, f"hello {name}")
    return who.goes_to_direct()
