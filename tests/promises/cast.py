"""Whom and what the promises are tested with."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier, Event
from typing import Protocol, TypeVar

from bot.chat import Identity, Reader
from bot.joining.model import JoinRequest, WorkRole
from bot.joining.model import State as Stands
from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Meeting, State
from bot.members.model import Account, Profile, Standing
from bot.outbox import Errand
from bot.ports import Unit
from storage.engine import Storage
from tests.world import NOON

T = TypeVar("T")

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
JO = Profile("jo", Standing.OUTSIDE, "Jo ʔEyx̌ʷtən", "jo@york.ca", Reader("fr", "America/Vancouver"), NOON)
AL = Profile("al", Standing.OUTSIDE, "Al", "", Reader("en", "America/Toronto"), NOON)
ON_SLACK = Account("jo-slack", "jo", Identity("slack", "T1", "U1"))
ON_DISCORD = Account("jo-discord", "jo", Identity("discord", "G1", "77"))
ASKED = JoinRequest(
    id="first",
    applicant="jo",
    state=Stands.UNVERIFIED,
    revision=0,
    name="Jo ʔEyx̌ʷtən",
    address="Jo@york.ca",
    community_id="",
    community_typed="Région de York",
    work_role=WorkRole.STAFF,
    line="I plan shade",
    asked_at=NOON,
)
MAILBOX = "jo@york.ca"
MEETING = Meeting(
    id="m1",
    kind=MeetingKind.PEER,
    state=State.PLANNED,
    wall=datetime(2026, 12, 16, 13, 0),  # noqa: DTZ001 - a wall time
    zone="America/Toronto",
    minutes=60,
    stamp=NOON,
    theme_en="Floods",
    theme_fr="Inondations",
    link="https://meet.example/m1",
    facilitators=("jo",),
    revision=1,
    news=1,
    zone_data="2026f",
)


def errand(name: str, **changes: object) -> Errand:
    values: dict[str, object] = {
        "id": name,
        "kind": "joining.code",
        "subject": "first",
        "recipient": "jo",
        "key": f"joining.code:{name}",
        "order": "",
        "due": NOON,
        "written": NOON,
    }
    return Errand(**(values | changes))  # type: ignore[arg-type] # names are ours


def know(storage: Storage, *profiles: Profile) -> None:
    def work(unit: Unit) -> None:
        for profile in profiles:
            unit.profiles.add(profile)

    storage.transact(work)


def ask(storage: Storage, request: JoinRequest, mailbox: str = MAILBOX) -> JoinRequest:
    storage.transact(lambda unit: unit.requests.add(request, mailbox))
    return request


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """The results of calls that are made from as many threads at the same moment."""
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], T]) -> T:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(begin, calls))


class Runner(Protocol):
    """Takes in calls, as `Storage` and its writer do."""

    def submit(self, call: Callable[[], T]) -> Future[T]: ...


def occupy(busy: Event, until: Event) -> None:
    busy.set()
    until.wait()


def together(runner: Runner, *calls: Callable[[], T]) -> list[Future[T]]:
    """Hand in calls while the database is busy, so that they wait for the same commit."""
    busy, handed_in = Event(), Event()
    runner.submit(partial(occupy, busy, handed_in))
    busy.wait()
    futures = [runner.submit(call) for call in calls]
    handed_in.set()
    return futures
