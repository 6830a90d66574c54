"""Where the story is played: to its end, or killed, begun again and gone on with to its end."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.forking import context, started
from tests.memory import in_memory
from tests.stories.copies import Databases
from tests.stories.ear import Ear
from tests.stories.inside import read_errands
from tests.stories.life import UNTIL_NOTICED, live
from tests.stories.orders import Answered, Comes, Ended, Faulted, Goes, News, Orders, Parts, Passed, Trouble
from tests.stories.outside import look_outside
from tests.stories.postbox import Mailbox, MailServer
from tests.stories.runs import NATURAL, Break, Fate, Life, Run


class Hand:
    """What makes trouble from outside, when the story has come to that point. Called from another thread."""

    def comes(self, orders: Orders, process: int) -> None:
        """The trouble begins, for this process."""

    def goes(self, orders: Orders, process: int) -> None:
        """The trouble is over."""


NO_HAND = Hand()


class Play:
    """A story that is under way."""

    def __init__(self, databases: Databases, mail: MailServer, orders: Orders, hand: Hand) -> None:
        self.orders = orders
        self.lives: list[Life] = []
        self.breaks: list[Break] = []
        self._databases, self._mail, self._hand = databases, mail, hand

    async def live(self, fate: Fate = NATURAL, moments: Sequence[float] = ()) -> Life:
        """One life, to its natural end or to this one. At these moments (seconds after people were first
        answered) it stands still, and trouble comes."""
        orders = replace(self.orders, fatal=fate.point)
        hearing, telling = context.Pipe()
        with hearing:
            process = started(live, orders, telling)
            began = time.monotonic()
            telling.close()
            ear = Ear(hearing, process, partial(self._troubles, process.pid or 0))
            heard = await asyncio.to_thread(ear.listen, fate.seconds, moments)
        process.join()
        life = _life(orders, fate, process, heard, time.monotonic() - began)
        self.lives.append(life)
        if life.killed:
            await self._buries(life)
        return life

    def ended(self) -> Run:
        errands, after = read_errands(self.orders.database_url), look_outside(self.orders.folder)
        return Run(self.lives, self.breaks, errands, after)

    async def _buries(self, life: Life) -> None:
        """The next one goes on where this one was broken off, when the others have noticed."""
        self._databases.settle(self.orders.database_url)
        await self._mail.alone()
        self.breaks_off(died=True)
        self.orders = replace(
            self.orders,
            number=self.orders.number + 1,
            answered=life.answered,
            begins=life.passed + life.fate.pause,
            late=self.orders.late or life.fate.pause > UNTIL_NOTICED,
        )

    def breaks_off(self, *, died: bool) -> None:
        """Note how it is now."""
        claimed = [errand for errand in read_errands(self.orders.database_url) if errand.claimed]
        self.breaks.append(Break(died, claimed, look_outside(self.orders.folder)))

    def _troubles(self, process: int, news: Comes | Goes) -> None:
        """On a thread. While a step is troubled nobody can be asked how things are."""
        if isinstance(news, Comes):
            self._hand.comes(self.orders, process)
        else:
            self._hand.goes(self.orders, process)
        trouble = self.orders.trouble
        if isinstance(news, Goes) or (trouble and not trouble.step):
            self.breaks_off(died=False)


def _life(orders: Orders, fate: Fate, process: BaseProcess, heard: Sequence[News], lasted: float) -> Life:
    answered = [orders.answered, *(news.count for news in heard if isinstance(news, Answered))]
    passed = [orders.begins, *(news.time for news in heard if isinstance(news, Passed))]
    end = next((news for news in heard if isinstance(news, Ended | Faulted)), None)
    killed = process.exitcode == -signal.SIGKILL and end is None
    troubles = sum(isinstance(news, Comes) for news in heard)
    return Life(fate, killed, lasted, answered[-1], passed[-1], troubles, end)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where runs are played, one after the other."""

    databases: Databases
    mail: MailServer
    parts: Parts = field(default_factory=Parts)

    async def play(self, *points: str, trouble: Trouble | None = None, hand: Hand = NO_HAND) -> Run:
        """The story; killed at each of these points, one life after the other."""
        async with self.open(trouble, hand) as play:
            for point in points:
                await play.live(Fate(point))
            await play.live()
            return play.ended()

    @asynccontextmanager
    async def open(self, trouble: Trouble | None = None, hand: Hand = NO_HAND) -> AsyncIterator[Play]:
        """For one story, in a folder and a database of its own."""
        with tempfile.TemporaryDirectory(dir=in_memory(), prefix="peerbot-killed-") as name:
            folder = Path(name)
            self.mail.mailbox = Mailbox(folder / "mail")
            with self.databases.new(folder) as url:
                orders = Orders(folder, url, self.mail.port, trouble=trouble, parts=self.parts)
                yield Play(self.databases, self.mail, orders, hand)
