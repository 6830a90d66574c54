"""What holds for every poll and whatever was cast."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.polls.model import Ballot, Deciding, Method
from bot.polls.published import Published, read, written
from bot.polls.recounting import recount
from bot.polls.tally import count
from bot.polls.totals import Ending
from tests.core.tallies import ballots_for, polls
from tests.world import NOON

LAW = settings(max_examples=60, deadline=None)


@LAW
@given(st.data())
def test_the_order_of_ballots_is_irrelevant(data: st.DataObject) -> None:
    """And so is when they were cast."""
    poll = data.draw(polls())
    cast = data.draw(ballots_for(poll))

    assert count(poll, data.draw(st.permutations(cast))) == count(poll, cast)


@LAW
@given(st.data())
def test_one_ballot_more_for_the_winner_keeps_it(data: st.DataObject) -> None:
    """One that names it alone, whoever casts it; run-offs do not promise it where communities decide."""
    # Within a community a ballot more makes the others lighter, and so another option may go out.
    poll = data.draw(polls())
    assume(not (poll.method is Method.RANKED and poll.deciding is Deciding.COMMUNITY))
    cast = data.draw(ballots_for(poll))
    winner = count(poll, cast).outcome.winner
    assume(winner)
    more = Ballot((winner,), data.draw(st.sampled_from("abcdefgh")), NOON)

    assert count(poll, [*cast, more]).outcome.winner == winner


@LAW
@given(st.data())
def test_everything_follows_from_what_is_published(data: st.DataObject) -> None:
    """The document says all that was counted, and whoever counts again comes to the same."""
    poll = data.draw(polls())
    totals = count(poll, data.draw(ballots_for(poll)))
    published = read(written(poll, totals))

    assert published.totals == totals
    assert recount(published) == ()


@LAW
@given(st.data())
def test_another_outcome_does_not_follow(data: st.DataObject) -> None:
    """Whoever writes a different winner into the document is found out where persons decide."""
    poll = data.draw(polls(Deciding.PERSON))
    totals = count(poll, data.draw(ballots_for(poll)))
    other = data.draw(st.sampled_from(poll.numbers))
    assume(other != totals.outcome.winner)
    forged = replace(totals, outcome=replace(totals.outcome, ending=Ending.DECIDED, winner=other))

    assert recount(Published(poll, forged))


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


@LAW
@given(st.data())
def test_communities_of_one_person_each_decide_as_persons_do(data: st.DataObject) -> None:
    """Both counts are one then."""
    poll = data.draw(polls(Deciding.COMMUNITY))
    cast = data.draw(ballots_for(poll))
    assume(len(cast) > 4)
    apart = [replace(ballot, community=str(place)) for place, ballot in enumerate(cast)]
    persons = count(replace(poll, deciding=Deciding.PERSON), apart)

    assert count(poll, apart).outcome.winner == persons.outcome.winner


@LAW
@given(st.data())
def test_the_weight_of_a_community_is_the_same_however_many_vote(data: st.DataObject) -> None:
    """Ten people who choose as one did change nothing of the count by community."""
    poll = data.draw(polls())
    cast = data.draw(ballots_for(poll))
    times = data.draw(st.integers(2, 10))
    crowd = [ballot for ballot in cast for _ in range(times if ballot.community == "a" else 1)]

    assert count(poll, crowd).by_community == count(poll, cast).by_community
