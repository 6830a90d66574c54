"""The courier claims due errands, composes them from the state of the moment, delivers and settles them.

It wakes after every commit and on the pulse. Several errands are under way at a time; those whose order
matters never are, since the outbox gives out one of an order at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial

from adapters.arrivals import Arrivals, Runner
from adapters.logs import log
from adapters.platform import DeliveryFailed, Mailer, Platform
from bot import routes
from bot.app import App
from bot.deliveries import Admit, Delivery, Direct, Dismiss, Edit, Letter, Post
from bot.outbox import Errand, Outcome, Result

AT_ONCE = 16
PATIENCE_SECONDS = 30.0  # well within the lease, so that nobody else takes over what is still under way


class Courier:
    """One in each process; they share the outbox."""

    def __init__(
        self,
        app: App,
        runner: Runner,
        platforms: Mapping[str, Platform],
        mailer: Mailer,
        patience: float = PATIENCE_SECONDS,
        at_once: int = AT_ONCE,
    ) -> None:
        self._app = app
        self._arrivals = Arrivals(runner)
        self._platforms = platforms
        self._mailer = mailer
        self._patience = patience
        self._at_once = at_once
        self._awake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """There may be something to do; from the event loop's thread."""
        self._awake.set()

    def stop(self) -> None:
        """No new batch; the one under way is finished and settled."""
        self._stopping = True
        self._awake.set()

    async def work(self) -> None:
        """Until stopped. A fault (the database is away) is logged and the next wake tries again."""
        while not self._stopping:
            await self._awake.wait()
            try:
                await self.drain()
            except Exception as fault:  # noqa: BLE001 - the courier outlives whatever befalls a round
                log.error("courier.fault", exc_info=fault)

    async def drain(self) -> int:
        """Carry out all that is due now, and what comes to be due meanwhile; how many errands that were. A
        slow one holds one place of `at_once` and nobody else up."""
        done, under_way = 0, set[asyncio.Task[None]]()
        try:
            while True:
                self._awake.clear()
                for errand in await self._claim(self._at_once - len(under_way)):
                    under_way.add(asyncio.create_task(self._carry_out(errand)))
                if not under_way:
                    return done
                ended = await self._ended_or_woken(under_way)
                under_way -= ended
                done += len(ended)
        finally:
            if under_way:  # the database went away, not they
                await asyncio.wait(under_way)

    async def _ended_or_woken(self, under_way: set[asyncio.Task[None]]) -> set[asyncio.Task[None]]:
        """Those that have ended; none when there may be something new before that."""
        woken = asyncio.create_task(self._woken())
        first, _ = await asyncio.wait({*under_way, woken}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        return first - {woken}

    async def _woken(self) -> None:
        await self._awake.wait()

    async def _claim(self, places: int) -> Sequence[Errand]:
        """Nothing new while stopping: what is under way is finished first."""
        if self._stopping or not places:
            return ()
        return await self._arrivals.run(partial(self._app.claim, places))

    async def _carry_out(self, errand: Errand) -> None:
        """A poisoned errand is postponed like any that failed, and stops no other. One that could not even
        be settled comes back when its lease has run out."""
        delivery: Delivery | None = None
        try:
            delivery = await self._arrivals.run(partial(self._app.compose, errand))
            outcome = await self._attempt(errand, delivery) if delivery else Outcome(Result.MOOT)
        except Exception as fault:  # noqa: BLE001 - see above; nothing was sent yet
            outcome = _at_fault(errand, fault, Result.LATER)
        try:
            await self._arrivals.run(partial(self._app.settle, errand, outcome))
            self._tell(delivery)
        except Exception as fault:  # noqa: BLE001 - see above
            log.error("errand.unsettled", errand=errand.id, kind=errand.kind, exc_info=fault)
            return
        if not routes.errand(errand.kind).alike:
            log.info(
                "errand.settled", errand=errand.id, kind=errand.kind, result=outcome.result, code=outcome.code
            )

    async def _attempt(self, errand: Errand, delivery: Delivery) -> Outcome:
        try:
            async with asyncio.timeout(self._patience):
                return Outcome(Result.DELIVERED, reference=await self._deliver(delivery))
        except DeliveryFailed as failed:
            return Outcome(failed.result, code=failed.code, retry_after=failed.retry_after)
        except TimeoutError:
            return Outcome(Result.UNKNOWN, code="timed_out")
        except Exception as fault:  # noqa: BLE001 - whether it was before or after the effect is not known
            return _at_fault(errand, fault, Result.UNKNOWN)

    async def _deliver(self, delivery: Delivery) -> str:
        match delivery:
            case Letter():
                await self._mailer.send(delivery)
            case Post(platform, room, card, nonce):
                return await self._platform(platform).post(room, card, nonce)
            case Edit(platform, reference, card):
                await self._platform(platform).edit(reference, card)
            case Direct(identity, card, reader, nonce):
                return await self._platform(identity.platform).direct(identity, card, reader, nonce)
            case Admit(identity):
                await self._platform(identity.platform).admit(identity)
            case Dismiss(identity):
                await self._platform(identity.platform).dismiss(identity)
        return ""

    def _tell(self, delivery: Delivery | None) -> None:
        match delivery:
            case Direct(identity) | Admit(identity) | Dismiss(identity) if (
                identity.platform in self._platforms
            ):
                self._platforms[identity.platform].changed(identity)

    def _platform(self, name: str) -> Platform:
        """Raises when the settings no longer have it: what is addressed there cannot arrive."""
        if name not in self._platforms:
            raise DeliveryFailed(Result.NEVER, "platform_gone")
        return self._platforms[name]


def _at_fault(errand: Errand, fault: Exception, result: Result) -> Outcome:
    log.error("errand.fault", errand=errand.id, kind=errand.kind, exc_info=fault)
    return Outcome(result, code="fault")
