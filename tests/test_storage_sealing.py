"""What lies in the files, and what is unreadable once a key is destroyed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.chat import Identity, Reader
from bot.joining.model import JoinRequest, Reason, State, WorkRole
from bot.members.model import Account, Profile, Standing
from bot.ports import Unit
from storage.connecting import keys_file
from storage.engine import Storage
from storage.vault import BATCH
from tests.promises.cast import together
from tests.stores import open_anew, open_sqlite, sqlite_url
from tests.world import NOON, HeldClock

HOUR = timedelta(hours=1)
CANARIES = (
    "canary-name", "canary-address@york.ca", "canary-typed", "canary-account", "canary-line",
    "canary-question", "canary-answer", "canary-note", "canary-mailbox@york.ca", "48151623",
)  # fmt: skip
NAME, ADDRESS, TYPED, ACCOUNT, LINE, QUESTION, ANSWER, NOTE, MAILBOX, CODE = CANARIES
PERSON = Profile(
    "jo", Standing.OUTSIDE, NAME, ADDRESS, Reader("fr", "America/Toronto"), NOON, community_typed=TYPED
)
REQUEST = JoinRequest(
    "first", "jo", State.UNVERIFIED, 0, NAME, ADDRESS, "", TYPED, WorkRole.STAFF, LINE, NOON
)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def storage(tmp_path: Path, clock: HeldClock) -> Iterator[Storage]:
    storage = open_sqlite(tmp_path, clock)
    yield storage
    storage.close()


def live_through(storage: Storage) -> None:
    """Somebody asks, proves, is asked, answers and is declined: every word a person can hand over."""

    def work(unit: Unit) -> None:
        unit.profiles.add(PERSON)
        unit.profiles.link(Account("jo-slack", "jo", Identity("slack", "T1", ACCOUNT)))
        unit.requests.add(REQUEST, MAILBOX)
        unit.proofs.record_send("first", "jo", MAILBOX, NOON)
        unit.proofs.keep("first", CODE, NOON + HOUR)
        unit.profiles.claim_mailbox("jo", MAILBOX)
        waiting = REQUEST.prove(NOON, 7 * 24 * HOUR, "2026-11")
        unit.requests.save(waiting)
        asked = waiting.ask(QUESTION, NOON, "al")
        unit.requests.save(asked)
        answered = asked.reply(ANSWER, NOON)
        unit.requests.save(answered)
        unit.requests.save(answered.decline("al", NOON, Reason.OTHER, NOTE, silent=False))

    storage.transact(work)


def in_files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def names(storage: Storage, *ids: str) -> list[str]:
    def work(unit: Unit) -> list[str]:
        profiles = (unit.profiles.get(each) for each in ids)
        return [profile.name if profile else "?" for profile in profiles]

    return storage.transact(work)


def keys(folder: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(keys_file(sqlite_url(folder)))) as store:
        return dict(store.execute("SELECT id, wrapped FROM wrapped_keys"))


def key_of(folder: Path, profile_id: str) -> str:
    with closing(sqlite3.connect(folder / "peerbot.db")) as database:
        found = database.execute("SELECT key_id FROM profiles WHERE id = ?", (profile_id,)).fetchone()
    return str(found[0])


# ---- in the files


def test_nothing_that_people_handed_over_lies_readable_in_the_files(storage: Storage, tmp_path: Path) -> None:
    """Neither in the database nor in its log nor in the key store, while it runs and afterwards."""
    live_through(storage)
    running = in_files(tmp_path)
    storage.sweep()
    swept = in_files(tmp_path)

    assert b"needs_information" in running + swept  # what is not sealed is found by such a scan
    assert not [canary for canary in CANARIES if canary.encode() in running + swept]


def test_what_was_sealed_can_be_read_by_whoever_has_the_keys(storage: Storage) -> None:
    """Every word comes back."""
    live_through(storage)
    request = storage.transact(lambda unit: unit.requests.get("first"))

    assert request is not None
    words = (request.name, request.address, request.community_typed, request.line)
    assert words == (NAME, ADDRESS, TYPED, LINE)
    assert (request.question, request.answer, request.note) == (QUESTION, ANSWER, NOTE)


def test_only_the_owner_of_the_files_may_read_them(storage: Storage, tmp_path: Path) -> None:
    """Whatever the process allows otherwise."""
    live_through(storage)

    assert {path.stat().st_mode & 0o077 for path in tmp_path.rglob("*")} == {0}


# ---- destroyed keys


def test_the_key_of_somebody_who_was_forgotten_is_gone_from_the_key_store(
    storage: Storage, tmp_path: Path
) -> None:
    """Not only its row: its bytes."""
    live_through(storage)
    key_id = key_of(tmp_path, "jo")
    wrapped = keys(tmp_path)[key_id]
    storage.transact(lambda unit: unit.profiles.forget("jo"))

    assert key_id not in keys(tmp_path)
    assert wrapped not in in_files(tmp_path)


def test_of_those_who_are_forgotten_in_one_commit_every_key_is_destroyed(
    storage: Storage, tmp_path: Path
) -> None:
    """Several leave at the same moment."""
    add(storage, "jo", "al")
    doomed = {key_of(tmp_path, "jo"), key_of(tmp_path, "al")}
    forget = [partial(storage.transact, partial(_forget, name=name)) for name in ("jo", "al")]
    for future in together(storage, *forget):
        future.result()

    assert doomed.isdisjoint(keys(tmp_path))


def _forget(unit: Unit, name: str) -> None:
    unit.profiles.forget(name)


def test_what_was_deleted_is_overwritten_by_the_next_sweep(storage: Storage, tmp_path: Path) -> None:
    """In the database and in its log, although nobody could have read it."""
    live_through(storage)
    with closing(sqlite3.connect(tmp_path / "peerbot.db")) as database:
        words = [sealed for (sealed,) in database.execute("SELECT sealed FROM writings")]
    storage.transact(lambda unit: unit.requests.forget("jo"))
    storage.sweep()
    left = in_files(tmp_path)

    assert len(words) == 4
    assert not [sealed for sealed in words if sealed in left]


def test_what_is_still_sealed_with_a_destroyed_key_is_unreadable(storage: Storage, tmp_path: Path) -> None:
    """Even by whoever puts the key's id back into its place."""
    live_through(storage)
    add(storage, "al")
    key_id = key_of(tmp_path, "jo")
    storage.transact(lambda unit: unit.profiles.forget("jo"))
    storage.close()
    with closing(sqlite3.connect(tmp_path / "peerbot.db")) as database, database:
        database.execute("UPDATE profiles SET key_id = ? WHERE id = 'jo'", (key_id,))
        sealed = database.execute("SELECT name FROM requests WHERE id = 'first'").fetchone()[0]

    assert sealed
    with closing(open_anew(sqlite_url(tmp_path))) as again:
        request = again.transact(lambda unit: unit.requests.get("first"))
    assert request is not None
    assert (request.name, request.address, request.line, request.note) == ("", "", "", "")


