"""What is done again and again, whatever the machine's clock does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from adapters.beats import Beats

OFTEN = 0.01  # seconds
PATIENCE = 10  # seconds
TOMORROW = timedelta(days=1)


def counting(times: int) -> tuple[Callable[[], Awaitable[None]], asyncio.Event]:
    """A beat, and what is set when there were so many of it."""
    beats, enough = list[bool](), asyncio.Event()

    async def beat() -> None:
        beats.append(True)
        if len(beats) == times:
            enough.set()

    return beat, enough


@pytest.mark.parametrize("ahead", [timedelta(0), TOMORROW])
async def test_a_beat_comes_again_and_again_although_the_clock_was_set_back(ahead: timedelta) -> None:
    """Its next moment is then a day away by the machine's clock, and nobody waits for that."""
    beats = Beats(OFTEN)
    beat, enough = counting(3)
    beats.add(beat, OFTEN, datetime.now(UTC) + ahead)
    beats.start()

    await asyncio.wait_for(enough.wait(), PATIENCE)
    beats.stop()


async def test_what_was_stopped_beats_no_more() -> None:
    """Nothing of it is left on the loop."""
    beats = Beats(OFTEN)
    beat, enough = counting(1)
    beats.add(beat, OFTEN)
    beats.start()
    await asyncio.wait_for(enough.wait(), PATIENCE)
    beats.stop()

    assert len(asyncio.all_tasks()) == 1


async def test_a_beat_waits_for_its_moment() -> None:
    """Looking whether the clock was set back brings none forward."""
    beats = Beats(OFTEN)
    often, enough = counting(5)
    rarely, once = counting(1)
    beats.add(often, OFTEN)
    beats.add(rarely, PATIENCE * 10)
    beats.start()
    await asyncio.wait_for(enough.wait(), PATIENCE)
    beats.stop()

    assert not once.is_set()
