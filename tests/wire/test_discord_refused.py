"""What Discord does not let the bot do is told to whoever can make something of it."""

from __future__ import annotations

from datetime import timedelta

from tests.wire.discord.ground import MEMBER
from tests.wire.discord.north import North
from tests.wire.discord.scenes import ADDRESS, approves, both, cards, joins, said, waits


async def test_closed_directs_are_no_fault(guild: North) -> None:
    """50007: the letter says it, the role is there, and so does the card."""
    guild["ana"].member.directs = False
    ana = await joins(guild, "ana")

    assert MEMBER in ana.member.roles
    assert len(guild.letters(ADDRESS["ana"])) == 2
    assert not ana.direct()
    note = both("members.directs_closed.mail", who="Ana Roy", platform="Discord")
    assert note.partition("\n")[0] in said(cards(guild)[-1])


async def test_who_has_left_the_server_cannot_be_let_in_and_the_coordinators_hear_of_it(
    guild: North,
) -> None:
    """A line in their room, with the reason."""
    ana = await waits(guild, "ana")
    guild.guild.leaves(ana.member.id)
    await approves(guild)
    await later(guild, hours=1)

    assert both("failure.account_gone") in "".join(map(said, cards(guild)))


async def test_a_role_that_is_gone_or_stands_too_high_is_told(guild: North) -> None:
    """By each its own sentence."""
    await waits(guild, "ana")
    guild.guild.roles[MEMBER].position = 9
    await approves(guild)
    await later(guild, hours=1)
    assert both("failure.not_allowed_there") in "".join(map(said, cards(guild)))
    await waits(guild, "luc")
    del guild.guild.roles[MEMBER]
    await approves(guild)
    await later(guild, hours=1)

    assert both("failure.role_gone") in "".join(map(said, cards(guild)))


async def later(there: North, **span: float) -> None:
    there.clock.push(timedelta(**span))
    await there.settles()
