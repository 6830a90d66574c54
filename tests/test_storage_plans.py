"""How the databases look for things: by an index, however many people there are.

SQLite plans without statistics, so an empty schema shows what it does. PostgreSQL plans by them, so it gets
some thousands of rows in every table, and is then left free to choose.
"""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest

from storage.migrations import migrate
from storage.statements import Values
from tests.databases import PostgresServer, libpq
from tests.filling import fill
from tests.plans import Plan, on_postgres, on_sqlite, statements
from tests.sources import files, tree
from tests.stores import sqlite_url
from tests.world import NOON

STATEMENTS = statements()
PEOPLE = 3000
ONLY_POSTGRES = {"storage.proofs._HOLD", "storage.registry._HOLD"}
# What reads a whole table: at opening; when a poll is opened to all; a handful of rows; one whose rows live
# for an hour; when two profiles become one; when a meeting has ended; when somebody asks what is held about
# them.
WHOLE = {
    *(f"storage.aged._FIND[{which}]" for which in (1, 2, 3)),
    *(f"storage.held_joining._{name}" for name in ("ATTESTED", "DECIDED", "LISTED", "VOUCHES")),
    *(f"storage.held_members._{name}" for name in ("ERRANDS", "MARKS")),
    *(f"storage.held_polls._{name}" for name in ("OPENED", "ROLLS", "SUGGESTED")),
    "storage.held_meetings._FACILITATED",
    "storage.agreements._SHOWN",
    "storage.attestations._BY",
    "storage.attestations._TAKE_BACK",
    "storage.joining._DONE_BY[0]",
    "storage.joining._DONE_BY[1]",
    "storage.joining._DONE_BY[2]",
    "storage.leases._SET_RIGHT",
    "storage.outbox._SPENT",
    "storage.proofs._PRUNE_ATTEMPTS",
    "storage.rolls._ELECTORATE",
    "storage.rolls._ENROL",
    "storage.registry._SAID_BY",
    "storage.proofs._PRUNE_SENDS",
    "storage.proofs._SET_RIGHT",
    "storage.vouches._DONE_BY[1]",
    "storage.sweeping._BOXES",
    "storage.sweeping._USED",
    "storage.sweeping._GUESTS",
}
# What goes along an index from its end: up to a limit, to the very first row, or it is a short one.
FROM_ONE_END = {
    *(f"storage.reminder_choices._WANTING[{step}]" for step in range(3)),  # up to a limit, beside the members
    "storage.audit._COUNT",
    *(f"storage.figures._{name}" for name in ("BROKEN", "ERRANDS", "FAILED", "FAILING", "IN_STATE")),  # all
    "storage.figures._OLDEST_WAITING",  # that wait: no more are in the index
    "storage.audit._LATEST",
    "storage.deadlines._NEXT_HELD",
    "storage.deadlines._NEXT_REMINDER",
    "storage.joining._DECIDABLE",
    "storage.joining._HELD",
    "storage.outbox._FAILED",
    "storage.outbox._FAILING",
    "storage.reverifying._NEXT",
    "storage.turns._NEXT_LEASE",
    "storage.meetings._NEXT_HOSTED",
    "storage.meetings._NEXT_REMINDER",
    "storage.meetings._UNTOLD",
    "storage.questions._BOXES",
    "storage.polls._NEXT_REMINDER",
    "storage.polls._TO_COUNT",
    "storage.polls._TO_TELL",
    "storage.rolls._PARTED",
    "storage.rolls._PASS_ON",
    "storage.sweeping._DOOMED",
    "storage.topics._NEXT_EXPIRY",
}
# What sorts the little that it has found by an index: of one person, one mailbox, one page, the coordinators,
# the answers and questions to one meeting, those who wait for a place at it, the support of one topic,
# what is due.
SORTED = {
    "storage.agreements._SHOWN",
    *(f"storage.aged._FIND[{which}]" for which in (1, 2, 3, 22)),
    "storage.attestations._OF",
    "storage.audit._OF",
    "storage.joining._DECIDABLE",
    "storage.joining._EARLIER",
    "storage.joining._GET",
    "storage.joining._HELD",
    "storage.joining._LATEST_OF",
    "storage.joining._OF",
    "storage.joining._OPEN_OF",
    "storage.members._ACCOUNTS",
    "storage.members._COORDINATORS",
    "storage.polls._OPTIONS",
    "storage.polls._TO_CLOSE",
    "storage.polls._TO_COUNT",
    "storage.questions._OF",
    "storage.registry._OF",
    "storage.rolls._ELECTORATE",
    "storage.seats._AHEAD",
    "storage.seats._COUNTS",
    "storage.seats._FIRST_WAITING",
    "storage.seats._GOING",
    "storage.supports._COUNT",
    "storage.vouches._OPEN_FOR",
}
# What is found by how an id begins, or by a moment that few rows have: how little that is, PostgreSQL sees by
# the values alone, and so it plans anew for them.
BEGINNING: Values = {"first": "0a1b2c", "last": "0a1b2c".ljust(26, "z"), "limit": 10}
BY_VALUES: Mapping[str, Values] = {
    "storage.audit._OF": BEGINNING,
    "storage.deadlines._SET_RIGHT": {"beyond": NOON + timedelta(days=99), "held_until": NOON},
    "storage.members._REFERRED": BEGINNING,
}

