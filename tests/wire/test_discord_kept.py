"""What stays in memory of what was answered: next to nothing."""

from __future__ import annotations

import gc
from datetime import timedelta

import discord

from tests.wire.discord.north import North

MINUTE = timedelta(minutes=1)


async def test_nothing_is_kept_of_a_thousand_answers(guild: North) -> None:
    """No form, no button and no message stays in the library's memory."""
    ana, kinds = guild["ana"], (discord.ui.View, discord.ui.Modal, discord.Message, discord.Interaction)
    for number in range(500):
        if number % 15 == 0:
            guild.clock.push(MINUTE)  # nobody is faster than that
        await ana.types("/peer join")
        await ana.types("/peer home")
    await guild.settles()
    gc.collect()

    assert len(ana.sees()) == 500
    assert len([each for each in gc.get_objects() if isinstance(each, kinds)]) <= 2
