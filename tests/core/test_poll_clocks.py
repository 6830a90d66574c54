"""A clock that was set back, or of another machine, while a poll is open."""

from datetime import timedelta

from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.reading import card_of, title
from tests.core.voting import choice, closes, opened, votes

BACK = timedelta(minutes=-1)


def test_a_ballot_that_an_earlier_moment_would_replace_is_shown_as_it_is(ana: House) -> None:
    """Nothing is said to be in the box that is not, until the clock has caught up."""
    which = opened(ana)
    votes(ana, which, 1)
    ana.clock.push(BACK)
    told = [title(answer) for answer in (votes(ana, which, 2), ana.presses(ANA, "polls.take_back", which.id))]

    assert (told, choice(ana, which)) == (["polls.title.english"] * 2, (1,))
    ana.clock.push(-BACK)
    assert card_of(votes(ana, which, 2)).title.id == "polls.cast.title"
    assert choice(ana, which) == (2,)


def test_a_second_press_that_is_stored_before_the_first_is_answered_like_it(ana: House) -> None:
    """What the first one says is in the box, whichever of the two has put it there."""
    which = opened(ana)
    second = card_of(votes(ana, which, 1))
    ana.clock.push(BACK)

    assert card_of(votes(ana, which, 1)) == second
    assert second.title.id == "polls.cast.title"


def test_whoever_leaves_takes_a_ballot_of_a_later_moment_with_them(house: House) -> None:
    """And nobody waits for the clock."""
    for who in (ANA, LUC):
        house.joins(who)
    which = opened(house)
    votes(house, which, 1, LUC)
    house.clock.push(BACK)
    house.leaves(LUC)
    house.app.tick()

    assert house.storage.transact(lambda unit: unit.rolls.parted(9)) == []
    assert closes(house, which).ballots == 0
