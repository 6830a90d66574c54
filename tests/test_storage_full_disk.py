"""A full disk: SQLite undoes the whole transaction by itself, whatever else is in it."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.ports import Unit
from storage.connecting import connect, connect_keys
from storage.errors import NotStored
from storage.keys import KeyStore
from storage.migrations import migrate
from storage.secret_folder import folder_of
from storage.vault import Vault
from storage.writer import Writer
from tests.promises.cast import AL, together
from tests.stores import MAIN_KEY, open_anew, sqlite_url
from tests.world import HeldClock, SeededEntropy

HUGE = "x" * 1_000_000


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    """On a disk with room for a few pages more than there are."""
    url = sqlite_url(tmp_path)
    migrate(url)
    vault = Vault(KeyStore(connect_keys(url)), folder_of(url), MAIN_KEY, SeededEntropy(1), HeldClock())
    vault.unlock()
    engine = connect(url)

    @event.listens_for(engine, "connect")
    def fill(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")

    writer = Writer(engine, vault)
    yield writer
    writer.close()
    vault.close()


def add(unit: Unit, name: str, called: str = "Jo") -> None:
    unit.profiles.add(replace(AL, id=name, name=called))


def known(tmp_path: Path, *names: str) -> list[bool]:
    """After the bot was started again."""
    with closing(open_anew(sqlite_url(tmp_path))) as storage:
        return storage.transact(lambda unit: [unit.profiles.get(name) is not None for name in names])


def sharing(writer: Writer, *works: Callable[[Unit], None]) -> list[Future[None]]:
    return together(writer, *(partial(writer.transact, work) for work in works))


def test_all_that_shared_the_commit_are_told_that_nothing_was_stored(writer: Writer, tmp_path: Path) -> None:
    """Also those that had gone well before, and those that came after."""
    before, huge, after = sharing(
        writer,
        lambda unit: add(unit, "before"),
        lambda unit: add(unit, "huge", HUGE),
        lambda unit: add(unit, "after"),
    )

    assert {type(future.exception()) for future in (before, huge, after)} == {NotStored}
    assert known(tmp_path, "before", "huge", "after") == [False, False, False]


def test_one_alone_is_told_that_nothing_was_stored(writer: Writer, tmp_path: Path) -> None:
    """Neither is what it had written before the disk was full."""

    def work(unit: Unit) -> None:
        add(unit, "before")
        add(unit, "huge", HUGE)

    with pytest.raises(NotStored):
        writer.transact(work)

    assert known(tmp_path, "before", "huge") == [False, False]


def test_whoever_hides_the_fault_is_not_believed(writer: Writer, tmp_path: Path) -> None:
    """What was written after it would be committed piece by piece."""

    def work(unit: Unit) -> None:
        add(unit, "before")
        with pytest.raises(Exception, match="full"):
            add(unit, "huge", HUGE)

    with pytest.raises(NotStored):
        writer.transact(work)
    hidden, other = sharing(writer, work, lambda unit: add(unit, "other"))

    assert type(hidden.exception()) is type(other.exception()) is NotStored
    assert known(tmp_path, "before", "other") == [False, False]


def test_a_fault_on_a_full_disk_is_not_taken_for_a_conflict(writer: Writer) -> None:
    """It is run once, not again and again."""
    runs: list[int] = []

    def work(unit: Unit) -> None:
        runs.append(len(runs))
        add(unit, "huge", HUGE)

    with pytest.raises(NotStored):
        writer.transact(work)

    assert runs == [0]


def test_work_goes_on_when_there_is_room_again(writer: Writer, tmp_path: Path) -> None:
    """What is small enough is stored."""
    with pytest.raises(NotStored):
        writer.transact(lambda unit: add(unit, "huge", HUGE))
    writer.transact(lambda unit: add(unit, "small"))

    assert known(tmp_path, "small") == [True]


def test_a_commit_that_fails_is_told_to_all_who_shared_it(writer: Writer, tmp_path: Path) -> None:
    """A debt that falls due at the commit stands for a disk that fills up just then."""
    with closing(sqlite3.connect(tmp_path / "peerbot.db")) as database:
        database.executescript(
            """
            CREATE TABLE debts (debtor TEXT REFERENCES profiles (id) DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER due AFTER INSERT ON postings BEGIN INSERT INTO debts VALUES ('nobody'); END;
            """
        )

    def indebted(unit: Unit) -> None:
        unit.postings.keep("first", "slack", "C1")

    with pytest.raises(NotStored):
        writer.transact(indebted)
    innocent, guilty = sharing(writer, lambda unit: add(unit, "innocent"), indebted)
    fates = {type(innocent.exception()), type(guilty.exception())}
    writer.transact(lambda unit: add(unit, "later"))

    assert fates == {NotStored}
    assert known(tmp_path, "innocent", "later") == [False, True]
