"""What holds under the stores: savepoints, durability, work that is committed together, conflicts."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event, current_thread
from typing import TypeVar

import pytest
import sqlalchemy

from bot.ports import Unit
from storage.connecting import connect
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, ASKED, JO, MAILBOX, occupy, together
from tests.stores import open_anew, open_sqlite, sqlite_url

T = TypeVar("T")


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    storage = open_sqlite(tmp_path)
    yield storage
    storage.close()


def add(unit: Unit, name: str) -> None:
    unit.profiles.add(replace(AL, id=name))


def known(storage: Storage, *names: str) -> list[bool]:
    return storage.transact(lambda unit: [unit.profiles.get(name) is not None for name in names])


@contextmanager
def open_again(folder: Path) -> Iterator[Storage]:
    storage = open_anew(sqlite_url(folder))
    try:
        yield storage
    finally:
        storage.close()


# ---- savepoints


def left_after_a_rollback(engine: sqlalchemy.Engine) -> int:
    """How many rows of a savepoint that was released survive the rollback around it."""
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE words (word TEXT)"))
        connection.commit()
        with connection.begin() as outer:
            with connection.begin_nested():
                connection.execute(sqlalchemy.text("INSERT INTO words VALUES ('kept?')"))
            outer.rollback()
        count = connection.execute(sqlalchemy.text("SELECT count(*) FROM words")).scalar_one()
    engine.dispose()
    return int(count)


def test_an_outer_rollback_takes_nested_savepoints_with_it(tmp_path: Path) -> None:
    """Python's sqlite3, left to itself, commits a savepoint when it is released."""
    by_itself = left_after_a_rollback(sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'plain.db'}"))
    ours = left_after_a_rollback(connect(f"sqlite:///{tmp_path / 'ours.db'}"))

    assert by_itself == 1
    assert ours == 0


# ---- one transaction


def test_what_one_store_wrote_the_others_see(storage: Storage) -> None:
    """Before the transaction has ended."""

    def work(unit: Unit) -> bool:
        unit.profiles.add(JO)
        unit.requests.add(ASKED, MAILBOX)
        return unit.requests.open_of("jo") == ASKED

    assert storage.transact(work)


def test_an_exception_undoes_everything_and_is_passed_on(storage: Storage) -> None:
    """As it was raised."""
    fault = RuntimeError("no")

    def work(unit: Unit) -> None:
        add(unit, "jo")
        raise fault

    with pytest.raises(RuntimeError) as raised:
        storage.transact(work)

    assert raised.value is fault
    assert known(storage, "jo") == [False]


def test_work_that_is_in_conflict_each_time_is_run_five_times(storage: Storage) -> None:
    """And leaves nothing behind."""
    storage.transact(lambda unit: add(unit, "jo"))
    runs: list[int] = []

    def work(unit: Unit) -> None:
        runs.append(len(runs))
        add(unit, "al")
        add(unit, "jo")

    with pytest.raises(Contended):
        storage.transact(work)

    assert len(runs) == 5
    assert known(storage, "al") == [False]


def test_all_transactions_run_on_one_thread(storage: Storage) -> None:
    """Wherever they come from: the submitted and the direct ones."""
    threads = {
        storage.submit(current_thread).result(),
        storage.transact(lambda _unit: current_thread()),
        storage.submit(lambda: storage.transact(lambda _unit: current_thread())).result(),
    }

    assert len(threads) == 1
    assert current_thread() not in threads


def test_a_submitted_call_may_transact_several_times_or_never(storage: Storage) -> None:
    """Each is a transaction of its own: one that fails does not undo those before."""

    def call() -> str:
        storage.transact(lambda unit: add(unit, "jo"))
        with pytest.raises(RuntimeError):
            storage.transact(fail_after(partial(add, name="al")))
        storage.transact(lambda unit: add(unit, "cy"))
        return "done"

    alone = storage.submit(call)

    assert alone.result() == "done"
    assert known(storage, "jo", "al", "cy") == [True, False, True]
    assert storage.submit(lambda: "nothing").result() == "nothing"


