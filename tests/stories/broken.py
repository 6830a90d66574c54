"""Bots that are broken on purpose, each in one part, so that it is seen that the crash test would notice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from itertools import count
from os import getpid
from typing import Any, TypeVar

from adapters.platform import Mailer
from bot.app import App
from bot.deliveries import Delivery, Letter
from bot.outbox import LEASE, Errand, Outcome, Result
from bot.ports import Unit, World
from storage.engine import Storage
from tests.stories.killable import OneByOne
from tests.stories.orders import Lane, Parts

T = TypeVar("T")


class TicksOffFirst(Parts):
    """Its courier records that a letter was delivered, and delivers it then."""

    def app(self, world: World) -> App:
        return _TicksOffFirst(world)


class _TicksOffFirst(OneByOne):
    def compose(self, errand: Errand) -> Delivery | None:
        delivery = super().compose(errand)
        if isinstance(delivery, Letter):
            self.settle(errand, Outcome(Result.DELIVERED))
        return delivery


class TriesEverythingAgain(Parts):
    """It does not ask whether an errand may be done twice."""

    def app(self, world: World) -> App:
        return _TriesEverythingAgain(world)


class _TriesEverythingAgain(OneByOne):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._all = world

    def claim(self, limit: int) -> Sequence[Errand]:
        now = self._all.clock.now()
        return self._all.transactions.transact(lambda unit: unit.outbox.claim(now, now + LEASE, 1))


class NewNameEachTime(Parts):
    """A letter that is sent again gets another Message-ID."""

    def mailer(self, mailer: Mailer) -> Mailer:
        return _NewNameEachTime(mailer)


class _NewNameEachTime:
    def __init__(self, mailer: Mailer) -> None:
        self._mailer, self._numbers = mailer, count()

    async def send(self, letter: Letter) -> None:
        name = f"{letter.key}:{getpid()}:{next(self._numbers)}"
        await self._mailer.send(replace(letter, key=name))


class AnswersTooEarly(Parts):
    """People are answered before the commit."""

    def lane(self, storage: Storage) -> Lane:
        return _AnswersTooEarly(storage)


class _AnswersTooEarly:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._thread = ThreadPoolExecutor(1, "too-early")
        self._early = False
        self._held: tuple[threading.Event, Future[Any]] | None = None

    def submit(self, call: Callable[[], T]) -> Future[T]:
        return self._thread.submit(self._do, call)

    def _do(self, call: Callable[[], T]) -> T:
        if self._held:
            let_go, done = self._held
            let_go.set()
            wait([done])
        self._held, self._early = None, isinstance(call, partial) and call.func.__name__ == "handle"
        return call()

    def transact(self, work: Callable[[Unit], T]) -> T:
        if not self._early:
            return self._storage.transact(work)
        answer: Future[T] = Future()
        let_go = threading.Event()

        def held(unit: Unit) -> T:
            result = work(unit)
            answer.set_result(result)
            let_go.wait()
            return result

        done = self._storage.submit(partial(self._storage.transact, held))
        wait([answer, done], return_when=FIRST_COMPLETED)
        self._held = let_go, done
        return answer.result() if answer.done() else done.result()