Explain = Callable[[str], Plan]


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explain]:
    folder = tmp_path_factory.mktemp("plans")
    migrate(sqlite_url(folder))
    with closing(sqlite3.connect(folder / "peerbot.db")) as database:
        yield lambda name: on_sqlite(database, STATEMENTS[name])


@pytest.fixture(scope="module")
def postgres(postgres_server: PostgresServer) -> Iterator[Explain]:
    with postgres_server.new_database() as url:
        migrate(url)
        fill(url, PEOPLE, NOON, every_table=True)
        with psycopg.connect(libpq(url), autocommit=True) as database:
            yield lambda name: on_postgres(database, STATEMENTS[name], BY_VALUES.get(name))


@pytest.fixture(params=["sqlite", "postgres"])
def explain(request: pytest.FixtureRequest) -> Explain:
    found: Explain = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("name", sorted(STATEMENTS.keys() - ONLY_POSTGRES))
def test_nothing_is_looked_for_row_by_row(explain: Explain, name: str) -> None:
    """Every statement finds its rows by an index, in which it has a place to begin or to stop at."""
    plan = explain(name)

    assert not plan.tables or name in WHOLE | FROM_ONE_END
    assert not plan.indexes or name in WHOLE | FROM_ONE_END
    assert not plan.sorts or name in SORTED


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_what_reads_a_whole_table_is_known(explain: Explain, name: str) -> None:
    """And is still what it was taken for."""
    assert explain(name).tables | explain(name).indexes


@pytest.mark.parametrize("name", sorted(FROM_ONE_END | SORTED))
def test_what_goes_along_an_index_or_sorts_a_little_is_known(
    sqlite: Explain, postgres: Explain, name: str
) -> None:
    """And does so still, on one of the databases at least."""
    plans = [sqlite(name), postgres(name)]

    assert name not in FROM_ONE_END or any(plan.indexes | plan.tables for plan in plans)
    assert name not in SORTED or any(plan.sorts for plan in plans)


def test_the_order_of_errands_is_looked_up_by_its_own_index(explain: Explain) -> None:
    """Not by going through all that were written before."""
    assert {"ix_errands_due", "ix_errands_order"} <= explain("storage.turns._DUE").used


@pytest.mark.parametrize("name", ["failed", "failing"])
def test_failures_are_read_from_an_index_of_their_own(explain: Explain, name: str) -> None:
    """Among a million that were delivered, in the order in which they are told."""
    assert explain(f"storage.outbox._{name.upper()}").used == {f"ix_errands_{name}"}


def test_members_are_read_without_all_the_others(explain: Explain) -> None:
    """Whoever was never in or is no longer is not gone through."""
    assert "ix_profiles_inside" in explain("storage.members._INSIDE").used


def test_those_of_a_community_are_read_without_all_other_members(explain: Explain) -> None:
    """In the order in which they are leafed through."""
    assert explain("storage.members._OF_COMMUNITY").used == {"ix_profiles_community_id"}


@pytest.mark.parametrize("name", ["UNANSWERED", "HEAR_SOONER"])
def test_those_who_are_asked_are_found_without_all_who_will_be(explain: Explain, name: str) -> None:
    """They are few, and the clock is looked after with every beat."""
    assert explain(f"storage.reverifying._{name}").used == {"ix_profiles_asked"}


def test_no_statement_hides() -> None:
    """Each is a constant of its module, and all of them are looked at."""
    made = {
        file.stem: [name for node in tree(file).body for name in makers(node)] for file in files("storage")
    }

    assert not any(name for names in made.values() for name in names)
    looked_at = {name.split(".")[1] for name in STATEMENTS}
    assert {stem for stem, names in made.items() if names} == looked_at


def makers(node: ast.stmt) -> set[str]:
    """The function or class that makes statements; nothing for the module itself."""
    calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
    makes = any(ast.unparse(call.func) == "Statement" for call in calls)
    name = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""
    return {name} if makes else set()
