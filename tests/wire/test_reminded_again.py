"""Reminders over the loopback Slack and the loopback Discord: killed at each outgoing call, the bot loses no
letter and repeats no reminder."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import Count
from tests.stories.inside import read_errands
from tests.wire.discord import ground
from tests.wire.discord import north as discord_north
from tests.wire.discord.guild import GUILD
from tests.wire.discord.stage import stage as discord_stage
from tests.wire.process import Died
from tests.wire.slack import north as slack_north
from tests.wire.slack.stage import UNTIL_NOTICED
from tests.wire.slack.stage import stage as slack_stage
from tests.wire.slack.workspace import TEAM
from tests.wire.waves import WAIT, Reminded, prepare, wrongs

Play = Callable[[str, Path, Sequence[str]], Awaitable[Reminded]]
CALLS = [f"{way} meetings.remind.week" for way in ("letter", "direct", "post")]  # in this order
# Of the lives, one after the other: where each of them ends. On either database half of all there are.
OWN = {
    "sqlite": (
        (),
        tuple(f"opening, after the {call}" for call in CALLS),
        ("opening, before the commit in tick", "opening, after the commit in claim"),
    ),
    "postgresql": (
        tuple(f"opening, before the {call}" for call in CALLS),
        tuple(
            f"opening, after the commit in settle meetings.{kind}"
            for kind in ("remind_letter", "remind_direct", "remind")
        ),
    ),
}
SLACK = {"claire": "U0CLAIRE", "dev": "U0DEV"}
MEMBERS = "C0MEMBERS"


async def on_slack(url: str, folder: Path, deaths: Sequence[str]) -> Reminded:
    prepare(url, slack_north.NETWORK, "slack", TEAM, SLACK)
    async with slack_stage(url, folder, "http", fatal=deaths[0]) as playing:
        playing.push(WAIT)
        for fatal in deaths[1:]:
            with pytest.raises(Died):
                await playing.bots[0].settles()
            playing.bots.clear()
            playing.push(UNTIL_NOTICED)
            await playing.begins(fatal)
        await playing.bots[0].settles()
        rooms = playing.server.workspace
        posts, directs = rooms.channels[MEMBERS].messages, rooms.direct(SLACK["claire"]).messages
        letters = len(playing.mailbox.names())
        return Reminded(len(posts), len(directs), letters, read_errands(url), playing.lives)


async def on_discord(url: str, folder: Path, deaths: Sequence[str]) -> Reminded:
    prepare(url, discord_north.NETWORK, "discord", GUILD, ground.PEOPLE)
    async with discord_stage(url, folder, deaths[0]) as playing:
        playing.push(WAIT)
        for fatal in deaths[1:]:
            with pytest.raises(Died):
                await playing.living().settles()
            playing.push(UNTIL_NOTICED)
            await playing.begins(fatal)
        await playing.living().settles()
        rooms = playing.server.guild
        posts, directs = rooms.channels[ground.MEMBERS].messages, rooms.direct(ground.CLAIRE).messages
        letters = len(playing.mailbox.names())
        return Reminded(len(posts), len(directs), letters, read_errands(url), playing.lives)


@pytest.mark.parametrize("play", [on_slack, on_discord])
async def test_a_wave_outlives_a_kill_at_each_of_its_calls(
    places: Iterator[tuple[str, Path]], play: Play, database: str, count: Count
) -> None:
    """Several in one wave; the letter is there, and nobody is reminded twice."""
    waves = {deaths: await play(*next(places), (*deaths, "")) for deaths in OWN[database]}

    assert {deaths: wrong for deaths, run in waves.items() if (wrong := wrongs(run, len(deaths)))} == {}
    count("kill points of reminders covered", f"{play.__name__}, {database}", sum(map(len, waves)))
