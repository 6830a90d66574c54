"""The first promise over the loopback Slack, from asking to leaving: with the bot killed in the middle and
begun again, and with two of them behind one address."""

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
from tests.wire.places import DATABASES
from tests.wire.slack.blocks import elements
from tests.wire.slack.scenes import COORDINATORS, MODES, both
from tests.wire.slack.stage import Stage, stage

NAMES = ["ana", "luc"]  # in English, in French
PARTS = 1  # of the points at which it is killed, for the workers to share
DONE = Counter(["proven", "asked", "answered", "approved", "sent", "left"])
CARDS, DIRECTS, LETTERS = 1, 2, 3  # the card; the question and the welcome; these two and the code


@dataclass(frozen=True, slots=True)
class Told:
    """What there is in the end."""

    done: Counter[str]
    invited: int
    kicked: int
    cards: int
    directs: int
    letters: int
    to_decide: int
    errands: Sequence[Written]
    lives: int


async def play(
    place: tuple[str, Path], name: str, mode: str, several: int = 1, fatal: str = "", *, kills: bool = False
) -> tuple[Told, Sequence[str]]:
    """To its end; with the points that were passed."""
    url, folder = place
    async with stage(url, folder, mode, several, fatal) as playing:
        await playing.plays(name, kills=kills)
        points = await playing.ends()
        return told(playing, url, name), points


def told(playing: Stage, url: str, name: str) -> Told:
    workspace = playing.server.workspace
    cards = [each for each in workspace.channels[COORDINATORS].messages if not each.reader]
    offered = [element["text"]["text"] for card in cards for _, element in elements(card.blocks)]
    with closing(open_anew(url, playing.clock)) as storage:
        done = storage.transact(lambda unit: Counter(str(entry.action) for entry in unit.audit.latest(100)))
    return Told(
        Counter({action: times for action, times in done.items() if action in DONE}),
        playing.went_well("conversations.invite"),
        playing.went_well("conversations.kick"),
        len(cards),
        len(workspace.direct(f"U0{name.upper()}").messages),
        len(playing.mailbox.names()),
        offered.count(both("button.joining.approve")),
        read_errands(url),
        playing.lives,
    )


def wrongs(after: Told) -> list[str]:
    """What must not be, whatever befell the bot. A card can hang there twice, when nobody had recorded that
    it did; what may be sent once at most can have been lost in that moment; nothing else."""
    left = [each.kind for each in after.errands if not each.result or each.result in {"never", "failed"}]
    problems = {
        f"done: {after.done}": after.done != DONE,
        f"let in {after.invited} times, taken out {after.kicked} times": (after.invited, after.kicked)
        != (1, 1),
        f"{after.cards} cards": after.cards not in {CARDS, CARDS + 1},
        f"{after.directs} messages": after.directs not in {DIRECTS, DIRECTS - 1},
        f"{after.letters} letters": after.letters != LETTERS,
        f"left over: {left}": bool(left),
    }
    return [problem for problem, wrong in problems.items() if wrong]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mode", MODES)
async def test_undisturbed_everything_happens_once(
    places: Iterator[tuple[str, Path]], name: str, mode: str
) -> None:
    """In each way, in each language, on each database."""
    after, _ = await play(next(places), name, mode)

    assert wrongs(after) == []
    assert (after.cards, after.directs, after.to_decide, after.lives) == (CARDS, DIRECTS, 0, 1)


@pytest.mark.parametrize("mode", MODES)
async def test_a_new_bot_for_each_step_goes_on_where_the_last_one_was(
    places: Iterator[tuple[str, Path]], mode: str
) -> None:
    """Killed between any two: the buttons of before work."""
    after, _ = await play(next(places), "luc", mode, kills=True)

    assert wrongs(after) == []
    assert after.lives == 9


@pytest.mark.parametrize("mode, part", [(mode, part) for mode in MODES for part in range(PARTS)])
async def test_a_kill_in_the_middle_loses_nothing_and_decides_nothing_twice(
    places: Iterator[tuple[str, Path]], mode: str, part: int, count: Count, database: str
) -> None:
    """At every sixth point, each in one way and on one database; people repeat what got no answer."""
    own = (DATABASES.index(database) * len(MODES) + MODES.index(mode)) * PARTS + part
    name = NAMES[own % len(NAMES)]
    _, points = await play(next(places), name, mode)
    chosen = points[own :: 6 * len(DATABASES) * len(MODES) * PARTS]
    killed = {point: (await play(next(places), name, mode, fatal=point))[0] for point in chosen}

    assert {point: wrong for point, run in killed.items() if (wrong := wrongs(run))} == {}
    assert {point for point, run in killed.items() if run.lives != 2} == set()
    count("kill points on Slack covered", f"{database}, {mode}", len(chosen))


@pytest.mark.parametrize("name", NAMES)
async def test_two_bots_behind_one_address_are_as_one(
    tmp_path: Path, migrated_postgres: str, name: str
) -> None:
    """They take turns over HTTP, on one PostgreSQL."""
    after, _ = await play((migrated_postgres, tmp_path), name, "http", several=2)

    assert wrongs(after) == []
    assert after.lives == 2
