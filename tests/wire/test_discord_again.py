"""The gateway may deliver the same thing twice: it is done once, and said once."""

from __future__ import annotations

from tests.wire.discord.interactions import COMMAND
from tests.wire.discord.north import North
from tests.wire.discord.people import Somebody
from tests.wire.discord.scenes import ADDRESS, both, cards, desk, en, newest, said, waits

CALLBACK = "POST /interactions/{interaction}/{token}/callback"


async def again(there: North, who: Somebody) -> None:
    """What they did last arrives once more."""
    assert who.last is not None
    await there.server.gateway.dispatch("INTERACTION_CREATE", there.server.interactions.payload(who.last))
    await who.types("/peer help")  # by then it has arrived


async def test_a_command_that_comes_again_is_answered_once(guild: North) -> None:
    """Discord would refuse the second answer."""
    ana = guild["ana"]
    await ana.types("/peer home")
    answers = len(guild.server.called(CALLBACK))
    await again(guild, ana)

    assert len(guild.server.called(CALLBACK)) == answers + 1
    assert len(ana.sees()) == 2


async def test_a_form_that_comes_again_is_one_request_and_one_letter(guild: North) -> None:
    """And one answer."""
    ana = guild["ana"]
    await ana.types("/peer join")
    await ana.fills_in(name="Ana", email=ADDRESS["ana"], community="Calgary", role="staff")
    await again(guild, ana)
    await guild.settles()

    assert len(guild.letters(ADDRESS["ana"])) == 1
    assert len(ana.sees()) == 2


async def test_a_press_that_comes_again_decides_once(guild: North) -> None:
    """The card stays as the first one left it."""
    await waits(guild, "ana")
    claire = desk(guild)
    await claire.presses(both("button.joining.approve"))
    await guild.settles()
    shown = said(cards(guild)[-1])
    await again(guild, claire)

    assert said(cards(guild)[-1]) == shown


async def test_a_kind_of_interaction_that_nobody_knows_harms_nothing(guild: North) -> None:
    """A later version of Discord may send one."""
    ana = guild["ana"]
    made = guild.server.interactions.new(COMMAND, ana.member, ana.channel, {"name": "peer", "options": []})
    payload = guild.server.interactions.payload(made) | {"type": 9, "data": None}
    await guild.server.gateway.dispatch("INTERACTION_CREATE", payload)
    await ana.types("/peer home")

    assert en("members.outside.body") in newest(ana)
