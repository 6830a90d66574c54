"""Members vote, change and withdraw: each has one ballot, whatever they press and wherever."""

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.answers import Given
from bot.polls.model import Poll
from bot.replies import Replace
from tests.core.cast import ANA, CLAIRE, LUC, Actor
from tests.core.house import House
from tests.core.links import both
from tests.core.memberships import decides
from tests.core.reading import actions, button, card_of, form_of, problems, refusal, said, title
from tests.core.test_together import together
from tests.core.voting import (
    ballot,
    changes,
    choice,
    chooses,
    closes,
    drafted,
    opened,
    opens,
    poll,
    totals,
    votes,
)
from tests.operations.network import read_rows
from tests.stores import sqlite_url

MANY = "\n".join(f"Option {number}" for number in range(1, 13))


@pytest.fixture
def three(ana: House) -> Poll:
    """Open, with three options."""
    return opened(ana)


def ranked(house: House, options: str = "Heat\nFloods\nTrees") -> Poll:
    return opened(house, method="ranked", options=options)


def approval(house: House, limit: str = "2") -> Poll:
    draft = drafted(house)
    changes(house, draft, "rules", method="approval", limit=limit)
    opens(house, draft)
    return poll(house, draft.id)


def test_one_option_is_a_press(ana: House, three: Poll) -> None:
    """On the ballot, which the command shows at once where there is one poll."""
    card, from_the_room = card_of(ana.types(ANA, "polls")), card_of(ballot(ana, three))
    options = [each for each in card.buttons if each.action == "polls.vote"]
    answer = ana.clicks(ANA, options[1])

    assert [each.revision for each in options] == [1, 2, 3]
    assert card == from_the_room
    assert (title(answer), choice(ana, three)) == ("polls.cast.title", (2,))


def test_first_vote_change_and_second_press_are_answered_alike(ana: House, three: Poll) -> None:
    """Nobody who looks on learns which it was."""
    answers = [votes(ana, three, number) for number in (1, 2, 2)]
    ana.waits_for(hours=1)

    assert answers[1] == answers[2] == votes(ana, three, 2)
    assert [said(card_of(answer).body) for answer in answers] == [said(card_of(answers[0]).body)] * 3
    assert choice(ana, three) == (2,)


def test_a_vote_writes_one_row_and_nothing_else(ana: House, three: Poll, tmp_path: Path) -> None:
    """Neither a line of the audit nor an errand nor a count."""
    before = read_rows(sqlite_url(tmp_path))
    votes(ana, three, 1)
    after = read_rows(sqlite_url(tmp_path))
    votes(ana, three, 3)
    changed = read_rows(sqlite_url(tmp_path))

    assert [name for name in after if after[name] != before.get(name)] == ["ballots"]
    assert [name for name in changed if changed[name] != after[name]] == ["ballots"]
    assert len(changed["ballots"]) == 1


def test_a_ballot_is_withdrawn_whether_or_not_there_is_one(ana: House, three: Poll) -> None:
    """And cast anew as often as one likes."""
    first = ana.presses(ANA, "polls.take_back", three.id)
    votes(ana, three, 1)
    second = ana.clicks(ANA, button(card_of(ballot(ana, three)), "polls.take_back"))
    gone = choice(ana, three)
    votes(ana, three, 3)

    assert first == second
    assert (gone, choice(ana, three)) == (None, (3,))


def test_several_are_chosen_in_a_form(ana: House) -> None:
    """Up to the limit; their order says nothing."""
    which = approval(ana)
    answer = chooses(ana, which, 3, 1)

    assert (title(answer), choice(ana, which)) == ("polls.cast.title", (1, 3))
    assert problems(chooses(ana, which, 1, 2, 3)) == {"options": "polls.choose.many"}
    assert problems(chooses(ana, which)) == {"options": "answers.required"}
    assert choice(ana, which) == (1, 3)


