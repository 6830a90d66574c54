"""Putting a backup back: all of it or nothing, from either database into either."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.chat import Identity
from bot.outbox import Errand, Result
from bot.ports import Unit
from storage.backup import Backup
from storage.connecting import connect_keys
from storage.errors import OtherMainKey
from storage.migrations import migrate
from storage.rotation import rotate
from storage.tables import wrapped_keys
from tests.core.house import House
from tests.operations.network import LATER, check, claim_all, make_backup, put_back, read_rows
from tests.promises.cast import AL, ASKED, JO, MAILBOX, ON_SLACK, errand
from tests.stores import MAIN_KEY, open_anew, sqlite_url
from tests.world import NOON, HeldClock, SeededEntropy

MINUTE = timedelta(minutes=1)
NEW = Identity("slack", "T1", "U2")
OTHER_KEY = bytes(range(32, 64))


def test_every_row_comes_back_on_either_database(url: str, folder: Path, new_url: str) -> None:
    """So a network that has grown out of a file moves to PostgreSQL, and back if it has to."""
    put_back(make_backup(url, folder), new_url)

    assert read_rows(new_url) == read_rows(url)


def test_people_are_found_and_read_as_before(url: str, folder: Path, new_url: str) -> None:
    """By mailbox and account; their words, and the names of their letters, are the same."""
    put_back(make_backup(url, folder), new_url)
    with closing(open_anew(url)) as before, closing(open_anew(new_url)) as after:
        found = after.transact(
            lambda unit: (
                unit.profiles.of_mailbox(MAILBOX),
                unit.profiles.of(ON_SLACK.identity),
                unit.requests.get("first"),
                unit.postings.reference("first", "slack"),
            )
        )
        secrets = [storage.secret("message-ids") for storage in (before, after)]

    assert found == (JO, JO, ASKED, "C1:17")
    assert secrets[0] == secrets[1]


def test_what_passes_is_not_restored(url: str, folder: Path, new_url: str) -> None:
    """A lease is that of a running process; what Discord was told since is not what the backup knows."""
    with closing(open_anew(url)) as storage:
        storage.transact(lambda unit: unit.leases.take("discord", "a", NOON, NOON + MINUTE))
        storage.transact(lambda unit: unit.told.keep("commands", "of these"))
    put_back(make_backup(url, folder), new_url)
    rows = read_rows(new_url)

    assert [rows[name] for name in ("leases", "told")] == [[], []]


def test_numbers_go_on_after_the_highest_that_was_restored(backup: Backup, new_url: str) -> None:
    """Nothing new is taken for something old."""
    put_back(backup, new_url)
    with closing(open_anew(new_url)) as storage:
        storage.transact(lambda unit: unit.outbox.add(errand("new")))
        storage.transact(lambda unit: unit.requests.add(replace(ASKED, id="new", applicant="al"), MAILBOX))
        storage.transact(lambda unit: unit.profiles.link(replace(ON_SLACK, id="new", identity=NEW)))
    rows = read_rows(new_url)

    assert [len(rows[name]) for name in ("errands", "requests", "accounts")] == [5, 2, 3]


def test_what_waits_at_the_desk_is_shown_anew(url: str, folder: Path, new_url: str) -> None:
    """What the coordinators' cards show is of the time since, perhaps a decision that is lost."""
    with closing(open_anew(url)) as storage:
        storage.transact(lambda unit: unit.requests.save(ASKED.prove(NOON, timedelta(days=7), "2026")))
    put_back(make_backup(url, folder), new_url)
    with closing(open_anew(new_url)) as storage:
        due = storage.transact(lambda unit: unit.outbox.claim(LATER, LATER + MINUTE, 100))

    (card,) = [found for found in due if found.kind == "joining.card"]
    assert (card.subject, card.recipient, card.order) == ("first", "slack", "card:first:slack")
    assert not card.interrupted


