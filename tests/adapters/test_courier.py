"""The courier over the real core and storage; what it delivers to keeps the ports' promises."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import TypeVar

from adapters.arrivals import Runner
from adapters.courier import Courier
from adapters.platform import DeliveryFailed
from bot.chat import Room
from bot.deliveries import Letter
from bot.outbox import Result
from tests.adapters.platforms import Street
from tests.core.cast import ANA, CLAIRE, LUC

T = TypeVar("T")


async def test_each_kind_of_delivery_goes_where_it_belongs(street: Street) -> None:
    """The code by mail, the card in the coordinators' room, the door, the welcome, the letter."""
    await _joins(street)

    ((room, _, nonce),) = street.slack.posted
    assert (room, len(nonce)) == (Room.COORDINATORS, 25)
    assert [letter.subject.id for letter in street.post.letters] == [
        "joining.code_letter.subject",
        "joining.letter.subject",
    ]
    assert "direct ana members.welcome.title en True" in street.slack.calls
    assert street.slack.inside == {"ana"}


async def test_what_was_posted_is_edited_afterwards(street: Street) -> None:
    """The reference that posting gave back is kept and used."""
    await _joins(street)

    assert "edit slack-1 joining.desk.title" in street.slack.calls
    assert len(street.slack.posted) == 1


async def test_a_platform_hears_when_what_concerned_an_account_is_recorded(street: Street) -> None:
    """The door and the welcome: a panel that is drawn anew then shows it."""
    await _joins(street)

    assert street.slack.told == ["ana", "ana"]


async def test_nothing_is_left_when_all_is_done(street: Street) -> None:
    """A drain goes on until nothing is due, and says how many errands that were."""
    street.house.asks(ANA)

    assert await street.courier.drain() == 1
    assert await street.courier.drain() == 0


async def test_a_slow_delivery_holds_nobody_else_up(street: Street) -> None:
    """The letter to one person waits for its server; the other's arrives meanwhile."""
    held, arrived = asyncio.Event(), asyncio.Event()
    street.post.fails = lambda letter: held if letter.to == ANA.email else arrived.set()
    street.house.asks(ANA)
    street.house.asks(LUC)

    draining = asyncio.create_task(street.courier.drain())
    await arrived.wait()
    held.set()
    await draining

    assert [letter.to for letter in street.post.letters] == [LUC.email, ANA.email]


async def test_what_is_asked_for_during_a_slow_delivery_is_delivered_meanwhile(street: Street) -> None:
    """Nobody waits for a code because somebody else's mail server is slow."""
    held, begun, arrived = asyncio.Event(), asyncio.Event(), asyncio.Event()
    hold = _holding(begun, held)
    street.post.fails = lambda letter: hold(letter) if letter.to == ANA.email else arrived.set()
    street.house.asks(ANA)
    working = asyncio.create_task(street.courier.work())
    street.courier.wake()
    await begun.wait()

    street.house.asks(LUC)
    street.courier.wake()
    await arrived.wait()
    held.set()
    street.courier.stop()
    await working

    assert [letter.to for letter in street.post.letters] == [LUC.email, ANA.email]


async def test_a_poisoned_errand_is_tried_again_and_stops_no_other(street: Street) -> None:
    """A fault of ours in one delivery is like a failure that may pass."""
    street.post.fails = _broken_for(ANA.email, RuntimeError("a bug"))
    street.house.asks(ANA)
    street.house.asks(LUC)
    await street.courier.drain()
    assert [letter.to for letter in street.post.letters] == [LUC.email]

    street.post.fails = lambda _: None
    street.house.waits_for(minutes=2)
    await street.courier.drain()

    assert [letter.to for letter in street.post.letters] == [LUC.email, ANA.email]


async def test_what_may_not_happen_twice_does_not_after_a_fault_of_ours(street: Street) -> None:
    """The fault may have come after the effect."""
    street.slack.fails = _broken_directs
    await _joins(street)
    street.house.waits_for(days=1)
    await street.courier.drain()

    assert street.slack.calls.count("direct ana members.welcome.title en True") == 1


async def test_a_platform_that_asks_for_patience_gets_it(street: Street) -> None:
    """Not before the pause that the other side asked for is over."""
    failed = DeliveryFailed(Result.LATER, "mail_refused_for_now", timedelta(minutes=10))
    street.post.fails = _broken_for(ANA.email, failed)
    street.house.asks(ANA)
    await street.courier.drain()
    street.post.fails = lambda _: None

    street.house.waits_for(minutes=9)
    assert await street.courier.drain() == 0
    street.house.waits_for(minutes=1)
    assert await street.courier.drain() == 1


