"""The keys of open polls: no backup has them, a new main key opens them too."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.ballot_tables import poll_keys
from storage.connecting import connect_keys
from storage.engine import open_storage
from storage.rotation import rotate
from tests.operations.network import check, make_backup, put_back
from tests.promises.boxes import POLL, ballot, casts, opens, own, rows, takes_out
from tests.stores import MAIN_KEY, open_anew
from tests.world import HeldClock, SeededEntropy

NEW_KEY = bytes(range(32, 64))


@pytest.fixture
def voted(url: str) -> str:
    """Of a database in which a poll is open."""
    with closing(open_anew(url)) as storage:
        opens(storage)
        casts(storage, "jo", ballot(2, 1))
    return url


def wrapped(url: str) -> list[bytes]:
    engine = connect_keys(url)
    with engine.begin() as connection:
        found = list(connection.execute(select(poll_keys.c.wrapped)).scalars())
    engine.dispose()
    return found


def test_a_new_main_key_opens_the_ballots_of_before(voted: str) -> None:
    """The poll goes on, and is counted."""
    before = wrapped(voted)
    rotate(voted, MAIN_KEY, NEW_KEY, SeededEntropy(7))
    with closing(open_storage(voted, NEW_KEY, SeededEntropy(8), HeldClock())) as storage:
        casts(storage, "al", ballot(3))
        found = takes_out(storage)

    assert [each.choice for each in found] == [(2, 1), (3,)]
    assert before != wrapped(voted)


def test_no_ballot_and_no_key_of_a_poll_is_backed_up(voted: str, folder: Path, new_url: str) -> None:
    """What is put back has neither: nobody reads an old backup to learn how somebody voted."""
    backup = make_backup(voted, folder)
    put_back(backup, new_url)
    with closing(open_anew(new_url)) as storage:
        found = own(storage, "jo")

    assert not {"ballots", "ballot_boxes", "peerbot_keys.poll_keys"} & check(backup).counts.keys()
    assert (found, [rows(new_url, what) for what in ("boxes", "ballots", "keys")]) == (None, [0, 0, 0])


def test_a_poll_is_opened_anew_in_what_was_put_back(voted: str, folder: Path, new_url: str) -> None:
    """With a key and a box of its own."""
    put_back(make_backup(voted, folder), new_url)
    with closing(open_anew(new_url)) as storage:
        opens(storage)
        casts(storage, "al", ballot(3))

        assert takes_out(storage, POLL) == [ballot(3)]
