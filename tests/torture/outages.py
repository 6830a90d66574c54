"""Six hours of outage over moments at which something was due: the process is down, the mail server, the chat
platform. Afterwards all is caught up with, in its order.

Allowed: a code that has expired meanwhile is asked for anew; a digest tells what waits at another hour; for a
process that was killed, what its errands' kinds allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from random import Random

from tests.stories.orders import Orders, Trouble
from tests.stories.points import scenes
from tests.stories.runs import Fate, Run
from tests.stories.stage import Hand, Stage
from tests.torture.allowances import of_time
from tests.torture.scenario import Played, Story, judged

OUTAGE = timedelta(hours=6)


class MailAway(Hand):
    """The mail server hangs up on everybody."""

    def __init__(self, stage: Stage) -> None:
        self._mail = stage.mail

    def comes(self, orders: Orders, process: int) -> None:
        self._mail.goes_away()

    def goes(self, orders: Orders, process: int) -> None:
        self._mail.comes_back()


def of_the_process(undisturbed: Run, _chance: Random) -> Iterator[Story]:
    for point in undisturbed.points:
        yield partial(_process_down, undisturbed, point)


async def _process_down(undisturbed: Run, point: str, stage: Stage) -> Played:
    async with stage.open() as play:
        await play.live(Fate(point, pause=OUTAGE))
        await play.live()
        run = play.ended()
    return judged(point, run, undisturbed, 1, of_time(run, undisturbed))


def of_others(undisturbed: Run, _chance: Random) -> Iterator[Story]:
    for step in scenes(undisturbed.points):
        yield partial(_away, undisturbed, Trouble(step=step, lasts=OUTAGE), "mail", MailAway)
        platform_away = Trouble(step=step, lasts=OUTAGE, platform_away=True)
        yield partial(_away, undisturbed, platform_away, "platform", lambda _stage: Hand())
        yield partial(_away, undisturbed, platform_away, "mail and platform", MailAway)


async def _away(
    undisturbed: Run, trouble: Trouble, who: str, hand: Callable[[Stage], Hand], stage: Stage
) -> Played:
    run = await stage.play(trouble=trouble, hand=hand(stage))
    name = f"{trouble.step}, {who} away"
    return judged(name, run, undisturbed, 1, of_time(run, undisturbed))
