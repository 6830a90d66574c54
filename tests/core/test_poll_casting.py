"""Members vote, change and withdraw: each has one ballot, whatever they press and wherever."""

import pytest

from bot.polls.model import Poll
from bot.replies import Replace
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import House
from tests.core.reading import actions, button, card_of, form_of, problems, refusal, said, title
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
)

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
