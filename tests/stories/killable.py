"""The ports of the bot, each with the points at which the process can be killed. What is inside is real."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any, TypeVar

from adapters.door import Runner
from adapters.platform import Mailer, Platform
from bot.app import App
from bot.chat import Card, Command, Identity, Press, Reader, Role, Room, Submission
from bot.deliveries import Letter
from bot.outbox import Errand
from tests.stories.points import Points

T = TypeVar("T")
Job = tuple[Callable[[], Any], Future[Any]]


class InTurn:
    """A runner that does one job after the other, so that each run passes the same points in the same
    order. Nobody hears of a job before its point "after the commit" is passed."""

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


class OneByOne(App):
    """Gives its courier one errand at a time, for the same reason."""

    def claim(self, limit: int) -> Sequence[Errand]:
        return super().claim(min(limit, 1))


class KillableMailer:
    def __init__(self, mailer: Mailer, points: Points) -> None:
        self._mailer, self._points = mailer, points

    async def send(self, letter: Letter) -> None:
        await _between(self._points, f"letter {letter.subject.id}", self._mailer.send(letter))


class KillablePlatform:
    def __init__(self, platform: Platform, points: Points) -> None:
        self._platform, self._points = platform, points

    @property
    def name(self) -> str:
        return self._platform.name

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        return await self._call(f"post {card.title.id}", self._platform.post(room, card, nonce))

    async def edit(self, reference: str, card: Card) -> None:
        await self._call(f"edit {card.title.id}", self._platform.edit(reference, card))

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        call = self._platform.direct(identity, card, reader, nonce)
        return await self._call(f"direct {card.title.id}", call)

    async def admit(self, identity: Identity) -> None:
        await self._call(f"admission of {identity.user}", self._platform.admit(identity))

    async def dismiss(self, identity: Identity) -> None:
        await self._call(f"dismissal of {identity.user}", self._platform.dismiss(identity))

    async def roles(self, identity: Identity) -> frozenset[Role]:
        return await self._platform.roles(identity)

    async def _call(self, what: str, call: Awaitable[T]) -> T:
        return await _between(self._points, what, call)


async def _between(points: Points, what: str, call: Awaitable[T]) -> T:
    """The second point is where the other side has accepted, and nothing of that is recorded yet."""
    points.reach(f"before the {what}")
    result = await call
    points.reach(f"after the {what}")
    return result
