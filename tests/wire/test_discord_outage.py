"""What goes wrong between the bot and Discord is delayed and not lost, nor done twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.wire.discord.ground import COORDINATORS, MEMBER
from tests.wire.discord.north import North
from tests.wire.discord.people import Somebody
from tests.wire.discord.scenes import ADDRESS, approves, both, cards, desk, en, said, waits
from tests.wire.discord.server import Fault

OPEN = "POST /users/@me/channels"
GIVE = "PUT /guilds/{guild}/members/{user}/roles/{role}"


@pytest.mark.parametrize("after", [True, False])
async def test_what_may_happen_once_happens_once_when_the_answer_is_lost(guild: North, after: bool) -> None:  # noqa: FBT001
    """Whether the welcome had arrived or not: it is sent once more at once, and its nonce tells."""
    await waits(guild, "ana")
    await desk(guild).presses(both("button.joining.approve"))
    await guild.settles()
    conversation = guild.guild.direct(guild["ana"].member.id).id
    guild.server.once(f"POST /channels/{conversation}/messages", Fault(cut=True, after=after))
    await desk(guild).presses(both("button.joining.send"))
    await guild.settles()
    await later(guild, hours=2)

    assert welcomes(guild["ana"]) == 1


async def test_what_comes_before_a_message_may_fail_as_it_likes(guild: North) -> None:
    """Opening the conversation was cut: nothing was said yet, so it is said later."""
    await waits(guild, "ana")
    guild.server.once(OPEN, Fault(cut=True, after=True))
    await approves(guild)
    await later(guild, hours=2)

    assert welcomes(guild["ana"]) == 1


async def test_a_role_that_was_given_without_an_answer_is_given_again(guild: North) -> None:
    """Which changes nothing."""
    await waits(guild, "ana")
    guild.server.once(GIVE, Fault(cut=True, after=True))
    await approves(guild)
    await later(guild, hours=2)

    assert MEMBER in guild["ana"].member.roles
    assert both("joining.admission.admitted", platform="Discord") in said(cards(guild)[-1])


async def test_a_room_that_is_busy_holds_up_no_other(guild: North) -> None:
    """The card waits for as long as Discord asked, and comes then, once."""
    guild.server.once(f"POST /channels/{COORDINATORS}/messages", Fault(429, retry_after=600))
    await waits(guild, "ana")
    held = len(cards(guild))
    await guild["ana"].types("/peer status")
    await later(guild, minutes=11)

    assert (held, len(cards(guild))) == (0, 1)


async def test_an_hour_without_discord_delays_and_loses_nothing(guild: North) -> None:
    """Who was approved meanwhile gets role and welcome afterwards, once, and hears by mail at once."""
    ana = await waits(guild, "ana")
    await desk(guild).presses(both("button.joining.approve"))
    await guild.settles()
    await guild.server.goes_away()
    for _ in range(6):
        await later(guild, minutes=11)
    letters = len(guild.letters(ADDRESS["ana"]))
    assert (MEMBER in ana.member.roles, letters) == (False, 2)
    await guild.server.comes_back()
    await later(guild, hours=2)

    assert (MEMBER in ana.member.roles, welcomes(ana), len(cards(guild))) == (True, 1, 1)


def welcomes(who: Somebody) -> int:
    title = en("members.welcome.title", network="Climate Peers")
    return len([message for message in who.direct() if title in said(message)])


async def later(there: North, **span: float) -> None:
    there.clock.push(timedelta(**span))
    await there.settles()
