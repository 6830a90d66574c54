"""The language on Discord: that of somebody's Discord until they choose one; and what nobody understands."""

import pytest

from tests.wire.discord.north import North
from tests.wire.discord.scenes import en, fr, newest


async def test_a_language_is_chosen_by_an_option_or_by_a_form(guild: North) -> None:
    """What comes next is in it, whatever Discord says."""
    ana = guild["ana"]
    await ana.types("/peer language", language="fr")
    await ana.types("/peer help")

    assert fr("members.help.title") in newest(ana)
    await ana.types("/peer language")
    await ana.fills_in(language="en", zone="America/Vancouver")
    assert en("members.language.done", city="Vancouver") in newest(ana)


async def test_help_lists_what_there_is(guild: North) -> None:
    """By its French name, in French."""
    await guild["luc"].types("/peer aide")

    assert fr("members.help.join") in newest(guild["luc"])


@pytest.mark.parametrize("name", ["dance", "<@&900000000000000203>", "x" * 3000])
async def test_an_unknown_command_is_answered_politely(guild: North, name: str) -> None:
    """Of an older version, or somebody's own client: what was typed calls nobody."""
    luc = guild["luc"]
    option = {"type": 1, "name": name, "options": []}
    await luc.does(2, {"id": "1", "name": "peer", "type": 1, "options": [option]})

    assert fr("refusal.title") in newest(luc)
    assert not luc.sees()[-1].calls
