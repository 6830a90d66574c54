"""The keys of open polls: no backup has them, a new main key opens them too."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.deliveries import Post
from bot.polls.model import Stage
from storage.engine import open_storage
from storage.rotation import rotate
from tests.core.cast import ANA
from tests.core.house import House
from tests.core.reading import refusal
from tests.core.voting import opened, poll, votes
from tests.operations.network import check, make_backup, put_back
from tests.operations.poll_folder import wrapped
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


def test_an_open_poll_that_was_put_back_is_withdrawn_and_said_so(
    database_url: str, folder: Path, new_url: str
) -> None:
    """At the first beat: nobody votes into a box that is not there, and nothing is made up."""
    with closing(House(database_url)) as house:
        house.joins(ANA)
        which = opened(house)
        votes(house, which, 1)
        backup = make_backup(database_url, folder, clock=house.clock)
    put_back(backup, new_url)
    with closing(House(new_url, 9)) as house:
        early = refusal(votes(house, which, 2))
        house.lives_on(minutes=1)
        posts = [post.card.title.id for post in house.arrived(Post)]
        late = refusal(votes(house, which, 2))
        stage = poll(house, which.id).stage

    assert (early, late, stage) == ("refusal.poll_closed", "refusal.poll_withdrawn", Stage.WITHDRAWN)
    assert "polls.notice.lost" in posts
