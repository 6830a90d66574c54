"""About one message a second in each of Slack's rooms, and no room waits for another; so many in a while."""

import asyncio

from adapters.pacing import FORGET_AT, Allowance, Pace


class Wrist:
    """A watch that runs on when somebody sleeps by it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


async def test_one_room_gets_a_message_a_second() -> None:
    """In the order in which they came."""
    watch, order = Wrist(), list[int]()
    pace = Pace(watch.now, watch.sleep)

    async def say(number: int) -> None:
        await pace.wait("C1")
        order.append(number)

    await asyncio.gather(*map(say, range(5)))

    assert (order, watch.slept) == ([0, 1, 2, 3, 4], [1.0] * 4)


async def test_other_rooms_do_not_wait() -> None:
    """Each has its own second."""
    watch = Wrist()
    pace = Pace(watch.now, watch.sleep)
    for room in range(50):
        await pace.wait(f"C{room}")

    assert watch.slept == []


async def test_a_room_that_waits_holds_no_other_up() -> None:
    """One sleeps as long as it likes, the other goes on."""
    held, slept = asyncio.Event(), list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await held.wait()

    pace = Pace(lambda: 0.0, sleep)
    await pace.wait("C1")
    second = asyncio.create_task(pace.wait("C1"))
    await pace.wait("C2")
    held.set()
    await second

    assert slept == [1.0]


async def test_rooms_of_long_ago_are_forgotten() -> None:
    """However many people were written to, so much is remembered and no more."""
    watch = Wrist()
    pace = Pace(watch.now, watch.sleep)
    for person in range(FORGET_AT + 1):
        watch.seconds += 2
        await pace.wait(f"D{person}")

    assert pace.remembered == 1


async def test_so_many_in_any_while_and_no_more() -> None:
    """Whoever is too much is told how long to wait, and is not counted."""
    watch = Wrist()
    allowance = Allowance(watch.now, 3, 60.0)
    taken = []
    for _ in range(4):
        taken.append(allowance.take())
        watch.seconds += 10
    watch.seconds = 60.0

    assert taken == [0.0, 0.0, 0.0, 30.0]
    assert (allowance.take(), allowance.take()) == (0.0, 10.0)


async def test_a_watch_that_was_set_back_stops_nobody_for_long() -> None:
    """What lies further ahead than it could is over."""
    watch = Wrist()
    watch.seconds = 10_000.0
    allowance = Allowance(watch.now, 1, 60.0)
    allowance.take()
    watch.seconds = 0.0

    assert allowance.take() == 0.0
