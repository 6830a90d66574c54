"""Forgetting what is due of very many people while others join; a backup of them, and putting it back.

What must not suffer is whoever does something meanwhile: the same submissions are answered before and during.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemClock, SystemEntropy
from adapters.communities import Directory
from adapters.trial import NETWORK
from bot.app import App
from bot.chat import Reader
from bot.communities import refreshing
from bot.joining.model import JoinRequest, State, WorkRole
from bot.members import purging
from bot.members.aging import What
from bot.members.model import Profile, Standing
from bot.ports import Unit, World
from storage.backup import back_up
from storage.checking import checked
from storage.engine import open_storage
from storage.migrations import migrate
from storage.restoring import restore
from storage.sealing import MainKey
from tests.bench.events import submissions
from tests.bench.figures import Figures, one_by_one

BATCH = 250
CLOCK, ENTROPY = SystemClock(), SystemEntropy()


def measured(name: str, url: str, new_url: str, folder: Path, people: int, events: int) -> Iterator[str]:
    key = ENTROPY.bytes(32)
    migrate(url)
    with closing(open_storage(url, key, ENTROPY, CLOCK)) as storage:
        long_ago = CLOCK.now() - timedelta(days=70)
        for _ in range(people // BATCH):
            storage.transact(lambda unit: _declined(unit, long_ago))
        yield from _backed_up(name, url, new_url, folder, key)
        world = World(NETWORK, storage, CLOCK, ENTROPY, LibraryAddresses(), Directory.starter())
        app = App(world)
        app.operate(refreshing.refresh)
        yield from _purged(name, app, people, events)


def _declined(unit: Unit, then: datetime) -> None:
    for _ in range(BATCH):
        applicant, reader = ENTROPY.identifier(), Reader("en", "America/Toronto")
        unit.profiles.add(
            Profile(applicant, Standing.OUTSIDE, "Jo Bench", f"{applicant}@york.ca", reader, then)
        )
        request = JoinRequest(
            id=ENTROPY.identifier(),
            applicant=applicant,
            state=State.DECLINED,
            revision=0,
            name="Jo Bench",
            address=f"{applicant}@york.ca",
            community_id="4806016",
            community_typed="",
            work_role=WorkRole.STAFF,
            line="What others learned",
            asked_at=then,
            decided_at=then,
        )
        unit.requests.add(request, request.address)


def _purged(name: str, app: App, people: int, events: int) -> Iterator[str]:
    """As fast as `peerbot purge` does; the duty takes a minute between two steps."""
    before = one_by_one(f"{name}: joining, nothing purged", submissions(events), app.handle)
    seconds: list[float] = []
    purge = threading.Thread(target=lambda: seconds.append(_purge(app)))
    purge.start()
    during = one_by_one(f"{name}: joining, while it is purged", submissions(events), app.handle)
    purge.join()
    yield before.line()
    yield f"{during.line()}   {_ratio(during, before)}"
    yield f"{name}: purge of {people:,} people's due data {seconds[0]:7.2f} s"


def _purge(app: App) -> float:
    began = time.perf_counter()
    for what in What:
        while app.operate(partial(purging.some, what=what)):
            pass
    return time.perf_counter() - began


def _ratio(during: Figures, before: Figures) -> str:
    return f"p50 x {during.percentile(0.5) / before.percentile(0.5):.1f}"


def _backed_up(name: str, url: str, new_url: str, folder: Path, key: bytes) -> Iterator[str]:
    began = time.perf_counter()
    made = back_up(url, key, (folder, folder), CLOCK, ENTROPY)
    backed_up = time.perf_counter()
    size = sum(path.stat().st_size for path in (made.data, made.keys)) / 1e6
    yield f"{name}: backup {backed_up - began:7.2f} s, {size:.1f} MB"
    migrate(new_url)
    began = time.perf_counter()
    with checked(made, MainKey(key, ENTROPY)) as found:
        restore(new_url, found, key, CLOCK, ENTROPY)
    yield f"{name}: restore {time.perf_counter() - began:7.2f} s"
