"""What holds in every round of every run-off, and for every pair."""

from hypothesis import given
from hypothesis import strategies as st

from bot.polls.tally import count
from tests.core.tallies import ballots_for, polls
from tests.core.test_tally_laws import LAW


@LAW
@given(st.data())
def test_no_ballot_is_counted_twice_or_lost(data: st.DataObject) -> None:
    """In every round each counts for one option, or is exhausted; of two options none speaks twice."""
    poll = data.draw(polls())
    cast = data.draw(ballots_for(poll))
    totals = count(poll, cast)

    assert totals.ballots == len(cast)
    for each in totals.rounds:
        assert sum(number for _, number in each.counts) + each.exhausted == len(cast)
    for pair in totals.pairs:
        assert pair.ballots <= len(cast)
