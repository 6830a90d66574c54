"""Keys of polls that were open before they lay in a folder, and while the main key changes."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import text

from storage.connecting import connect_both
from storage.engine import open_storage
from storage.migrations import downgrade, migrate
from storage.poll_keys import wrappings
from storage.rotation import rotate
from tests.operations.poll_folder import file_of, others, wrapped
from tests.promises.boxes import POLL, ballot, casts, opens, takes_out
from tests.stores import MAIN_KEY, open_anew
from tests.world import NOON, HeldClock, SeededEntropy

NEW_KEY = bytes(range(32, 64))
PARTITION = "CREATE TABLE peerbot_keys.poll_keys_it PARTITION OF peerbot_keys.poll_keys DEFAULT"
ROW = text("INSERT INTO peerbot_keys.poll_keys (id, wrapped, minted_at) VALUES (:id, :wrapped, :minted_at)")


def goes_back(url: str, key: bytes) -> None:
    """To the version that had the key in its tables."""
    downgrade(url, "0012")
    engine = connect_both(url)
    with engine.begin() as connection:
        moment: object = NOON
        if connection.dialect.name == "postgresql":
            connection.execute(text(PARTITION))
        else:
            moment = f"{NOON.replace(tzinfo=None)}.000000"
        connection.execute(ROW, {"id": POLL, "wrapped": key, "minted_at": moment})
    engine.dispose()


def test_a_poll_that_is_open_when_the_version_changes_goes_on(database_url: str) -> None:
    """Its key moves to the folder; what was cast before is counted with what is cast afterwards."""
    with closing(open_anew(database_url)) as storage:
        opens(storage)
        casts(storage, "jo", ballot(1))
    key = wrapped(database_url)
    goes_back(database_url, key)
    migrate(database_url)
    with closing(open_anew(database_url)) as storage:
        casts(storage, "al", ballot(2))
        found = takes_out(storage)

    assert found == [ballot(1), ballot(2)]
    assert wrapped(database_url) == key


@pytest.mark.parametrize("main_key", [MAIN_KEY, NEW_KEY])
def test_an_interrupted_rotation_leaves_a_key_that_opens(database_url: str, main_key: bytes) -> None:
    """Whichever of the two main keys the others are wrapped by then; run again, it comes to its end."""
    with closing(open_anew(database_url)) as storage:
        opens(storage)
        casts(storage, "jo", ballot(1))
    before = wrapped(database_url)
    rotate(database_url, MAIN_KEY, NEW_KEY, SeededEntropy(7))
    both = before + wrapped(database_url)
    if main_key == MAIN_KEY:
        rotate(database_url, NEW_KEY, MAIN_KEY, SeededEntropy(8))
    file_of(database_url).write_bytes(both)
    with closing(open_storage(database_url, main_key, SeededEntropy(9), HeldClock())) as storage:
        found = takes_out(storage)
    rotate(database_url, MAIN_KEY, NEW_KEY, SeededEntropy(10))

    assert found == [ballot(1)]
    assert (len(wrappings(both)), len(wrappings(wrapped(database_url)))) == (2, 1)
    assert len(others(database_url)) == 1
