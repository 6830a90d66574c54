"""How many errands a courier has under way at a time."""

import asyncio

from adapters.courier import Courier
from bot.deliveries import Letter
from tests.adapters.platforms import Street
from tests.core.cast import ANA, LUC


async def test_no_more_than_sixteen_are_under_way_at_a_time(street: Street) -> None:
    """However many are due, and however often the courier is woken."""
    held, under_way = asyncio.Event(), asyncio.Queue[str]()

    def holds(letter: Letter) -> asyncio.Event:
        under_way.put_nowait(letter.to)
        return held

    street.post.fails = holds
    for number in range(20):
        street.house.asks(ANA.called(f"ana{number}"))
    draining = asyncio.create_task(street.courier.drain())
    begun = [await under_way.get() for _ in range(16)]
    for _ in range(9):
        street.courier.wake()
        await asyncio.wrap_future(street.house.storage.submit(street.house.app.next_due))
    begun += [under_way.get_nowait() for _ in range(under_way.qsize())]
    held.set()

    assert len(begun) == 16
    assert await draining == 20


async def test_a_courier_that_carries_one_at_a_time_has_one_order(street: Street) -> None:
    """As a story's does, which is to be the same each time: the second waits however slow the first is."""
    held, begun, order = asyncio.Event(), asyncio.Event(), list[str]()

    def in_turn(letter: Letter) -> asyncio.Event | None:
        order.append(letter.to)
        begun.set()
        return held if letter.to == ANA.email else None

    street.post.fails = in_turn
    street.house.asks(ANA)
    street.house.asks(LUC)
    courier = Courier(street.house.app, street.house.storage, {}, street.post, at_once=1)
    draining = asyncio.create_task(courier.drain())
    await begun.wait()
    courier.wake()
    await asyncio.wrap_future(street.house.storage.submit(street.house.app.next_due))
    before = list(order)
    held.set()

    assert await draining == 2
    assert (before, order) == ([ANA.email], [ANA.email, LUC.email])
