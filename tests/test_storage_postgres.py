"""PostgreSQL: what two transactions that run at the same time do to each other."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from functools import partial
from threading import Barrier

import pytest

from bot.chat import Reader
from bot.members.model import Profile
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.databases import PostgresServer
from tests.promises.cast import AL, ASKED, DAY, HOUR, JO, MAILBOX, ON_SLACK, ask, at_once, know
from tests.sessions import connected, terminate_others, until
from tests.stores import open_anew
from tests.world import NOON, HeldClock


@pytest.fixture
def url(postgres_server: PostgresServer, new_postgres_database: NewDatabase) -> str:
    return new_postgres_database(postgres_server.prepare_template("migrated", migrate))


@pytest.fixture
def storage(url: str) -> Iterator[Storage]:
    storage = open_anew(url)
    yield storage
    storage.close()


def elsewhere(storage: Storage, work: Callable[[Unit], None]) -> None:
    """A whole transaction on another connection, from within one."""
    storage.submit(partial(storage.transact, work)).result()


def jo(unit: Unit) -> Profile:
    found = unit.profiles.get("jo")
    assert found is not None
    return found


def test_two_who_both_see_nothing_open_end_with_one_request(storage: Storage) -> None:
    """The second meets the unique index, is run again, and sees the first."""
    know(storage, JO)
    both_looked = Barrier(2)

    def ask_unless_open(number: int) -> str:
        runs: list[int] = []

        def work(unit: Unit) -> str:
            found = unit.requests.open_of("jo")
            runs.append(number)
            if len(runs) == 1:
                both_looked.wait()
            if found is None:
                unit.requests.add(replace(ASKED, id=f"request-{number}"), MAILBOX)
            return found.id if found else f"request-{number}"

        return storage.transact(work)

    answers = at_once([partial(ask_unless_open, 1), partial(ask_unless_open, 2)])

    assert len(set(answers)) == 1


def test_of_two_who_change_one_profile_neither_is_lost(storage: Storage) -> None:
    """The second was decided on what is no longer there, and is run again."""
    know(storage, JO)
    runs: list[int] = []

    def speak_english(unit: Unit) -> None:
        unit.profiles.save(replace(jo(unit), reader=Reader("en", "America/Toronto")))

    def change_name(unit: Unit) -> None:
        read = jo(unit)
        runs.append(len(runs))
        if len(runs) == 1:
            elsewhere(storage, speak_english)
        unit.profiles.save(replace(read, name="Joe"))

    storage.transact(change_name)

    assert storage.transact(jo) == replace(JO, name="Joe", reader=Reader("en", "America/Toronto"))
    assert len(runs) == 2


def test_of_two_who_change_one_account_neither_is_lost(storage: Storage) -> None:
    """An admission that was refused does not undo a change of hands."""
    know(storage, JO, AL)
    storage.transact(lambda unit: unit.profiles.link(ON_SLACK))
    runs: list[int] = []

    def hand_over(unit: Unit) -> None:
        unit.profiles.save_account(replace(ON_SLACK, profile_id="al"))

    def refuse(unit: Unit) -> None:
        read = unit.profiles.account("jo-slack")
        assert read is not None
        runs.append(len(runs))
        if len(runs) == 1:
            elsewhere(storage, hand_over)
        unit.profiles.save_account(read.refused("gone"))

    storage.transact(refuse)

    assert storage.transact(lambda unit: unit.profiles.account("jo-slack")) == replace(
        ON_SLACK, profile_id="al"
    ).refused("gone")


def test_what_time_brings_about_meanwhile_is_not_taken_back(storage: Storage) -> None:
    """By whoever takes the request on, or asks a question: the promise was broken all the same."""
    know(storage, JO)
    waiting = ask(storage, replace(ASKED.prove(NOON, 7 * DAY, "2026-11"), revision=0))

    def breaks(unit: Unit) -> None:
        unit.deadlines.remind(waiting, NOON + DAY, NOON + HOUR)

    def take_on(unit: Unit) -> None:
        read = unit.requests.get("first")
        assert read is not None
        elsewhere(storage, breaks)
        unit.requests.save(read.assign("al"))

    storage.transact(take_on)
    taken = storage.transact(lambda unit: unit.requests.get("first"))

    assert taken is not None
    assert (taken.assigned_to, taken.reminds_at, taken.broken_at) == ("al", NOON + DAY, NOON + HOUR)


def test_nothing_is_linked_to_whoever_is_forgotten_meanwhile(storage: Storage) -> None:
    """The one who links is run again and finds nobody there."""
    know(storage, JO)
    seen: list[str] = []

    def link(unit: Unit) -> None:
        seen.append(jo(unit).name)
        if len(seen) == 1:
            elsewhere(storage, lambda other: other.profiles.forget("jo"))
        if seen[-1]:
            unit.profiles.link(ON_SLACK)

    storage.transact(link)

    assert seen == [JO.name, ""]
    assert storage.transact(lambda unit: unit.profiles.of(ON_SLACK.identity)) is None


def test_forgetting_waits_for_whoever_links_meanwhile(storage: Storage, url: str) -> None:
    """And then forgets that account too."""
    know(storage, JO)
    forgetting: list[Future[None]] = []

    def link(unit: Unit) -> None:
        unit.profiles.link(ON_SLACK)
        forget = partial(storage.transact, lambda other: other.profiles.forget("jo"))
        forgetting.append(storage.submit(forget))
        until_somebody_waits_for_a_lock(url)

    storage.transact(link)
    forgetting[0].result()

    assert storage.transact(lambda unit: unit.profiles.accounts("jo")) == ()
    assert storage.transact(lambda unit: unit.profiles.of(ON_SLACK.identity)) is None


def until_somebody_waits_for_a_lock(url: str) -> None:
    waiting = (
        "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    until(url, waiting)


def test_a_deadlock_is_dissolved(storage: Storage) -> None:
    """One of the two is undone and run again; both end well."""
    know(storage, JO, AL)
    first, second = ask(storage, ASKED), ask(storage, replace(ASKED, id="second", applicant="al"))
    both_hold_one = Barrier(2)
    runs: list[str] = []

    def withdraw(one: str, other: str) -> None:
        def work(unit: Unit) -> None:
            for turn, name in enumerate((one, other)):
                request = unit.requests.get(name)
                if request is not None and request.is_open:
                    unit.requests.save(request.withdraw(request.asked_at))
                if turn == 0 and len(runs) < 2:
                    runs.append(one)
                    both_hold_one.wait()

        storage.transact(work)

    at_once([partial(withdraw, "first", "second"), partial(withdraw, "second", "first")])

    stored = storage.transact(lambda unit: [unit.requests.get(name) for name in ("first", "second")])
    assert stored == [asked.withdraw(asked.asked_at) for asked in (first, second)]


def test_a_connection_that_breaks_before_the_commit_is_replaced(storage: Storage, url: str) -> None:
    """As when the server was restarted: the work is run again on another one."""
    runs: list[int] = []

    def work(unit: Unit) -> None:
        runs.append(len(runs))
        unit.profiles.add(JO)
        if len(runs) == 1:
            terminate_others(url)
        unit.profiles.add(AL)

    storage.transact(work)

    assert len(runs) == 2
    assert storage.transact(jo) == JO


def test_after_a_restart_of_the_server_no_connection_of_before_is_tried_again(
    storage: Storage, url: str
) -> None:
    """However many there were."""
    all_connected = Barrier(10)
    at_once([partial(storage.transact, lambda _: all_connected.wait())] * 10)
    terminate_others(url)
    storage.transact(lambda unit: unit.profiles.add(JO))

    assert storage.transact(jo) == JO


def test_a_connection_that_breaks_each_time_is_given_up(storage: Storage, url: str) -> None:
    """After five times."""
    runs: list[int] = []

    def work(unit: Unit) -> None:
        runs.append(len(runs))
        terminate_others(url)
        unit.profiles.add(AL)

    with pytest.raises(Contended):
        storage.transact(work)

    assert len(runs) == 5


def test_a_key_that_another_process_destroyed_seals_and_opens_nothing(storage: Storage, url: str) -> None:
    """Although it is still open in the memory of this one."""
    know(storage, JO)
    ask(storage, ASKED)
    other = open_anew(url, HeldClock())
    other.transact(lambda unit: unit.profiles.forget("jo"))
    other.close()
    request = storage.transact(lambda unit: unit.requests.get("first"))
    storage.transact(lambda unit: unit.profiles.save(JO))

    assert request is not None
    assert (request.name, request.address, request.line) == ("", "", "")
    assert storage.transact(jo).name == ""


def test_moments_come_back_in_utc_whatever_zone_the_server_keeps(url: str) -> None:
    """The session's zone is the server's affair."""
    with connected(url) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET timezone TO 'America/St_Johns'".encode())
    with closing(open_anew(url)) as storage:
        know(storage, JO)
        known_at = storage.transact(jo).known_at

    assert known_at.isoformat() == "2026-11-25T17:00:00+00:00"
