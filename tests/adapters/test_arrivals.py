"""Answers on their way from the database's thread to the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

import pytest

from adapters.arrivals import Arrivals

T = TypeVar("T")


class Together:
    """Answers whatever was submitted when it is told to, on a thread of its own."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[object], Callable[[], object]]] = []
        self.submitted: asyncio.Queue[None] = asyncio.Queue()

    def submit(self, call: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        self.waiting.append((future, call))  # type: ignore[arg-type]
        self.submitted.put_nowait(None)
        return future

    def _answer(self) -> None:
        for future, call in self.waiting:
            try:
                future.set_result(call())
            except ArithmeticError as error:
                future.set_exception(error)

    async def commits(self) -> None:
        await asyncio.to_thread(self._answer)


async def asked(
    lane: Together, arrivals: Arrivals, *calls: Callable[[], object]
) -> list[asyncio.Task[object]]:
    tasks = [asyncio.create_task(arrivals.run(call)) for call in calls]
    for _ in calls:
        await lane.submitted.get()
    return tasks


async def test_each_gets_its_own_answer() -> None:
    """Although they come back together."""
    lane = Together()
    tasks = await asked(lane, Arrivals(lane), *(partial(int, number) for number in range(50)))

    await lane.commits()

    assert await asyncio.gather(*tasks) == list(range(50))


async def test_an_error_is_that_of_whoever_caused_it() -> None:
    """And of nobody who came back with it."""
    lane = Together()
    bad, good = await asked(lane, Arrivals(lane), lambda: 1 // 0, lambda: 1)

    await lane.commits()

    assert await good == 1
    with pytest.raises(ZeroDivisionError):
        await bad


async def test_whoever_stopped_waiting_keeps_nobody_from_an_answer() -> None:
    """It is done all the same, and nobody hears of it."""
    lane, done = Together(), list[str]()
    gone, there = await asked(lane, Arrivals(lane), lambda: done.append("gone"), lambda: "there")
    gone.cancel()

    await lane.commits()

    assert await there == "there"
    assert done == ["gone"]


async def test_they_come_again_and_again() -> None:
    """The loop is woken for those who come after a wake-up as well."""
    lane = Together()
    arrivals = Arrivals(lane)

    for number in range(3):
        lane.waiting.clear()
        (task,) = await asked(lane, arrivals, partial(int, number))
        await lane.commits()

        assert await task == number


def test_an_answer_to_a_loop_that_is_gone_is_let_go() -> None:
    """The process ends, and the database's thread goes on for a moment."""
    lane = Together()

    async def leaves() -> None:
        (task,) = await asked(lane, Arrivals(lane), lambda: 1)
        task.cancel()

    asyncio.run(leaves())
    lane._answer()  # noqa: SLF001 - as the thread does

    assert lane.waiting[0][0].result() == 1