def fail_after(work: Callable[[Unit], None]) -> Callable[[Unit], None]:
    def failing(unit: Unit) -> None:
        work(unit)
        raise RuntimeError("afterwards")

    return failing


# ---- together


def test_one_that_fails_among_several_is_undone_alone(storage: Storage) -> None:
    """It answers with its own exception; the others are stored."""
    first, failing, last = together(
        storage,
        lambda: storage.transact(lambda unit: add(unit, "jo")),
        lambda: storage.transact(fail_after(partial(add, name="al"))),
        lambda: storage.transact(lambda unit: add(unit, "cy")),
    )

    assert first.result() is last.result() is None
    assert isinstance(failing.exception(), RuntimeError)
    assert known(storage, "jo", "al", "cy") == [True, False, True]


def test_nobody_is_answered_before_the_commit(storage: Storage) -> None:
    """While a later one is at work, an earlier one of the same commit still waits."""
    futures: list[Future[object]] = []

    def look() -> object:
        return futures[0].done()

    futures += together(storage, lambda: storage.transact(lambda unit: add(unit, "jo")), look)

    assert futures[1].result() is False
    assert futures[0].result() is None


def test_what_an_earlier_one_wrote_a_later_one_of_the_same_commit_sees(storage: Storage) -> None:
    """As if they had come one after the other."""
    _, seen = together(
        storage,
        lambda: storage.transact(lambda unit: add(unit, "jo")),
        lambda: known(storage, "jo"),
    )

    assert seen.result() == [True]


def test_a_conflict_among_several_is_run_again_alone(storage: Storage) -> None:
    """Of a double submission within one commit, the second sees the first."""

    def ask() -> bool:
        runs: list[bool] = []

        def work(unit: Unit) -> bool:
            first_run = not runs
            runs.append(first_run)
            if first_run or unit.requests.open_of("jo") is None:
                unit.requests.add(replace(ASKED, id=str(id(runs))), MAILBOX)
            return first_run

        return storage.transact(work)

    storage.transact(lambda unit: unit.profiles.add(JO))
    answers = [future.result() for future in together(storage, ask, ask, ask)]

    assert answers == [True, False, False]


def test_a_call_that_was_cancelled_while_it_waited_is_not_made(storage: Storage) -> None:
    """Nobody is there to be answered."""
    busy, handed_in = Event(), Event()
    occupied = storage.submit(partial(occupy, busy, handed_in))
    busy.wait()
    cancelled = storage.submit(partial(storage.transact, partial(add, name="jo")))
    cancelled.cancel()
    handed_in.set()

    assert occupied.result() is None
    assert known(storage, "jo") == [False]


# ---- the end


def test_closing_does_first_what_was_submitted_before(tmp_path: Path) -> None:
    """And nothing after."""
    storage = open_sqlite(tmp_path)
    last = together(storage, partial(storage.transact, partial(add, name="jo")))[0]
    storage.close()

    assert last.done()
    with pytest.raises(RuntimeError):
        storage.submit(lambda: None)
    with open_again(tmp_path) as again:
        assert known(again, "jo") == [True]


DIES = """
import sys
from pathlib import Path
from tests.stores import open_sqlite
from tests.promises.cast import JO

storage = open_sqlite(Path(sys.argv[1]))
storage.submit(lambda: storage.transact(lambda unit: unit.profiles.add(JO))).result()
print("answered", flush=True)
sys.stdin.read()
"""


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    """The process has no time to tidy up."""
    with subprocess.Popen(
        [sys.executable, "-c", DIES, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        answered = process.stdout.readline()
        process.kill()

    assert answered == "answered\n"
    with open_again(tmp_path) as again:
        assert known(again, "jo") == [True]
