"""A small network to back up and restore, and how all that it consists of is read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from adapters.clock import SystemEntropy
from bot.communities.agreement import Agreement, Basis
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.meetings.model import Seat, Why
from bot.outbox import LEASE, Result
from bot.ports import Clock, Unit
from bot.topics.model import Topic
from storage.backup import Backup, back_up
from storage.ballot_tables import FOLDER, poll_keys
from storage.checking import Found, checked
from storage.connecting import connect, connect_keys
from storage.engine import Storage
from storage.restoring import restore
from storage.sealing import MainKey
from storage.tables import KEYS_SCHEMA, errands, metadata, postings
from tests.promises.cast import AL, ASKED, JO, MAILBOX, MEETING, ON_DISCORD, ON_SLACK, ask, errand, know
from tests.stores import MAIN_KEY, open_anew
from tests.world import NOON, HeldClock, SeededEntropy

Rows = Mapping[str, Sequence[tuple[Any, ...]]]

PLACE = Community("2412345", "Place", "Lieu", "municipality", "QC", aliases=("Ort", "Plaats"))
LATER = NOON + timedelta(hours=1)


def found_network(url: str) -> None:
    """Two people, a request with words, and errands in each state in which one can be."""
    with closing(open_anew(url)) as storage:
        know(storage, JO, AL)
        ask(storage, ASKED)
        storage.transact(_go_on)
        storage.transact(_plan)
        settled, _ = storage.transact(lambda unit: unit.outbox.claim(NOON, NOON + LEASE, 2))
        storage.transact(lambda unit: unit.outbox.settle(settled, Result.DELIVERED, "", NOON))
        storage.transact(lambda unit: unit.outbox.add(errand("waiting")))


def _go_on(unit: Unit) -> None:
    for account in (ON_SLACK, ON_DISCORD):
        unit.profiles.link(account)
    unit.profiles.claim_mailbox("jo", MAILBOX)
    unit.registry.save([PLACE], [Listed(PLACE.id, "place.ca").confirm("jo", NOON)])
    unit.agreements.save(Agreement(PLACE.id).given(Basis.COUNCIL, date(2026, 11, 2)))
    unit.postings.keep("first", "slack", "C1:17")
    for name in ("settled", "under way"):
        unit.outbox.add(errand(name))
    unit.outbox.add(errand("planned", due=LATER))


def _plan(unit: Unit) -> None:
    unit.meetings.add(MEETING)
    unit.seats.answer(Seat(MEETING.id, "jo", answer="going", answered_at=NOON))
    unit.seats.reason(MEETING.id, "jo", Why.TIME)
    unit.calendar_feeds.keep("jo", "a1" * 13, NOON)
    unit.pages.open("b2" * 13, "jo", NOON)
    unit.topics.add(Topic("t1", "Floods", "en", "jo", NOON, NOON, why="The river rose"))
    unit.topics.support("t1", "jo")


def make_backup(url: str, folder: Path, main_key: bytes = MAIN_KEY, clock: Clock | None = None) -> Backup:
    return back_up(url, main_key, (folder, folder), clock or HeldClock(), SystemEntropy())


def check(backup: Backup, main_key: bytes = MAIN_KEY) -> Found:
    with checked(backup, MainKey(main_key, SystemEntropy())) as found:
        return found.found


def put_back(backup: Backup, url: str, main_key: bytes = MAIN_KEY, clock: Clock | None = None) -> int:
    with checked(backup, MainKey(main_key, SystemEntropy())) as found:
        return restore(url, found, main_key, clock or HeldClock(), SystemEntropy())


def read_rows(url: str) -> Rows:
    """All tables, those of the key store too, but not until when errands are claimed, nor how the folder of
    polls' keys is known: that is each database's own."""
    data, keys = connect(url), connect_keys(url)
    found = {}
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if column is not errands.c.lease_until]
        with (keys if table.schema == KEYS_SCHEMA else data).begin() as connection:
            asked = select(*columns)
            if table is poll_keys:
                asked = asked.where(poll_keys.c.id != FOLDER)
            rows = connection.execute(asked).all()
        found[table.fullname] = sorted((tuple(row) for row in rows), key=repr)
    data.dispose()
    keys.dispose()
    return found


def claim_all(storage: Storage, clock: Clock) -> dict[str, bool]:
    """The errands that can be claimed, and whether each was interrupted before."""
    now = clock.now()
    claimed = storage.transact(lambda unit: unit.outbox.claim(now, now + LEASE, 100))
    return {found.id: found.interrupted for found in claimed}


def show(url: str, count: int) -> None:
    """So many postings, which no compression makes small."""
    chance = SeededEntropy(count)
    names = ("subject", "platform", "reference")
    engine = connect(url)
    with engine.begin() as connection:
        for start in range(0, count, 1000):
            size = min(1000, count - start)
            rows = [dict(zip(names, (chance.identifier() for _ in names), strict=True)) for _ in range(size)]
            connection.execute(insert(postings), rows)
    engine.dispose()


def written(key: bytes) -> str:
    """As a setting has it."""
    return b64encode(key).decode()
