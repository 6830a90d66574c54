"""The door before the core, and the pulse behind it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from adapters.door import Door
from adapters.pulse import Pulse
from bot.chat import Command, Lookup, Press
from bot.joining.model import State
from bot.replies import Say
from tests.adapters.platforms import Street
from tests.core.cast import ANA, CLAIRE
from tests.promises.cast import occupy

T = TypeVar("T")


class Away:
    """A database that is not there."""

    def submit(self, call: Callable[[], T]) -> Future[T]:
        away: Future[T] = Future()
        away.set_exception(ConnectionError(call))
        return away

    def sweep(self) -> None:
        raise ConnectionError


async def test_an_event_is_answered_and_the_courier_woken(street: Street) -> None:
    """Errands may have been written."""
    woken: list[bool] = []
    door = Door(street.house.app, street.house.storage, lambda: woken.append(True))

    answer = await door.handle(Command("peer", "help", ANA.person))

    assert isinstance(answer.reply, Say)
    assert answer.reply.card.title.id == "members.help.title"
    assert woken == [True]


async def test_a_fault_of_ours_is_answered_with_an_apology(street: Street) -> None:
    """Nobody waits for an answer that never comes, and nothing of the fault is said."""
    door = Door(street.house.app, Away(), street.courier.wake)

    answer = await door.handle(Command("peer", "help", ANA.person))

    assert isinstance(answer.reply, Say)
    assert answer.reply.card.title.id == "door.fault.title"
    assert answer.reader == ANA.reader


async def test_communities_are_looked_up_without_the_database(street: Street) -> None:
    """What is typed finds rows, and comes last itself."""
    door = Door(street.house.app, Away(), street.courier.wake)

    found = await door.look_up(Lookup("joining.submit", "community", "calg", ANA.person))

    assert [choice.value for choice in found] == ["community:4806016", "typed:calg"]


async def test_decisions_need_roles_that_are_read_anew(street: Street) -> None:
    """And only decisions do."""
    door = Door(street.house.app, street.house.storage, street.courier.wake)

    assert door.needs_fresh_roles(Press("joining.approve", "x", 1, CLAIRE.person))
    assert not door.needs_fresh_roles(Command("peer", "status", ANA.person))


async def test_one_process_at_a_time_holds_a_lease(street: Street) -> None:
    """A minute at most, until it lets go of it or time is over."""
    door = Door(street.house.app, street.house.storage, street.courier.wake)

    took = [await door.hold("discord", "a", 3600), await door.hold("discord", "b", 30)]
    street.house.waits_for(minutes=1)
    took += [await door.hold("discord", "b", 30), await door.hold("discord", "a", 30)]
    await door.let_go("discord", "b")
    took.append(await door.hold("discord", "a", 30))

    assert took == [True, False, True, False, True]


async def test_what_another_side_was_told_is_known_at_the_next_start(street: Street) -> None:
    """So that it is told nothing twice."""
    door = Door(street.house.app, street.house.storage, street.courier.wake)

    before = await door.told("commands")
    await door.tell("commands", "of these")

    assert (before, await door.told("commands")) == ("", "of these")


async def test_the_pulse_does_what_time_alone_brings_about(street: Street) -> None:
    """A request whose mailbox was never proven is over after three days."""
    pulse = Pulse(street.house.app, street.house.storage, street.house.clock, street.courier.wake)
    street.house.asks(ANA)

    street.house.waits_for(days=3, minutes=1)
    await pulse.duties()

    assert street.house.request(ANA).state is State.EXPIRED


async def test_the_pulse_outlives_a_database_that_is_away(street: Street) -> None:
    """It beats on; the next beat tries again."""
    woken: list[bool] = []
    pulse = Pulse(street.house.app, Away(), street.house.clock, lambda: woken.append(True))

    await pulse.duties()
    await pulse.sweep()

    assert woken == [True]


async def test_a_sweep_empties_the_write_ahead_log_while_others_wait_to_write(
    street: Street, tmp_path: Path
) -> None:
    """It is no part of their commit, which would be in its way."""
    busy, until = Event(), Event()
    street.house.storage.submit(partial(occupy, busy, until))
    busy.wait()
    pulse = Pulse(street.house.app, street.house.storage, street.house.clock, street.courier.wake)
    speak_french = partial(street.house.app.handle, Command("peer", "language", ANA.person, "fr"))
    answered = street.house.storage.submit(speak_french)

    sweeping = asyncio.create_task(pulse.sweep())
    asyncio.get_running_loop().call_soon(until.set)
    await sweeping
    await asyncio.wrap_future(answered)

    assert (tmp_path / "peerbot.db-wal").stat().st_size == 0


async def test_the_pulse_says_how_long_ago_it_beat(street: Street) -> None:
    """So that readiness notices when it stands still; it begins by waking the courier."""
    woken: list[bool] = []
    pulse = Pulse(street.house.app, street.house.storage, street.house.clock, lambda: woken.append(True))
    assert pulse.age() == float("inf")

    pulse.start()
    street.house.waits_for(seconds=90)
    pulse.stop()

    assert (pulse.age(), woken) == (90.0, [True])
