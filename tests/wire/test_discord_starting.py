"""While the guild is not known nobody has a role: nothing is decided, and that is said."""

from __future__ import annotations

from tests.wire.discord.guild import GUILD
from tests.wire.discord.north import North
from tests.wire.discord.scenes import both, cards, desk, en, fr, newest, said, waits


async def test_nothing_is_decided_until_the_guild_is_known(guild: North) -> None:
    """Without it nobody's roles are: whoever presses is told to wait, in their language."""
    await waits(guild, "ana")
    claire, session = desk(guild), await guild.server.gateway.connected()
    created = next(each["d"] for each in session.sent if each["t"] == "GUILD_CREATE")
    await session.dispatch("GUILD_DELETE", {"id": GUILD, "unavailable": True})
    await claire.presses(both("button.joining.approve"))
    await guild.settles()
    assert fr("discord.starting") in newest(claire)
    assert both("button.joining.approve") in said(cards(guild)[-1])
    await session.dispatch("GUILD_CREATE", created)
    await claire.presses(both("button.joining.approve"), cards(guild)[-1])
    await guild.settles()

    assert both("button.joining.send") in said(cards(guild)[-1])


async def test_whoever_looks_something_up_by_then_is_offered_nothing(guild: North) -> None:
    """And no error."""
    session = await guild.server.gateway.connected()
    await session.dispatch("GUILD_DELETE", {"id": GUILD, "unavailable": True})

    assert await guild["ana"].autocompletes("/peer join", community="calg") == []
    await guild["ana"].types("/peer join")
    assert en("discord.starting") in newest(guild["ana"])
