"""A short story of one meeting: planned, moved, reminded of, cancelled. Two members live by different clocks
and in different languages: one wants reminders as direct messages, the other by mail."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

from adapters.addresses import LibraryAddresses
from adapters.clock import SeededEntropy
from adapters.communities import Directory
from adapters.local.cast import PEOPLE, PLATFORM
from adapters.local.parts import Sandbox
from adapters.local.player import NotThere, Player
from bot.app import App
from bot.chat import Named, Room
from bot.meetings.choices import ReminderChoice, Way
from bot.meetings.reminders import AHEAD, Step
from bot.members.enrolment import Entrant, enrol
from bot.members.model import Account, Admission
from bot.network import Network
from bot.ports import Turn, World
from storage.engine import open_storage
from tests.stores import MAIN_KEY
from tests.stories.erased import remember_erased
from tests.stories.orders import Parts
from tests.stories.people import People
from tests.stories.people import Step as Scene
from tests.world import HeldClock

WAYS = {"priya": Way.DIRECT, "mathieu": Way.MAIL}
DAY, MOVED_TO = "2026-12-16", "2026-12-17"
A_WEEK_BEFORE = datetime(2026, 12, 10, 18, 0, tzinfo=UTC)  # one o'clock in Toronto, ten in Vancouver


class Organisers(People):
    """Whoever organises it looks first, and repeats what got no answer."""

    def steps(self) -> list[Scene]:
        return [
            ("Dana drafts it", self._drafts),
            ("Dana publishes it", self._publishes),
            ("Dana moves it", self._moves),
            ("reminders are written", partial(self._wait_until, A_WEEK_BEFORE - AHEAD)),
            ("the moment comes", partial(self._wait_until, A_WEEK_BEFORE)),
            ("Dana cancels it", self._cancels),
        ]

    async def _drafts(self) -> None:
        dana = self._dana()
        await dana.types("/host meeting")
        try:
            dana.is_about_to_press("meetings.run")
        except NotThere:
            form = await dana.presses("meetings.plan")
            await dana.fills_in(form, day=DAY, time="13:00", kind="peer", link="https://meet.example/peers")

    async def _publishes(self) -> None:
        await (await self._looks()).presses("meetings.publish")

    async def _moves(self) -> None:
        dana = await self._looks()
        await dana.fills_in(await dana.presses("meetings.move"), day=MOVED_TO)

    async def _cancels(self) -> None:
        dana = await self._looks()
        await dana.presses("meetings.cancel")
        await dana.presses("meetings.cancelled")

    async def _looks(self) -> Player:
        dana = self._dana()
        await dana.types("/host meeting")
        await dana.presses("meetings.run")
        return dana

    def _dana(self) -> Player:
        return self._player("dana").looks_at(Room.FACILITATORS)

    async def _wait_until(self, moment: datetime) -> None:
        """However late it is by then."""
        clock = self._sandbox.clock
        clock.push(max(moment - clock.now(), 0 * AHEAD))
        await self._sandbox.wake()


class OneMeeting(Parts):
    """The bot as it is, and this story."""

    def people(self, sandbox: Sandbox, at_once: Callable[[int], None]) -> People:
        return Organisers(sandbox, at_once)


def with_members(url: str) -> None:
    """Into a database that is migrated, and otherwise empty."""
    remember_erased(url)
    clock, entropy = HeldClock(), SeededEntropy(0)
    network = Network(Named("Climate Peers", "Pairs du climat"), platforms=(PLATFORM,))
    with closing(open_storage(url, MAIN_KEY, entropy, clock)) as storage:
        app = App(World(network, storage, clock, entropy, LibraryAddresses(), Directory.starter()))
        app.operate(_come_in)


def _come_in(turn: Turn) -> None:
    for person, way in WAYS.items():
        member, mailbox = PEOPLE[person], f"{person}@peers.example"
        enrol(turn, Entrant(member.name, mailbox, mailbox, "", "Somewhere", member.reader))
        profile = turn.unit.profiles.of_mailbox(mailbox)
        if profile is None:
            raise AssertionError(person)
        turn.unit.profiles.link(Account(person, profile.id, member.identity, Admission.ADMITTED))
        turn.unit.reminder_choices.keep(ReminderChoice(profile.id, way, (Step.WEEK,)))
