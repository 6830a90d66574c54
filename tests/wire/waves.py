"""A meeting that two members are to be reminded of: one by a direct message, in French, the other by mail, in
English and on the other side of the country."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from adapters.addresses import LibraryAddresses
from adapters.communities import Directory
from bot.app import App
from bot.chat import Identity, Reader
from bot.communities import refreshing
from bot.meetings import reminding
from bot.meetings.choices import ReminderChoice, Way
from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Meeting, State
from bot.meetings.reminders import BEFORE, Step
from bot.meetings.walltime import local
from bot.members.enrolment import Entrant, enrol
from bot.members.model import Account, Admission
from bot.network import Network
from bot.ports import Turn, World
from tests.stores import open_anew
from tests.stories.inside import Written
from tests.world import NOON, HeldClock, SeededEntropy

WAIT = timedelta(hours=1)  # until they are reminded
READERS = {
    "claire": (Way.DIRECT, Reader("fr", "America/Toronto")),
    "dev": (Way.MAIL, Reader("en", "America/Vancouver")),
}


@dataclass(frozen=True, slots=True)
class Reminded:
    """What there is in the end."""

    posts: int
    directs: int
    letters: int
    errands: Sequence[Written]
    lives: int


def wrongs(after: Reminded, deaths: int) -> list[str]:
    """What must not be, whatever befell the bot: a letter that is missing, a reminder that is there twice.
    What was about to be posted may have been given up, and nothing else."""
    unknown = [each.kind for each in after.errands if each.result == "unknown"]
    left = [each.kind for each in after.errands if each.result not in {"delivered", "moot", "unknown"}]
    problems = {
        f"{after.letters} letters": after.letters != 1,
        f"{after.posts} posts": not 1 >= after.posts >= 1 - unknown.count(reminding.POST),
        f"{after.directs} messages": not 1 >= after.directs >= 1 - unknown.count(reminding.DIRECT),
        f"left over: {left}": bool(left),
        f"given up: {unknown}": reminding.LETTER in unknown,
        f"{after.lives} lives": after.lives != deaths + 1,
    }
    return [problem for problem, wrong in problems.items() if wrong]


def prepare(url: str, network: Network, platform: str, workspace: str, users: dict[str, str]) -> None:
    """Into a database that is migrated, and otherwise empty."""
    clock, entropy = HeldClock(), SeededEntropy(1)
    with closing(open_anew(url, clock, entropy)) as storage:
        app = App(World(network, storage, clock, entropy, LibraryAddresses(), Directory.starter()))
        app.operate(refreshing.refresh)
        for name in READERS:
            identity = Identity(platform, workspace, users[name])
            app.operate(partial(_come_in, name=name, identity=identity))
        app.operate(_plan)


def _come_in(turn: Turn, name: str, identity: Identity) -> None:
    way, reader = READERS[name]
    mailbox = f"{name}@calgary.ca"
    enrol(turn, Entrant(name.title(), mailbox, mailbox, "", "Calgary", reader))
    profile = turn.unit.profiles.of_mailbox(mailbox)
    assert profile is not None
    turn.unit.profiles.link(Account(name, profile.id, identity, Admission.ADMITTED))
    turn.unit.reminder_choices.keep(ReminderChoice(profile.id, way, (Step.WEEK,)))


def _plan(turn: Turn) -> None:
    """Everybody was told of it already."""
    wall = local(NOON + BEFORE[Step.WEEK] + WAIT, turn.world.network.zone)
    draft = Meeting("a" * 26, MeetingKind.PEER, State.PLANNED, wall, turn.world.network.zone, 60, turn.now)
    planned = replace(draft, news=1, told=1)
    turn.unit.meetings.add(planned)
    turn.unit.meetings.tell(planned.id, 1)
    reminding.plan(turn, planned)