async def test_a_permanent_failure_is_told_in_the_coordinators_room(street: Street) -> None:
    """Nothing is dropped in silence."""
    street.house.asks(ANA)
    await street.courier.drain()
    street.house.enters(ANA, street.post.letters[-1].highlight)
    street.house.approves(CLAIRE, street.house.request(ANA))

    street.post.fails = _broken_for(ANA.email, DeliveryFailed(Result.NEVER, "mailbox_refused"))
    await street.courier.drain()

    assert [card.title.id for _, card, _ in street.slack.posted][1:] == ["desk.undelivered.title"]


async def test_a_platform_that_the_settings_no_longer_have_is_a_permanent_failure(street: Street) -> None:
    """Nothing waits for it for ever, and the other platform's coordinators are told once."""
    street.courier = street.with_courier(street.slack)

    await _joins(street)

    told = [card for _, card, _ in street.slack.posted if card.title.id == "desk.undelivered.title"]
    assert len(told) == 1
    assert await street.courier.drain() == 0


async def test_a_delivery_without_end_counts_as_unknown(street: Street) -> None:
    """It is cut, and tried again under the same Message-ID when its kind allows."""
    street.post.fails = lambda _: asyncio.Event()
    street.house.asks(ANA)
    await street.with_courier(patience=0.01).drain()
    street.post.fails = lambda _: None

    street.house.waits_for(minutes=2)
    await street.courier.drain()

    assert len(street.post.letters) == 1


async def test_a_courier_that_stops_finishes_what_is_under_way(street: Street) -> None:
    """And takes up nothing new."""
    held, begun = asyncio.Event(), asyncio.Event()
    street.post.fails = _holding(begun, held)
    street.house.asks(ANA)
    working = asyncio.create_task(street.courier.work())
    street.courier.wake()
    await begun.wait()

    street.courier.stop()
    street.house.asks(LUC)
    held.set()
    await working

    assert [letter.to for letter in street.post.letters] == [ANA.email]


async def test_a_courier_outlives_a_database_that_is_away(street: Street) -> None:
    """The round is lost, the next wake tries again."""
    working = asyncio.create_task(street.courier.work())
    street.house.storage.close()
    street.courier.wake()

    street.courier.stop()
    await working

    assert working.exception() is None


async def test_a_database_that_is_away_for_a_moment_orphans_no_delivery(street: Street) -> None:
    """A courier that stops then has finished what was under way all the same."""
    held, begun = asyncio.Event(), asyncio.Event()
    street.post.fails = _holding(begun, held)
    street.house.asks(ANA)
    hiccup = Hiccup(street.house.storage)
    courier = Courier(street.house.app, hiccup, {}, street.post)
    working = asyncio.create_task(courier.work())
    courier.wake()
    await begun.wait()

    hiccup.away = True
    courier.wake()
    await hiccup.noticed.wait()
    courier.stop()
    held.set()
    await working

    assert [letter.to for letter in street.post.letters] == [ANA.email]
    assert street.house.app.next_due() == street.house.clock.now() + timedelta(days=3)


class Hiccup:
    """A database that is away for one call."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self.away = False
        self.noticed = asyncio.Event()

    def submit(self, call: Callable[[], T]) -> Future[T]:
        if self.away:
            self.away = False
            self.noticed.set()
            raise ConnectionError
        return self._runner.submit(call)


def _holding(begun: asyncio.Event, held: asyncio.Event) -> Callable[[Letter], asyncio.Event]:
    """A delivery that says when it has begun, and goes on when it is let go."""

    def holds(_: Letter) -> asyncio.Event:
        begun.set()
        return held

    return holds


def _broken_directs(call: str) -> None:
    if call.startswith("direct"):
        raise RuntimeError("a bug")


def _broken_for(address: str, failure: Exception) -> Callable[[Letter], None]:
    def fails(letter: Letter) -> None:
        if letter.to == address:
            raise failure

    return fails


async def _joins(street: Street) -> None:
    street.house.asks(ANA)
    await street.courier.drain()
    street.house.enters(ANA, street.post.letters[-1].highlight)
    street.house.approves(CLAIRE, street.house.request(ANA))
    await street.courier.drain()
