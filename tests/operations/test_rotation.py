"""Changing the main key: all keys or none, and what they open stays as it was."""

import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from adapters.clock import SystemEntropy
from storage.connecting import connect_keys, keys_file
from storage.engine import Storage, open_storage
from storage.errors import AlreadyRunning, KeysMissing, NotMigrated, Tampered, WrongMainKey
from storage.keys import INDEX, PAGE, KeyStore
from storage.migrations import migrate
from storage.rotation import rotate
from storage.sealing import MainKey
from storage.tables import wrapped_keys
from tests.promises.cast import HOUR, JO, MAILBOX, know
from tests.stores import MAIN_KEY, open_anew, sqlite_url
from tests.world import NOON, HeldClock, SeededEntropy

NEW_KEY = bytes(range(32, 64))
KILLED_BEFORE_THE_COMMIT = """
import sys
from storage.rotation import rotate
from adapters.clock import SystemEntropy
from tests.stories.points import Points, watching
with watching(Points("opening, before the commit in opening")):
    rotate(sys.argv[1], bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]), SystemEntropy())
"""


@pytest.fixture
def url(database_url: str) -> str:
    """Of a database in which somebody is known."""
    with closing(open_anew(database_url)) as storage:
        know(storage, JO)
        storage.transact(lambda unit: unit.profiles.claim_mailbox("jo", MAILBOX))
        storage.transact(lambda unit: unit.visits.link("a1" * 13, "jo", NOON + HOUR))
    return database_url


def opened(url: str, main_key: bytes) -> Storage:
    return open_storage(url, main_key, SeededEntropy(99), HeldClock())


def change(url: str, old: bytes = MAIN_KEY, new: bytes = NEW_KEY) -> int | None:
    return rotate(url, old, new, SystemEntropy())


def wrapped(url: str) -> dict[str, bytes]:
    engine = connect_keys(url)
    with engine.begin() as connection:
        found = {row.id: row.wrapped for row in connection.execute(select(wrapped_keys))}
    engine.dispose()
    return found


def test_after_a_rotation_the_new_main_key_opens_everything(url: str) -> None:
    """People, the fingerprints by which they are found, links in letters; the old one opens nothing."""
    before = wrapped(url)
    count = change(url)
    with closing(opened(url, NEW_KEY)) as storage:
        found = storage.transact(lambda unit: unit.profiles.of_mailbox(MAILBOX))
        follows = storage.transact(lambda unit: unit.visits.begin("a1" * 13, "b2" * 13, NOON, NOON + HOUR))
    with pytest.raises(WrongMainKey):
        opened(url, MAIN_KEY)

    assert (found, follows) == (JO, "jo")
    assert count == len(before) == len(wrapped(url))


def test_a_rotation_changes_no_message_id(url: str) -> None:
    """A letter that is sent again has the name that it had before."""
    with closing(open_anew(url)) as storage:
        before = storage.secret("message-ids")
    change(url)
    with closing(opened(url, NEW_KEY)) as storage:
        after, other = storage.secret("message-ids"), storage.secret("feeds")

    assert after == before != other


def test_a_second_rotation_finds_nothing_to_do(url: str) -> None:
    """Whoever does not know whether the first one came to its end asks again."""
    change(url)
    before = wrapped(url)

    assert change(url) is None
    assert wrapped(url) == before


def test_a_rotation_from_a_wrong_main_key_changes_nothing(url: str) -> None:
    """It is neither the old one nor the new one that opens this database."""
    before = wrapped(url)
    with pytest.raises(WrongMainKey):
        change(url, old=bytes(32))

    assert wrapped(url) == before


def test_a_damaged_key_stops_a_rotation(url: str) -> None:
    """Of the others none is rewrapped."""
    key_id = max(wrapped(url).keys() - {INDEX})
    engine = connect_keys(url)
    with engine.begin() as connection:
        damaged = update(wrapped_keys).where(wrapped_keys.c.id == key_id)
        connection.execute(damaged.values(wrapped=b"\x01" + bytes(60)))
    engine.dispose()
    before = wrapped(url)
    with pytest.raises(Tampered):
        change(url)

    assert wrapped(url) == before


def test_no_key_is_rotated_beside_a_running_bot(url: str) -> None:
    """It would go on with the old main key."""
    bot = open_storage(url, MAIN_KEY, SeededEntropy(98), HeldClock(), exclusive=True)
    with closing(bot), pytest.raises(AlreadyRunning):
        change(url)

    opened(url, MAIN_KEY).close()


def test_a_command_that_was_open_meanwhile_gives_out_no_key_of_the_old_main_key(url: str) -> None:
    """Nor does it read with it."""
    with closing(open_anew(url)) as storage:
        change(url)
        with pytest.raises(WrongMainKey):
            know(storage, replace(JO, id="another"))
        with pytest.raises(WrongMainKey):
            storage.transact(lambda unit: unit.profiles.get("jo"))
    with closing(opened(url, NEW_KEY)) as storage:
        assert storage.transact(lambda unit: unit.profiles.get("jo")) == JO


def test_a_database_without_keys_has_nothing_to_rotate(database_url: str) -> None:
    """Its first key will be wrapped by whichever main key it is opened with."""
    assert change(database_url) == 0


def test_a_rotation_without_a_key_store_is_refused(tmp_path: Path) -> None:
    """And one before migrating is as well; neither makes anything."""
    url = sqlite_url(tmp_path)
    with pytest.raises(NotMigrated):
        change(url)
    migrate(url)
    keys_file(url).unlink()
    with pytest.raises(KeysMissing):
        change(url)

    assert not keys_file(url).exists()


def test_more_keys_than_fit_a_page_are_all_rotated(url: str) -> None:
    """Each exactly once."""
    main, new = (MainKey(key, SystemEntropy()) for key in (MAIN_KEY, NEW_KEY))
    minted = {f"{number:032x}": f"{number:032}".encode() for number in range(2 * PAGE)}
    store = KeyStore(connect_keys(url))
    store.add({name: main.wrap(name, key) for name, key in minted.items()}, NOON, wrapped(url)[INDEX])
    store.close()
    count = change(url)
    found = wrapped(url)

    assert count == len(found) > 2 * PAGE
    assert {name: new.unwrap(name, found[name]) for name in minted} == minted


def test_a_kill_before_the_commit_leaves_all_keys_with_the_old_main_key(url: str) -> None:
    """A real one; then the same command, not killed, leaves all with the new one."""
    before = wrapped(url)
    command = [sys.executable, "-c", KILLED_BEFORE_THE_COMMIT, url, MAIN_KEY.hex(), NEW_KEY.hex()]
    killed = subprocess.run(command, check=False)
    left = wrapped(url)
    with closing(opened(url, MAIN_KEY)) as storage:
        found = storage.transact(lambda unit: unit.profiles.get("jo"))

    assert killed.returncode == -signal.SIGKILL
    assert (left, found) == (before, JO)
    assert change(url) == len(before)