def test_one_of_many_is_chosen_in_a_form(ana: House) -> None:
    """Where there are more than fit beside each other."""
    which = opened(ana, options=MANY)
    form = form_of(ana.clicks(ANA, button(card_of(ballot(ana, which)), "polls.choose")))
    ana.fills_in(ANA, form, options="12")

    assert choice(ana, which) == (12,)
    assert problems(ana.fills_in(ANA, form, options="13")) == {"options": "answers.choice"}


def test_a_ranking_is_picked_step_by_step(ana: House) -> None:
    """What was picked so far travels in the buttons; nothing is cast before that is pressed."""
    which = ranked(ana)
    first = ana.presses(ANA, "polls.rank", which.id, 3)
    second = ana.clicks(ANA, button(card_of(first), "polls.rank"))
    nothing = choice(ana, which)
    ana.clicks(ANA, button(card_of(second), "polls.ranked"))

    assert isinstance(first.reply, Replace)
    assert (nothing, choice(ana, which)) == (None, (3, 1))


def test_a_ranking_of_many_is_picked_from_lists(ana: House) -> None:
    """One after the other, to the last."""
    which = ranked(ana, MANY)
    card = card_of(ballot(ana, which))
    for number in range(12, 0, -1):
        form = form_of(ana.clicks(ANA, button(card, "polls.next")))
        card = card_of(ana.fills_in(ANA, form, option=str(number)))

    assert actions(card) == ["polls.ranked", "polls.again"]
    ana.clicks(ANA, button(card, "polls.ranked"))
    assert choice(ana, which) == tuple(range(12, 0, -1))


@pytest.mark.parametrize("number", [0, 4, 255, 999_999_999])
def test_an_option_that_does_not_exist_is_refused(ana: House, three: Poll, number: int) -> None:
    """With the ballot as it is now; nothing was cast."""
    answer = votes(ana, three, number)

    assert refusal(answer) == "refusal.no_such_option"
    assert card_of(answer) == card_of(ballot(ana, three))
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


def test_one_person_on_both_platforms_has_one_ballot(house: House) -> None:
    """The latest counts."""
    both(house)
    which = opened(house)
    votes(house, which, 1)
    votes(house, which, 2, ANA.on("discord"))

    assert choice(house, which) == choice(house, which, ANA.on("discord")) == (2,)
    assert closes(house, which).counts == ((1, 0), (2, 1), (3, 0))


def test_pressing_everywhere_at_once_is_one_ballot(crowded: House) -> None:
    """Every press is answered."""
    both(crowded)
    which = opened(crowded)
    presses = [
        partial(votes, crowded, which, number, who) for number in (1, 2) for who in (ANA, ANA.on("discord"))
    ]
    answers = together(crowded, *presses)

    assert Counter(map(title, answers)) == {"polls.cast.title": 4}
    assert closes(crowded, which).ballots == 1


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


def test_what_is_protected_is_said_on_the_ballot(ana: House, three: Poll) -> None:
    """And what is not, in words of its own."""
    card = card_of(ana.clicks(ANA, button(card_of(ballot(ana, three)), "polls.protected")))

    assert {"polls.protected.is.closing", "polls.protected.not.operator"} <= set(said(card.body))
    assert {"polls.protected.not.platform", "polls.protected.not.unanimous"} <= set(said(card.body))


def test_several_polls_are_listed(ana: House, three: Poll) -> None:
    """Those that are open, and what came of those that are not any more."""
    other, over = ranked(ana), opened(ana, day="2026-11-26")
    closes(ana, over)
    card = card_of(ana.types(ANA, "polls"))

    assert [(each.action, each.subject) for each in card.buttons] == [
        ("polls.ballot", other.id),
        ("polls.ballot", three.id),
        ("polls.results", over.id),
    ]
    assert refusal(ana.presses(ANA, "polls.results", three.id)) == "refusal.poll_not_open"


def test_each_reads_the_ballot_in_their_own_language(ana: House) -> None:
    """Whoever opened it."""
    french: Actor = LUC
    ana.joins(french)
    which = opened(ana)

    assert [ballot(ana, which, who).reader.language for who in (ANA, french)] == ["en", "fr"]
