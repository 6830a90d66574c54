"""A reminder to very many: how long it takes to plan it, whether each is told at their moment although
platforms take only so much, and what a beat costs on which nothing is due."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemEntropy
from adapters.communities import Directory
from adapters.courier import Courier
from adapters.discord.api import A_SECOND
from adapters.logs import configure_logs
from adapters.platform import Platform
from adapters.pulse import COURIER_SECONDS
from adapters.slack.chat import A_MINUTE
from adapters.trial import NETWORK
from bot.app import App
from bot.chat import Identity, Reader
from bot.meetings import reminding
from bot.meetings.choices import ReminderChoice, Way
from bot.meetings.model import Meeting
from bot.meetings.reminders import AHEAD, BEFORE, PACE, Step
from bot.meetings.walltime import local
from bot.members.model import Account, Profile, Standing
from bot.ports import Turn, World
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from tests.bench.events import NoMail
from tests.bench.figures import Figures
from tests.bench.growth import compared
from tests.bench.limited import FIRST, Told, on_discord, on_slack
from tests.bench.places import Stopwatch
from tests.promises.cast import MEETING
from tests.world import NOON, HeldClock

AT_ONCE = 500  # members, in one transaction
FEW = 4  # meetings
ENTROPY = SystemEntropy()
TOLD_AT = NOON + timedelta(days=1)
Opening = Callable[[Told, Sequence[str]], tuple[Platform, str]]
A_SECOND_ON: Mapping[Opening, tuple[str, float]] = {
    on_slack: ("Slack", A_MINUTE / 60),
    on_discord: ("Discord", A_SECOND),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A network, on time that is held."""

    storage: Storage
    clock: HeldClock
    app: App


def planned(name: str, url: str, readers: int) -> str:
    """Of an empty database."""
    with _network(url) as place:
        _join(place, [Identity("bench", "W", str(number)) for number in range(readers)])
        return _planned(f"{name}: a reminder to {readers:,}", place)


def told_in_time(urls: Iterator[str], readers: int) -> Iterator[str]:
    """Of empty databases."""
    configure_logs("critical")
    for opening, (called, fastest) in A_SECOND_ON.items():
        with _network(next(urls)) as place:
            told = Told(place.clock)
            users = [str(FIRST + number) for number in range(readers)]
            platform, workspace = opening(told, users)
            _join(place, [Identity(platform.name, workspace, user) for user in users])
            _planned("", place)
            asyncio.run(_deliver(place, platform, told, readers))
            yield from _punctuality(called, told, readers / fastest)


@contextmanager
def _network(url: str) -> Iterator[Place]:
    """Its members' room is not told."""
    migrate(url)
    clock, own = HeldClock(), replace(NETWORK, platforms=(), meetings=())
    with closing(open_storage(url, ENTROPY.bytes(32), ENTROPY, clock)) as storage:
        world = World(own, storage, clock, ENTROPY, LibraryAddresses(), Directory.starter())
        yield Place(storage, clock, App(world))


def _join(place: Place, identities: Sequence[Identity]) -> None:
    """All wish to be told directly, and live by the same clocks: there is no more at once."""
    for first in range(0, len(identities), AT_ONCE):
        place.app.operate(partial(_come_in, identities=identities[first : first + AT_ONCE]))


def _come_in(turn: Turn, identities: Sequence[Identity]) -> None:
    blank = Profile("", Standing.MEMBER, "Jo Bench", "", Reader("en", NETWORK.zone), turn.now)
    for identity in identities:
        profile = replace(blank, id=ENTROPY.identifier())
        turn.unit.profiles.add(profile)
        turn.unit.profiles.link(Account(ENTROPY.identifier(), profile.id, identity))
        turn.unit.reminder_choices.keep(ReminderChoice(profile.id, Way.DIRECT, (Step.WEEK,)))


def _meeting(number: int, starts: datetime) -> Meeting:
    zone = NETWORK.zone
    return replace(MEETING, id=f"m{number:025}", wall=local(starts, zone), zone=zone, news=1, told=1)


def _plan(turn: Turn, meeting: Meeting) -> None:
    """Everybody was invited before."""
    turn.unit.meetings.add(meeting)
    turn.unit.meetings.tell(meeting.id, meeting.news)
    reminding.plan(turn, meeting)


def _planned(name: str, place: Place) -> str:
    place.app.operate(partial(_plan, meeting=_meeting(0, TOLD_AT + BEFORE[Step.WEEK])))
    place.clock.push(TOLD_AT - AHEAD - place.clock.now())
    watch = Stopwatch()
    with watch.running():
        place.app.tick()
    return f"{name:44} planned in {watch.each[0] / 1000:6.2f} s"


# ---- carried out


async def _deliver(place: Place, platform: Platform, told: Told, readers: int) -> None:
    """By a courier that is woken by the pulse, and time goes by while somebody waits."""
    courier = Courier(place.app, place.storage, {platform.name: platform}, NoMail(), at_once=1)
    place.clock.push(TOLD_AT - PACE * readers - place.clock.now())
    while place.clock.now() <= TOLD_AT and len(told.at) < readers:
        await courier.drain()
        since = (place.clock.now() - NOON).total_seconds()
        place.clock.push(timedelta(seconds=COURIER_SECONDS - since % COURIER_SECONDS))
    await courier.drain()


def _punctuality(name: str, told: Told, fastest: float) -> Iterator[str]:
    """The plan against what came of it; `fastest`: the seconds that its limits allow for so many."""
    moments = sorted(told.at.values())
    due = [TOLD_AT - PACE * rank for rank in reversed(range(len(moments)))]
    late = [(at - own).total_seconds() for at, own in zip(moments, due, strict=True)]
    ideal = (due[-1] - due[0]).total_seconds()
    actual = max((moments[-1] - due[0]).total_seconds(), ideal)
    yield (
        f"{name + ', ' + format(len(moments), ',') + ' told':44} ideal over actual {ideal / actual:5.3f}   "
        f"latest {max(late):5.1f} s late   {fastest / actual:5.3f} of its limits   {told.refused} refused"
    )


# ---- nothing due


def at_rest(name: str, urls: Mapping[int, str], rounds: int) -> Iterator[str]:
    """`urls` are of two empty databases, by how many members each is to have, the smaller one first; the
    other has as many times more meetings."""
    times = max(urls) // min(urls)
    with ExitStack() as stack:
        few, many = (
            stack.enter_context(_resting(url, members, meetings))
            for (members, url), meetings in zip(urls.items(), (FEW, FEW * times), strict=True)
        )
        watches = Stopwatch(), Stopwatch()
        for _ in range(rounds):
            for place, watch in zip((few, many), watches, strict=True):
                with watch.running():
                    place.app.tick()
    figures = (Figures("", 1, watch.each, sum(watch.each) / 1000) for watch in watches)
    sizes = " and ".join(f"{members:,}" for members in urls)
    yield f"{name}: {sizes} members, {FEW} and {FEW * times:,} meetings, nothing is due"
    yield compared("  tick", *figures)


@contextmanager
def _resting(url: str, members: int, meetings: int) -> Iterator[Place]:
    """Half of them are over, the others a long way off."""
    with _network(url) as place:
        _join(place, [Identity("bench", "W", str(number)) for number in range(members)])
        for first in range(0, meetings, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, meetings))
            place.app.operate(partial(_plan_many, numbers=numbers))
        place.app.tick()
        yield place


def _plan_many(turn: Turn, numbers: Sequence[int]) -> None:
    for number in numbers:
        days = timedelta(days=90 + number % 300)
        _plan(turn, _meeting(number, TOLD_AT + days if number % 2 else TOLD_AT - days))
