"""The first promise over the loopback Discord, from asking to leaving: with the bot killed in the middle and
begun again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Count
from tests.stores import open_anew
from tests.stories.inside import Written, read_errands
from tests.wire.discord.components import inside
from tests.wire.discord.ground import COORDINATORS, MEMBER, PEOPLE
from tests.wire.discord.scenes import both
from tests.wire.discord.stage import Stage, stage
from tests.wire.places import DATABASES
from tests.wire.test_slack_story import CARDS, DIRECTS, DONE, LETTERS, NAMES

EVERY = 8  # of the points at which it is killed


@dataclass(frozen=True, slots=True)
class Told:
    """What there is in the end."""

    done: Counter[str]
    role: tuple[int, int]
    is_in: bool
    cards: int
    directs: int
    letters: int
    to_decide: int
    errands: Sequence[Written]
    lives: int


async def play(
    place: tuple[str, Path], name: str, fatal: str = "", *, kills: bool = False
) -> tuple[Told, Sequence[str]]:
    """To its end; with the points that were passed."""
    url, folder = place
    async with stage(url, folder, fatal) as playing:
        await playing.plays(name, kills=kills)
        points = await playing.ends()
        return told(playing, url, name), points


def told(playing: Stage, url: str, name: str) -> Told:
    guild, server = playing.server.guild, playing.server
    cards = [each for each in guild.channels[COORDINATORS].messages if not each.reader]
    offered = [part.get("label") for card in cards for part in inside(card.components)]
    with closing(open_anew(url, playing.clock)) as storage:
        done = storage.transact(lambda unit: Counter(str(entry.action) for entry in unit.audit.latest(100)))
    role = "/guilds/{guild}/members/{user}/roles/{role}"
    return Told(
        Counter({action: times for action, times in done.items() if action in DONE}),
        (len(server.called(f"PUT {role}")), len(server.called(f"DELETE {role}"))),
        MEMBER in guild.members[PEOPLE[name]].roles,
        len(cards),
        len(guild.direct(PEOPLE[name]).messages),
        len(playing.mailbox.names()),
        offered.count(both("button.joining.approve")),
        read_errands(url),
        playing.lives,
    )


def wrongs(after: Told) -> list[str]:
    """What must not be, whatever befell the bot. A message that is sent again is the same message there, by
    its nonce; what may be sent once at most can have been lost in that moment; nothing else."""
    left = [each.kind for each in after.errands if not each.result or each.result in {"never", "failed"}]
    problems = {
        f"done: {after.done}": after.done != DONE,
        f"the role was given and taken: {after.role}": not set(after.role) <= {1, 2},
        "still a member there": after.is_in,
        f"{after.cards} cards": after.cards != CARDS,
        f"{after.directs} messages": after.directs not in {DIRECTS, DIRECTS - 1},
        f"{after.letters} letters": after.letters != LETTERS,
        f"left over: {left}": bool(left),
    }
    return [problem for problem, wrong in problems.items() if wrong]


@pytest.mark.parametrize("name", NAMES)
async def test_undisturbed_everything_happens_once(places: Iterator[tuple[str, Path]], name: str) -> None:
    """In each language, on each database."""
    after, _ = await play(next(places), name)

    assert wrongs(after) == []
    assert (after.role, after.directs, after.to_decide, after.lives) == ((1, 1), DIRECTS, 0, 1)


async def test_a_new_bot_for_each_step_goes_on_where_the_last_one_was(
    places: Iterator[tuple[str, Path]],
) -> None:
    """Killed between any two: the buttons of before work, and the line to Discord is taken over."""
    after, _ = await play(next(places), "luc", kills=True)

    assert wrongs(after) == []
    assert after.lives == 9


async def test_a_kill_in_the_middle_loses_nothing_and_decides_nothing_twice(
    places: Iterator[tuple[str, Path]], count: Count, database: str
) -> None:
    """At every eighth point, each in one language and on one database; people repeat what got no answer."""
    own = DATABASES.index(database)
    _, points = await play(next(places), NAMES[own])
    chosen = points[own :: EVERY * len(DATABASES)]
    killed = {point: (await play(next(places), NAMES[own], point))[0] for point in chosen}

    assert {point: wrong for point, run in killed.items() if (wrong := wrongs(run))} == {}
    assert {point for point, run in killed.items() if run.lives != 2} == set()
    count("kill points on Discord covered", database, len(chosen))
