"""The process dies, and with it the disk: a backup is put back that was made an hour before.

It is made where the process was killed a first time; what people then do until it is killed a second time
is lost, and they do it again. Allowed: a code that has expired meanwhile is asked for anew; what came of the
lost steps comes once more, letters under the same Message-ID unless they are about something that was lost
itself; what was due when the backup was made, and may not happen twice, is given up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from sqlalchemy import update

from bot import routes
from bot.outbox import Repeat
from storage.backup import Backup, back_up
from storage.checking import checked
from storage.connecting import connect
from storage.restoring import restore
from storage.sealing import MainKey
from storage.tables import errands
from tests.stories.awake import MAIN_KEY
from tests.stories.inside import Written, read_errands
from tests.stories.orders import Orders
from tests.stories.outside import Effect, Outside, look_outside
from tests.stories.runs import Fate, Run
from tests.stories.stage import Play, Stage
from tests.stories.verdict import Allowed, marks_of
from tests.torture.allowances import of_time
from tests.torture.jumps import HOUR
from tests.torture.killed import passed_after
from tests.torture.scenario import Played, Story, judged
from tests.world import NOON, HeldClock, SeededEntropy

SEED = 77  # other chance than that of any life

PutBack = Callable[[Orders, Backup], None]


def an_hour_old(undisturbed: Run, chance: Random, put_back: PutBack | None = None) -> Iterator[Story]:
    for point in undisturbed.points:
        yield partial(_restored, undisturbed, point, chance.random(), put_back or restored)


async def _restored(undisturbed: Run, point: str, share: float, put_back: PutBack, stage: Stage) -> Played:
    last = await passed_after(point, share, stage)
    async with stage.open() as play:
        await play.live(Fate(point))
        answered, before = play.orders.answered, look_outside(play.orders.folder)
        backup = _make(play)
        await play.live(Fate(last))
        lost = _Lost.since(before, play.orders)
        with _new_database(stage, play) as url:
            begins = play.orders.begins + HOUR
            play.orders = replace(play.orders, database_url=url, begins=begins, late=True, answered=answered)
            put_back(play.orders, backup)
            play.breaks_off(died=False)
            await play.live()
            run = play.ended()
    allowed = lost.may_come_again(run, of_time(run, undisturbed))
    return judged(f"{point}; lost until {last}", run, undisturbed, 2, allowed)


@contextmanager
def _new_database(stage: Stage, play: Play) -> Iterator[str]:
    folder = play.orders.folder / "restored"
    folder.mkdir()
    with stage.databases.new(folder) as url:
        yield url


def _make(play: Play) -> Backup:
    clock = HeldClock(NOON + play.orders.begins)
    folder = play.orders.folder
    return back_up(play.orders.database_url, MAIN_KEY, (folder, folder), clock, SeededEntropy(SEED))


def restored(orders: Orders, backup: Backup) -> None:
    """As `peerbot restore` does."""
    clock, entropy = HeldClock(NOON + orders.begins), SeededEntropy(SEED + 1)
    with checked(backup, MainKey(MAIN_KEY, entropy)) as found:
        restore(orders.database_url, found, MAIN_KEY, clock, entropy)


def copied(orders: Orders, backup: Backup) -> None:
    """Broken: as if nothing could have been sent since."""
    restored(orders, backup)
    engine = connect(orders.database_url)
    with engine.begin() as connection:
        connection.execute(update(errands).values(lease_until=None))
    engine.dispose()


@dataclass(frozen=True, slots=True)
class _Lost:
    """What came of the steps that were lost, and the errands that there were when they were."""

    effects: Counter[Effect]
    errands: Sequence[Written]

    @classmethod
    def since(cls, before: Outside, orders: Orders) -> _Lost:
        after = look_outside(orders.folder)
        return cls(Counter(after.effects) - Counter(before.effects), read_errands(orders.database_url))

    def may_come_again(self, run: Run, allowed: Allowed) -> Allowed:
        """Under its name if it may be repeated; under another one if what it was about was lost as well."""
        known = {mark: errand for errand in self.errands for mark in marks_of(errand)}
        still_there = {mark for errand in run.errands for mark in marks_of(errand)}
        again, added = Counter[str](), Counter[str]()
        for effect in self.effects:
            errand = known.get(effect.mark)
            if errand and routes.errand(errand.kind).repeat is Repeat.AT_LEAST_ONCE:
                again[effect.mark] += 1
            if errand and effect.mark not in still_there:
                added[effect.what] += 1
        return replace(allowed, added=allowed.added + added, again=again)
