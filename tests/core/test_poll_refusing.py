"""What is no ballot is refused: with a clear answer, and nothing is cast."""

from dataclasses import replace

import pytest

from bot.answers import Given
from bot.polls.model import Poll
from bot.replies import Say
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.reading import card_of, refusal, title
from tests.core.voting import (
    ballot,
    choice,
    closes,
    drafted,
    opened,
    totals,
    votes,
)


@pytest.fixture
def three(ana: House) -> Poll:
    """Open, with three options."""
    return opened(ana)


def ranked(house: House, options: str = "Heat\nFloods\nTrees") -> Poll:
    return opened(house, method="ranked", options=options)


@pytest.mark.parametrize("number", [0, 4, 255, 999_999_999])
def test_an_option_that_does_not_exist_is_refused(ana: House, three: Poll, number: int) -> None:
    """With the ballot as it is now; nothing was cast."""
    answer = votes(ana, three, number)

    assert refusal(answer) == "refusal.no_such_option"
    assert card_of(answer).buttons == card_of(ballot(ana, three)).buttons
    assert isinstance(answer.reply, Say)
    assert choice(ana, three) is None


@pytest.mark.parametrize(
    "subject, number, said_no",
    [
        ("{}-03", 3, "refusal.no_such_option"),
        ("{}-0303", 1, "refusal.no_such_option"),
        ("{}-09", 1, "refusal.no_such_option"),
        ("{}-0", 1, "refusal.malformed"),
        ("{}-zz", 1, "refusal.malformed"),
        ("nothing-03", 1, "refusal.no_such_poll"),
    ],
)
def test_what_was_picked_before_is_checked_again(ana: House, subject: str, number: int, said_no: str) -> None:
    """It has been through other hands."""
    which = ranked(ana)

    assert refusal(ana.presses(ANA, "polls.rank", subject.format(which.id), number)) == said_no
    assert choice(ana, which) is None


def test_a_button_of_another_method_casts_nothing(ana: House, three: Poll) -> None:
    """Nor does a form of one."""
    other = ranked(ana)
    values: dict[str, Given] = {"options": "1"}

    assert refusal(ana.presses(ANA, "polls.ranked", f"{three.id}-01")) == "refusal.malformed"
    assert refusal(ana.submits(ANA, "polls.choose", other.id, 0, **values)) == "refusal.malformed"
    assert refusal(ana.presses(ANA, "polls.ranked", other.id)) == "refusal.no_such_option"


def test_whoever_came_in_later_is_told_so(ana: House, three: Poll) -> None:
    """And sees no ballot."""
    ana.joins(LUC)

    assert refusal(votes(ana, three, 1, LUC)) == "refusal.not_on_roll"
    assert refusal(ballot(ana, three, LUC)) == "refusal.not_on_roll"
    assert title(ana.types(LUC, "polls")) == "polls.mine.title"


def test_nobody_outside_votes(ana: House, three: Poll) -> None:
    """Whatever they may do else; nor whoever is suspended."""
    decides(ana, "suspend", ana.profile(ANA))

    assert {refusal(votes(ana, three, 1, who)) for who in (CLAIRE, LUC, ANA)} == {"refusal.not_allowed"}


def test_in_the_second_of_closing_one_clock_decides(ana: House, three: Poll) -> None:
    """Before it a vote counts, from it on it is told that it does not."""
    ana.clock.push(three.closes - ana.clock.now())
    ana.waits_for(microseconds=-1)
    in_time = votes(ana, three, 1)
    ana.waits_for(microseconds=1)
    late = votes(ana, three, 2)
    ana.app.tick()

    assert (title(in_time), refusal(late)) == ("polls.cast.title", "refusal.poll_closed")
    assert refusal(ana.presses(ANA, "polls.take_back", three.id)) == "refusal.poll_closed"
    assert totals(ana, three).counts == ((1, 1), (2, 0), (3, 0))


def test_a_press_on_a_closed_poll_shows_what_came_of_it(ana: House, three: Poll) -> None:
    """Above it, that it was not counted."""
    closes(ana, three)
    answer = votes(ana, three, 1)

    assert refusal(answer) == "refusal.poll_closed"
    assert card_of(answer).title.id == "polls.card.closed"


def test_a_draft_takes_no_ballot(ana: House) -> None:
    """Whoever guesses its name."""
    assert refusal(votes(ana, drafted(ana), 1)) == "refusal.poll_not_open"
    assert refusal(votes(ana, replace(drafted(ana), id="p" * 26), 1)) == "refusal.no_such_poll"