def test_what_was_due_counts_as_interrupted(backup: Backup, new_url: str) -> None:
    """Nobody knows whether it was carried out since; what comes later was not."""
    clock = HeldClock(NOON + 2 * MINUTE)
    interrupted = put_back(backup, new_url, clock=clock)
    with closing(open_anew(new_url, clock)) as storage:
        due = claim_all(storage, clock)
        clock.push(LATER - clock.now())
        later = claim_all(storage, clock)

    assert (interrupted, due) == (1, {"waiting": True, "under way": True})
    assert later == {"waiting": True, "under way": True, "planned": False}


def test_what_stood_behind_something_else_counts_as_interrupted_too(url: str, folder: Path) -> None:
    """What it stood behind may have been settled since, and then it was its turn."""
    clock = HeldClock()
    with closing(open_anew(url)) as storage:
        for name in ("first in order", "second in order"):
            storage.transact(partial(plan, errand(name, order="a")))
        claim_all(storage, clock)
    made = make_backup(url, folder)
    place = folder / "new"
    place.mkdir()
    migrate(sqlite_url(place))
    clock.push(2 * MINUTE)
    put_back(made, sqlite_url(place), clock=clock)
    with closing(open_anew(sqlite_url(place), clock)) as storage:
        now = clock.now()
        for found in storage.transact(lambda unit: unit.outbox.claim(now, now + MINUTE, 100)):
            storage.transact(partial(settle, found))
        then = claim_all(storage, clock)

    assert then == {"second in order": True}


def test_what_may_happen_once_is_given_up_and_the_rest_is_repeated_under_the_same_name(
    tmp_path: Path, folder: Path, new_url: str
) -> None:
    """As after the death of a courier."""
    old = House(sqlite_url(tmp_path))
    for planned in (errand(kind, kind=kind) for kind in ("members.welcome", "joining.letter")):
        old.storage.transact(partial(plan, planned))
    put_back(make_backup(sqlite_url(tmp_path), folder), new_url)
    old.close()
    new = House(new_url)
    claimed = new.app.claim(10)
    results = [row for row in read_rows(new_url)["errands"] if "members.welcome" in row]
    new.close()

    assert [(found.id, found.nonce) for found in claimed] == [("joining.letter", "joining.letter")]
    assert "unknown" in results[0]


def test_whoever_was_forgotten_while_a_backup_was_made_stays_forgotten(
    url: str, folder: Path, new_url: str
) -> None:
    """Their data was read just before, their key was destroyed before the keys were read."""
    destroy_key_of(url, "jo")
    made = make_backup(url, folder)
    put_back(made, new_url)
    with closing(open_anew(new_url)) as storage:
        jo, al = storage.transact(lambda unit: (unit.profiles.get("jo"), unit.profiles.get("al")))
        found = storage.transact(lambda unit: unit.profiles.of(ON_SLACK.identity))
        storage.transact(lambda unit: unit.profiles.claim_mailbox("al", MAILBOX))

    assert check(made).keyless == {"jo"}
    assert jo is not None
    assert (jo.name, jo.address, found, al) == ("", "", None, AL)


def plan(planned: Errand, unit: Unit) -> None:
    unit.outbox.add(planned)


def settle(claimed: Errand, unit: Unit) -> None:
    unit.outbox.settle(claimed, Result.DELIVERED, "", NOON)


def destroy_key_of(url: str, profile_id: str) -> None:
    key_id = next(row[1] for row in read_rows(url)["profiles"] if row[0] == profile_id)
    engine = connect_keys(url)
    with engine.begin() as connection:
        connection.execute(delete(wrapped_keys).where(wrapped_keys.c.id == key_id))
    engine.dispose()


def test_a_backup_of_before_a_rotation_comes_back_with_the_old_main_key(
    url: str, folder: Path, new_url: str
) -> None:
    """Which is to be kept for as long as such backups are."""
    made = make_backup(url, folder)
    rotate(url, MAIN_KEY, OTHER_KEY, SeededEntropy(1))
    with pytest.raises(OtherMainKey):
        put_back(made, new_url, OTHER_KEY)
    put_back(made, new_url, MAIN_KEY)

    with closing(open_anew(new_url)) as storage:
        assert storage.transact(lambda unit: unit.profiles.get("jo")) == JO
