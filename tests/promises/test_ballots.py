"""The promises of bot.polls.ports.BallotBox: what is cast into it."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.polls.model import Ballot
from storage.connecting import connect
from storage.engine import Storage
from storage.tables import ballots
from tests.promises.boxes import OTHER, ballot, casts, opens, own, takes_out, turnout, withdraws
from tests.promises.cast import HOUR, at_once
from tests.world import NOON


def test_a_ballot_is_what_was_cast(box: Storage) -> None:
    """Choice in its order, community, and the moment to the microsecond; others have none."""
    cast = Ballot((25, 1, 255), "a" * 60, NOON + timedelta.resolution)
    casts(box, "jo", cast)

    assert (own(box, "jo"), own(box, "al")) == (cast, None)


def test_each_member_has_one_ballot_in_each_box(box: Storage) -> None:
    """The latest, whatever it was before."""
    opens(box, OTHER)
    casts(box, "jo", ballot(1))
    casts(box, "jo", ballot(2))
    casts(box, "al", ballot(3))
    casts(box, "jo", ballot(4), OTHER)

    assert [each.choice for each in takes_out(box)] == [(2,), (3,)]
    assert [each.choice for each in takes_out(box, OTHER)] == [(4,)]


def test_an_older_ballot_replaces_no_newer(box: Storage) -> None:
    """However late it comes; one of the same moment is the same press again."""
    casts(box, "jo", ballot(2, cast=NOON + HOUR))
    casts(box, "jo", ballot(1))
    before = own(box, "jo")
    casts(box, "jo", ballot(3, cast=NOON + HOUR))

    assert before == ballot(2, cast=NOON + HOUR)
    assert own(box, "jo") == ballot(3, cast=NOON + HOUR)


def test_a_withdrawn_ballot_counts_for_nothing(box: Storage) -> None:
    """And can be cast again; withdrawing what is not there is harmless."""
    casts(box, "jo", ballot(1))
    for member in ("jo", "al"):
        withdraws(box, member, NOON + HOUR)
    withdrawn = (own(box, "jo"), turnout(box))
    casts(box, "jo", ballot(2, cast=NOON + 2 * HOUR))

    assert withdrawn == (None, 0)
    assert (own(box, "jo"), turnout(box)) == (ballot(2, cast=NOON + 2 * HOUR), 1)


def test_all_rows_are_of_one_length(box: Storage, database_url: str) -> None:
    """An empty one, a short one, and the longest there can be."""
    casts(box, "jo", ballot(1, community=""))
    casts(box, "al", Ballot(tuple(range(1, 26)), "c" * 60, NOON))
    withdraws(box, "flo")
    engine = connect(database_url)
    with engine.begin() as connection:
        lengths = {len(row.sealed) + len(row.tag) for row in connection.execute(select(ballots))}
    engine.dispose()

    assert len(lengths) == 1


@pytest.mark.parametrize("too_much", [Ballot((1,) * 26, "", NOON), Ballot((1,), "c" * 61, NOON)])
def test_what_does_not_fit_a_ballot_is_refused(box: Storage, too_much: Ballot) -> None:
    """Rather than cut."""
    with pytest.raises(ValueError, match="does not fit"):
        casts(box, "jo", too_much)

    assert own(box, "jo") is None


def test_two_ballots_of_one_member_at_once_are_one(box: Storage) -> None:
    """From two platforms in the same moment: the later one stands."""
    votes = [partial(casts, box, "jo", ballot(each, cast=NOON + each * HOUR)) for each in range(1, 9)]
    at_once(votes)

    assert takes_out(box) == [ballot(8, cast=NOON + 8 * HOUR)]
