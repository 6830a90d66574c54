"""Votes in the very moment in which a poll is withdrawn, on either database."""

from functools import partial

from bot.replies import Answer
from tests.core.cast import ANA, FLO
from tests.core.house import House
from tests.core.reading import button, card_of, title
from tests.core.voting import opened, presses, votes
from tests.promises.cast import at_once

VOTERS = [ANA.called(f"ana{number}") for number in range(6)]


def test_who_votes_while_it_is_withdrawn_gets_a_clear_answer(crowded: House) -> None:
    """The ballot was taken, and is destroyed; or it was not, and that is said."""
    for who in VOTERS:
        crowded.joins(who)
    which = opened(crowded)
    confirm = card_of(presses(crowded, which, "withdraw"))
    acts = [partial(votes, crowded, which, 1, who) for who in VOTERS * 2]
    acts.insert(5, partial(crowded.clicks, FLO, button(confirm, "polls.withdrawn")))
    answers: list[Answer] = at_once(acts)
    said = [title(answer) for answer in answers[:5] + answers[6:]]

    assert set(said) <= {"polls.cast.title", "refusal.title"}
    assert crowded.storage.transact(lambda unit: unit.ballots.turnout(which.id)) == 0
