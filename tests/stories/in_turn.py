"""A runner that does one job after the other, or as many at once as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, TypeVar

from adapters.arrivals import Runner
from bot.chat import Command, Press, Submission
from bot.outbox import Errand
from tests.stories.points import Points

T = TypeVar("T")
Job = tuple[Callable[[], Any], Future[Any]]


class InTurn:
    """So that each run passes the same points in the same order. Nobody hears of a job before its point
    "after the commit" is passed."""

    def __init__(self, runner: Runner, points: Points) -> None:
        self._runner, self._points = runner, points
        self._turns = ThreadPoolExecutor(1, "in-turn")
        self._gathered: list[Job] = []
        self._wanted = 1

    def submit(self, call: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        self._gathered.append((call, future))
        if len(self._gathered) >= self._wanted:
            self._turns.submit(self._do, self._gathered)
            self._gathered, self._wanted = [], 1
        return future

    def together(self, count: int) -> None:
        """The next jobs wait until there are so many, and are then done at the same moment."""
        self._wanted = count

    def close(self) -> None:
        self._turns.shutdown()

    def _do(self, jobs: Sequence[Job]) -> None:
        with self._points.during(" and ".join(_named(call) for call, _ in jobs)):
            let_go = _hold(self._runner) if len(jobs) > 1 else threading.Event()
            done = [self._runner.submit(call) for call, _ in jobs]
            let_go.set()
            wait(done)
        for (_, future), result in zip(jobs, done, strict=True):
            _answer(future, result)


def _hold(runner: Runner) -> threading.Event:
    """Keep SQLite's writer busy until the event is set: what is submitted meanwhile shares a commit."""
    busy, let_go = threading.Event(), threading.Event()

    def occupy() -> None:
        busy.set()
        let_go.wait()

    runner.submit(occupy)
    busy.wait()
    return let_go


def _answer(future: Future[T], result: Future[T]) -> None:
    fault = result.exception()
    if fault:
        future.set_exception(fault)
    else:
        future.set_result(result.result())


def _named(call: Callable[[], object]) -> str:
    """`handle joining.verify`, `settle members.admit`, `claim`."""
    if not isinstance(call, partial):
        return getattr(call, "__name__", "a job")
    match call.args:
        case (Errand(kind=what) | Command(name=what) | Press(action=what) | Submission(action=what), *_):
            return f"{call.func.__name__} {what}"
    return str(call.func.__name__)