def test_a_key_that_outlived_a_crash_is_destroyed_at_the_next_opening(
    storage: Storage, tmp_path: Path
) -> None:
    """The crash came between the commit and the destruction."""
    live_through(storage)
    key_id = key_of(tmp_path, "jo")
    before = keys_file(sqlite_url(tmp_path)).read_bytes()
    storage.transact(lambda unit: unit.profiles.forget("jo"))
    storage.close()
    keys_file(sqlite_url(tmp_path)).write_bytes(before)
    left_over = key_id in keys(tmp_path)
    open_anew(sqlite_url(tmp_path)).close()

    assert left_over
    assert key_id not in keys(tmp_path)


def test_a_key_that_could_not_be_destroyed_is_destroyed_later(storage: Storage, tmp_path: Path) -> None:
    """Forgetting holds all the same: it was durable."""
    live_through(storage)
    key_id = key_of(tmp_path, "jo")
    with closing(sqlite3.connect(keys_file(sqlite_url(tmp_path)))) as store:
        refuse = "CREATE TRIGGER keep BEFORE DELETE ON wrapped_keys BEGIN SELECT raise(ABORT, 'no'); END"
        store.execute(refuse)
        storage.transact(lambda unit: unit.profiles.forget("jo"))
        left_over = key_id in keys(tmp_path)
        store.execute("DROP TRIGGER keep")
    storage.sweep()

    assert names(storage, "jo") == [""]
    assert left_over
    assert key_id not in keys(tmp_path)


# ---- keys for newcomers


def add(storage: Storage, *ids: str) -> None:
    def work(unit: Unit) -> None:
        for each in ids:
            unit.profiles.add(replace(PERSON, id=each, name=f"name of {each}"))

    storage.transact(work)


def test_everybody_has_a_key_of_their_own(storage: Storage, tmp_path: Path) -> None:
    """Of many that were made at once."""
    ids = [f"person-{number}" for number in range(BATCH + 1)]
    add(storage, *ids)

    assert len({key_of(tmp_path, each) for each in ids}) == BATCH + 1
    assert len(keys(tmp_path)) == 1 + 2 * BATCH  # and the index key
    assert names(storage, *ids) == [f"name of {each}" for each in ids]


def test_a_key_is_durable_before_anything_is_sealed_with_it(storage: Storage, tmp_path: Path) -> None:
    """While the newcomer's transaction has not been committed."""

    def work(unit: Unit) -> int:
        unit.profiles.add(PERSON)
        return len(keys(tmp_path))

    assert storage.transact(work) == 1 + BATCH


def test_keys_that_nobody_got_are_destroyed_after_a_day(
    storage: Storage, tmp_path: Path, clock: HeldClock
) -> None:
    """At the next opening; those that somebody has stay."""
    add(storage, "jo")
    storage.close()
    open_anew(sqlite_url(tmp_path), clock).close()
    at_once = len(keys(tmp_path))
    clock.push(25 * HOUR)
    with closing(open_anew(sqlite_url(tmp_path), clock)) as again:
        left = len(keys(tmp_path))

        assert (at_once, left) == (1 + BATCH, 2)
        assert names(again, "jo") == ["name of jo"]


def test_a_bot_that_runs_for_long_gives_nobody_a_key_that_another_process_sweeps(
    storage: Storage, tmp_path: Path, clock: HeldClock
) -> None:
    """Its keys in stock are replaced well before they count as unused."""
    add(storage, "first")
    clock.push(23 * HOUR)
    add(storage, "second")
    clock.push(2 * HOUR)
    with closing(open_anew(sqlite_url(tmp_path), clock)) as beside:
        add(storage, "third")
        clock.push(25 * HOUR)
    with closing(open_anew(sqlite_url(tmp_path), clock)) as beside:
        everybody = names(beside, "first", "second", "third")

    assert everybody == ["name of first", "name of second", "name of third"]
