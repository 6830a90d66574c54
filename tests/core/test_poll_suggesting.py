"""Members add options where that is allowed: each once, whoever writes it how, and not without end."""

from functools import partial

import pytest

from bot.answers import Given
from bot.chat import Form
from bot.polls.model import Option, Poll
from bot.replies import Answer, Errors
from tests.core.cast import ANA, FLO, LUC, Actor
from tests.core.house import House
from tests.core.reading import actions, button, card_of, form_of, problems, refusal, said, title
from tests.core.test_together import together
from tests.core.voting import (
    ballot,
    changes,
    choice,
    closes,
    drafted,
    hangs,
    opened,
    opens,
    poll,
    presses,
    votes,
)


@pytest.fixture
def open_to_all(ana: House) -> Poll:
    ana.joins(LUC)
    return with_additions(ana)


def with_additions(house: House) -> Poll:
    draft = drafted(house)
    changes(house, draft, "scope", may_add="yes")
    opens(house, draft)
    return poll(house, draft.id)


def form(house: House, which: Poll, who: Actor = ANA) -> Form:
    return form_of(house.clicks(who, button(card_of(ballot(house, which, who)), "polls.suggest")))


def suggests(house: House, which: Poll, text: str, who: Actor = ANA) -> Answer:
    values: dict[str, Given] = {"text": text}
    return house.submits(who, "polls.suggest", which.id, 0, **values)


def test_an_option_is_there_for_everybody_at_once(ana: House, open_to_all: Poll) -> None:
    """In the language of whoever added it; adding it is no vote."""
    answer = ana.fills_in(LUC, form(ana, open_to_all, LUC), text="Neige")
    ana.carries_out()

    assert poll(ana, open_to_all.id).options[-1] == Option(4, "", "Neige")
    assert "polls.suggest.added" in said(card_of(answer).body)
    assert "polls.option.french" in said(hangs(ana, open_to_all).body)
    assert choice(ana, open_to_all, LUC) is None
    votes(ana, open_to_all, 4)
    assert closes(ana, open_to_all).outcome.winner == 4


@pytest.mark.parametrize("text", ["heat", "  HEAT!", "Trees."])
def test_what_is_there_is_not_there_twice(ana: House, open_to_all: Poll, text: str) -> None:
    """However it is written."""
    assert problems(suggests(ana, open_to_all, text)) == {"text": "polls.suggest.there"}


@pytest.mark.parametrize(
    "text, problem",
    [
        ("", "answers.required"),
        ("x" * 300, "answers.too_long"),
        ("Snow\nIce", "answers.one_line"),
        ("Snow\u202e", "answers.control"),
    ],
)
def test_what_cannot_be_an_option_is_told(ana: House, open_to_all: Poll, text: str, problem: str) -> None:
    """At its field, and nothing is added."""
    assert problems(suggests(ana, open_to_all, text)) == {"text": problem}
    assert len(poll(ana, open_to_all.id).options) == 3


@pytest.mark.parametrize("text", ["<!channel> @everyone", "=1+2", "<@U0ANA> *gras*", "🌱"])
def test_what_people_write_is_kept_as_written(ana: House, open_to_all: Poll, text: str) -> None:
    """What it could do is each surface's affair."""
    suggests(ana, open_to_all, text)

    assert poll(ana, open_to_all.id).options[-1].text_en == text


def test_a_thousand_suggestions_of_one_person_are_two(ana: House, open_to_all: Poll) -> None:
    """The others are told so, and in the end that no person is that fast."""
    answers = [suggests(ana, open_to_all, f"Idea {number}") for number in range(1000)]

    assert {refusal(answer) for answer in answers[2:20]} == {"refusal.enough_suggested"}
    assert {refusal(answer) for answer in answers[20:]} == {"refusal.too_fast"}
    assert len(poll(ana, open_to_all.id).options) == 5
    assert refusal(ana.presses(ANA, "polls.suggest", open_to_all.id)) == "refusal.enough_suggested"


def test_there_is_an_end_for_all_together(ana: House, open_to_all: Poll) -> None:
    """As many as a card can show."""

    def fill(number: int) -> None:
        option = Option(number, f"Idea {number}")
        ana.storage.transact(lambda unit: unit.polls.suggest(open_to_all.id, option, "somebody"))

    for number in range(4, 21):
        fill(number)

    assert refusal(suggests(ana, open_to_all, "One more")) == "refusal.too_many_options"


def test_the_same_idea_at_once_is_one_option(crowded: House) -> None:
    """Of two people who have it."""
    for who in (ANA, LUC):
        crowded.joins(who)
    which = with_additions(crowded)
    answers = together(crowded, *[partial(suggests, crowded, which, "Snow", who) for who in (ANA, LUC)])

    assert sum(isinstance(answer.reply, Errors) for answer in answers) == 1
    assert len(poll(crowded, which.id).options) == 4


def test_where_it_is_not_allowed_nobody_can(ana: House) -> None:
    """Whatever they send."""
    which = opened(ana)

    assert "polls.suggest" not in actions(card_of(ballot(ana, which)))
    assert refusal(suggests(ana, which, "Snow")) == "refusal.poll_not_open"


def test_whose_it_was_is_forgotten_at_closing(ana: House, open_to_all: Poll) -> None:
    """Until then it is only counted."""
    suggests(ana, open_to_all, "Snow")
    me = ana.profile(ANA).id

    def mine() -> int:
        return ana.storage.transact(lambda unit: unit.polls.suggested(open_to_all.id, me))

    before = mine()
    closes(ana, open_to_all)

    assert (before, mine()) == (1, 0)
    assert refusal(suggests(ana, open_to_all, "Ice")) == "refusal.poll_closed"
    assert title(ballot(ana, open_to_all)) == "polls.card.closed"


def test_whose_it_was_is_forgotten_when_it_is_withdrawn(ana: House, open_to_all: Poll) -> None:
    """Of a poll that was never counted nobody's words are kept as theirs either."""
    suggests(ana, open_to_all, "Snow")
    me = ana.profile(ANA).id
    ana.clicks(FLO, button(card_of(presses(ana, open_to_all, "withdraw")), "polls.withdrawn"))

    assert ana.storage.transact(lambda unit: unit.polls.suggested(open_to_all.id, me)) == 0
