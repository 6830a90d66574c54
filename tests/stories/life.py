"""One life of the bot, in a process that can be killed, and what troubles it.

People and courier do what they would do: whoever gets an apology tries again, and a beat that failed is
followed by another one.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import cycle
from multiprocessing.connection import Connection

from adapters.local.player import NotThere
from adapters.logs import configure_logs
from bot.outbox import LONGEST_PAUSE
from tests.stories.awake import Bot, awake
from tests.stories.inside import read_state
from tests.stories.line import Line
from tests.stories.orders import NO_TIME, Answered, Comes, Ended, Faulted, Goes, Orders, Passed, Trouble
from tests.stories.people import Step, TryAgain
from tests.stories.points import Points, watching
from tests.world import NOON, HeldClock

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
UNTIL_NOTICED = 2 * MINUTE  # longer than any lease
BEAT = 30 * MINUTE  # while a trouble lasts for hours
UNTIL_CAUGHT_UP = 1.5 * LONGEST_PAUSE  # so long the courier may wait after trouble is over
TRIES = 4
LAST_LINES = 4  # of a fault
PAUSES = 20

Act = Callable[[], Awaitable[object]]


def live(orders: Orders, connection: Connection) -> None:
    """What happens meanwhile is told through the connection, which outlives the process."""
    configure_logs("critical")
    line = Line(connection)
    try:
        line.tell(asyncio.run(tell(orders, line)))
    except BaseException:  # noqa: BLE001 - whatever it was belongs into the verdict
        line.tell(Faulted(traceback.format_exc(limit=-LAST_LINES)))


async def tell(orders: Orders, line: Line) -> Ended:
    """The story, or what is left of it."""
    life = _Life(orders, line)
    with watching(life.points):
        return await life.told()


class ToldClock(HeldClock):
    """Whoever begins the next life knows what time it was in this one."""

    def __init__(self, begins: timedelta, line: Line) -> None:
        super().__init__(NOON + begins)
        self._line = line

    def push(self, by: timedelta) -> None:
        super().push(by)
        self._line.tell(Passed(self.now() - NOON))


class _Life:
    def __init__(self, orders: Orders, line: Line) -> None:
        self._orders, self._line = orders, line
        self._trouble = orders.trouble
        at = self._trouble.at if self._trouble else ()
        self.points = Points(orders.fatal, at, self._comes, self._goes)
        self._jumps = cycle(self._trouble.jumps) if self._trouble and self._trouble.jumps else None
        self._shaken, self._late = False, orders.late
        self._bot: Bot

    async def told(self) -> Ended:
        orders = self._orders
        clock = ToldClock(orders.begins, self._line)
        async with awake(orders, self.points, clock, self._beats) as self._bot:
            people = orders.parts.people(self._bot.sandbox, self._bot.runner.together)
            steps: list[Step] = people.steps()
            steps.append(("a day goes by", self._a_day_goes_by))
            await self._beats()  # what an earlier life has left
            for number, (name, act) in enumerate(steps[orders.answered :], orders.answered):
                self.points.scene = name
                await self._goes_on(act, repeated=orders.interrupted and number == orders.answered)
                self._line.tell(Answered(number + 1))
                await self._beats()
                await self._recovers()
                self._bot.clock.push(MINUTE)
            state = read_state(orders.database_url, self._bot.storage)
        return Ended(tuple(self.points.passed), state, self._bot.door.apologies)

    # ---- steps

    async def _goes_on(self, act: Act, *, repeated: bool) -> None:
        trouble = self._trouble
        if trouble and trouble.step == self.points.scene:
            await self._in_trouble(trouble, act, repeated=repeated)
        else:
            await self._until_answered(act, repeated=repeated)

    async def _in_trouble(self, trouble: Trouble, act: Act, *, repeated: bool) -> None:
        self._comes()
        self._bot.platform.away = trouble.platform_away
        answered = await self._acts(act, repeated=repeated)
        await self._beats()
        for _ in range(trouble.lasts // BEAT):
            self._bot.clock.push(BEAT)
            await self._beats()
        self._late = self._late or trouble.lasts > NO_TIME
        self._bot.platform.away = False
        self._goes()
        await self._recovers()
        if not answered:
            await self._until_answered(act, repeated=True)

    def _comes(self) -> None:
        self._line.ask(Comes())
        self._shaken = True
        if self._jumps:
            self._bot.clock.push(next(self._jumps))
            self._late = True

    def _goes(self) -> None:
        self._line.ask(Goes())

    async def _recovers(self) -> None:
        """What nobody has settled comes back when its lease has run out, what failed after its pause."""
        if not self._shaken and not (self._trouble and self._trouble.at_any_moment):
            return
        self._shaken = False
        self._bot.clock.push(UNTIL_NOTICED)
        await self._beats()
        until = self._bot.clock.now() + UNTIL_CAUGHT_UP
        for _ in range(PAUSES):
            due = self._bot.storage.transact(lambda unit: unit.outbox.next_due())
            if due is None or due > until:
                return
            self._bot.clock.push(max(due - self._bot.clock.now(), NO_TIME))
            await self._beats()

    async def _until_answered(self, act: Act, *, repeated: bool) -> None:
        for _ in range(TRIES):
            if await self._acts(act, repeated=repeated):
                return
            repeated = True
            await self._beats()
        raise AssertionError(f"nobody was answered, {TRIES} times: {self.points.scene}")

    async def _acts(self, act: Act, *, repeated: bool) -> bool:
        """Whether all of it was answered. For whoever repeats what was done, or comes hours later than
        planned, there may be nothing to press."""
        door = self._bot.door
        apologies = door.apologies
        try:
            await act()
        except TryAgain:
            return False
        except NotThere:
            if not (repeated or self._late) and door.apologies == apologies:
                raise
        return door.apologies == apologies

    # ---- time

    async def _a_day_goes_by(self) -> None:
        self._bot.clock.push(DAY)
        await self._beats()
        await self._does(self._bot.storage.sweep)

    async def _beats(self) -> None:
        await self._outlives(self._bot.courier.drain)
        await self._does(self._bot.app.tick)
        await self._outlives(self._bot.courier.drain)

    async def _does(self, duty: Callable[[], None]) -> None:
        async def done() -> None:
            await asyncio.wrap_future(self._bot.runner.submit(duty))

        await self._outlives(done)

    async def _outlives(self, beat: Act) -> None:
        """As pulse and courier do: one more beat, when the last one failed. Without trouble none does."""
        for _ in range(TRIES):
            try:
                await beat()
            except Exception:
                if self._trouble is None:
                    raise
            else:
                return
