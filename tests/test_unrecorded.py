"""The promise: nothing that people say to each other is ever recorded. Here a machine checks it.

People talk in every room around the bot, write whatever it asks for, and a year goes by on every platform and
on either database; then all that it has written, sealed and sent is searched for their words.
"""

from __future__ import annotations

import pytest

from bot.members.inventory import INVENTORY
from tests.unrecorded.allowed import SEALED, SEEN
from tests.unrecorded.asked_for import ASKED_FOR, READS
from tests.unrecorded.canaries import is_talk
from tests.unrecorded.held import Held, leaks
from tests.unrecorded.once import played

DATABASES = ("sqlite", "postgres")
# What must be among the files that are searched, or the search proves nothing.
FILES = {
    "sqlite": {"peerbot.db", "peerbot.keys.db", "log", "out", "copies0/peerbot.db-wal", "copies1/main.key"},
    "postgres": {
        "log",
        "out",
        "copies0/main.key",
        "server/PG_VERSION",
        "server/pg_wal/000000010000000000000001",
    },
}


@pytest.fixture(scope="module", params=DATABASES)
def after(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """What there is when a year is over, on one of the databases."""
    base = tmp_path_factory.getbasetemp()
    return played(base.parent if hasattr(request.config, "workerinput") else base, request.param)


def test_nothing_that_people_said_is_anywhere_and_nothing_they_wrote_in_clear(after: Held) -> None:
    """In no file, no log, no backup, no sealed column, no call and no letter, but for what a list allows."""
    assert leaks(after) == {}


def test_people_talked_in_every_kind_of_event(after: Held) -> None:
    """On every platform, in hundreds of them, and the bot got on with its work."""
    spoken = {name.partition(",")[0] for name in after.names.values() if is_talk(name)}

    assert {"talk on slack", "talk on discord"} <= spoken
    assert after.talk > 400
    assert sum(map(is_talk, after.names.values())) > 50


def test_the_platforms_are_asked_for_nothing_that_people_said(after: Held) -> None:
    """Whatever was called in a year stands on a list, and nothing on it reads messages."""
    assert set(after.methods) <= ASKED_FOR
    assert not [method for method in ASKED_FOR if READS.search(method)]


def test_whatever_can_be_written_was_written(after: Held) -> None:
    """Each form on the list was filled in, and stands sealed where the list says that it may."""
    assert SEALED.keys() <= {*after.names.values()}
    assert SEEN.keys() <= {*after.names.values()}
    assert {column for columns in SEALED.values() for column in columns} <= after.words.keys()


def test_whatever_is_sealed_stands_on_the_inventory_of_what_is_kept(after: Held) -> None:
    """With a purpose and a time (tests/test_inventory.py holds it against every column of the schema)."""
    listed = {f"{held.table}.{column}" for held in INVENTORY for column in held.columns}

    assert after.words.keys() <= listed
    assert {column for columns in SEALED.values() for column in columns} <= listed


def test_all_that_was_kept_was_searched(after: Held, request: pytest.FixtureRequest) -> None:
    """The database, its log, the keys, copies and backups, and what the process printed."""
    database = "postgres" if any(name.startswith("server/") for name in after.kept) else "sqlite"
    backups = [name for name in after.kept if name.endswith(("-data", "-keys"))]

    assert FILES[database] <= after.kept.keys()
    assert len(backups) == 2 * len({name for name in after.kept if name.endswith("main.key")})
    assert after.kept["log"].count(b'"level": "debug"') > 1000
    assert b"tests.unrecorded.run.Broken" in after.kept["log"]
