"""Members ask a meeting without their names; those who run it read the questions there."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.questions.model import MOST, Mark
from tests.core.cast import ANA, CLAIRE, FLO, LUC
from tests.core.house import House
from tests.core.meetings import cancels, drafts, meeting_of, plans, shown
from tests.core.questions import WORDS, asks, goes_to, inside, reads
from tests.core.reading import (
    actions,
    button,
    card_of,
    form_of,
    problems,
    refusal,
    said,
    title,
    written,
)
from tests.operations.network import read_rows

HOUR = timedelta(hours=1)


def test_a_question_is_in_the_box_and_nothing_says_whose(ana: House) -> None:
    """The answer says what is protected, and what is not."""
    planned = plans(ana)
    answer = card_of(asks(ana))
    (question,) = inside(ana, planned)

    assert (question.words, question.mark) == (WORDS, Mark.OPEN)
    assert "questions.asked.is.nobody" in said(answer.body)
    assert "questions.asked.not.platform" in said(answer.body)


def test_asking_writes_one_row_and_no_other(ana: House, tmp_path: Path) -> None:
    """No line of the audit, no errand, no mark of who it was: all other tables are as before."""
    plans(ana)
    ana.lives_on(minutes=1)
    before = read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}")
    asks(ana)
    after = read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}")

    assert {table for table, rows in after.items() if before[table] != rows} == {"questions"}
    assert ana.profile(ANA).id not in str(after["questions"])


def test_two_members_who_swap_their_questions_leave_the_same_rows(tmp_path: Path) -> None:
    """But for the order of random ids: nothing in the database follows the person."""
    kept = []
    for order in ((ANA, LUC), (LUC, ANA)):
        folder = tmp_path / order[0].user
        folder.mkdir()
        house = House(f"sqlite:///{folder / 'peerbot.db'}")
        for who in (ANA, LUC):
            house.joins(who)
        planned = plans(house)
        for who, words in zip(order, ("One?", "Two?"), strict=True):
            house.fills_in(who, form_of(house.presses(who, "questions.ask", planned.id)), words=words)
        kept.append([(each.id, each.words) for each in inside(house, planned)])
        house.close()

    assert kept[0] == kept[1]


def test_the_same_words_are_put_in_once(ana: House) -> None:
    """A second press is answered like the first."""
    planned = plans(ana)

    assert title(asks(ana)) == title(asks(ana)) == "questions.asked.title"
    assert len(inside(ana, planned)) == 1


def test_a_full_box_says_so(ana: House) -> None:
    """Nobody can fill the disk with it."""
    planned = plans(ana)
    ana.joins(LUC)
    for number in range(MOST):
        form = form_of(ana.presses(ANA, "questions.ask", planned.id))
        ana.fills_in(ANA, form, words=f"{number}?")
        ana.waits_for(minutes=7)

    assert refusal(asks(ana, LUC)) == "refusal.box_full"
    assert len(inside(ana, planned)) == MOST


@pytest.mark.parametrize(
    "words, problem", [("", "required"), ("x" * 301, "too_long"), ("\u202ex", "control")]
)
def test_what_cannot_be_taken_is_told_at_its_field(ana: House, words: str, problem: str) -> None:
    """And nothing is stored."""
    planned = plans(ana)

    assert problems(asks(ana, words=words)) == {"words": f"answers.{problem}"}
    assert inside(ana, planned) == []


def test_only_members_ask_and_only_those_who_run_meetings_read(ana: House) -> None:
    """Whoever forges a button gets nowhere."""
    planned = plans(ana)
    asks(ana)
    (question,) = inside(ana, planned)

    assert refusal(ana.types(LUC, "question")) == "refusal.not_allowed"
    assert refusal(ana.submits(LUC, "questions.ask", planned.id, words="x")) == "refusal.not_allowed"
    for action in ("questions.list", "questions.look", "questions.answered"):
        assert refusal(ana.presses(ANA, action, question.id)) == "refusal.not_allowed"
    assert inside(ana, planned) == [question]


def test_nothing_can_be_asked_where_there_is_no_meeting(ana: House) -> None:
    """None ahead, a draft, one that was called off, one that is over, none of that name."""
    assert refusal(ana.types(ANA, "question")) == "refusal.no_meeting_to_ask"
    draft = meeting_of(ana, card_of(drafts(ana)))
    assert refusal(ana.presses(ANA, "questions.ask", draft.id)) == "refusal.box_over"
    planned = plans(ana)
    form = form_of(ana.types(ANA, "question", planned.reference))
    cancels(ana, planned)
    assert refusal(ana.fills_in(ANA, form, words=WORDS)) == "refusal.box_over"
    assert refusal(ana.types(ANA, "question", "zzzzzz")) == "refusal.no_such_meeting"
    assert refusal(ana.presses(ANA, "questions.ask", "zzzzzz")) == "refusal.unknown"


# ---- those who run the meeting


def test_they_read_from_an_hour_before_it_and_learn_nothing_earlier(ana: House) -> None:
    """Not even how many there are: whoever looked often could notice when one comes in."""
    planned = plans(ana)
    empty = ana.hosts(FLO, "questions")
    asks(ana)
    full = ana.hosts(FLO, "questions")
    goes_to(ana, planned.starts - HOUR)

    assert refusal(full) == refusal(empty) == "refusal.box_shut"
    assert card_of(full) == card_of(empty)
    assert written(reads(ana).body) == [WORDS]
    assert written(reads(ana, CLAIRE).body) == [WORDS]


def test_the_order_says_nothing_of_when_they_came(ana: House) -> None:
    """By their random ids; the open ones first, page by page."""
    planned = plans(ana)
    for number in range(8):
        asks(ana, words=f"{number}?")
    goes_to(ana, planned.starts - HOUR)
    first = reads(ana)
    second = card_of(ana.clicks(FLO, next(each for each in first.buttons if each.revision)))
    found = [*written(first.body), *written(second.body)]

    assert found == [each.words for each in inside(ana, planned)]
    assert found != [f"{number}?" for number in range(8)]
    assert sorted(found) == [f"{number}?" for number in range(8)]


def test_what_is_answered_or_put_aside_goes_behind(ana: House) -> None:
    """And can be brought back; it stands in no audit."""
    planned = plans(ana)
    for words in ("One?", "Two?"):
        asks(ana, words=words)
    goes_to(ana, planned.starts)
    first = written(reads(ana).body)[0]
    before = ana.audit()
    one = card_of(ana.clicks(FLO, button(reads(ana), "questions.look")))
    card_of(ana.clicks(FLO, button(one, "questions.answered")))
    marked = {each.words: each.mark for each in inside(ana, planned)}

    assert actions(one) == ["questions.answered", "questions.aside", "questions.list"]
    assert marked[first] is Mark.ANSWERED
    assert written(reads(ana).body)[-1] == first
    one = card_of(
        ana.presses(FLO, "questions.look", next(e.id for e in inside(ana, planned) if e.words == first))
    )
    ana.clicks(FLO, button(one, "questions.aside"))
    ana.clicks(
        FLO, button(card_of(ana.presses(FLO, "questions.look", one.buttons[0].subject)), "questions.open")
    )
    assert {each.mark for each in inside(ana, planned)} == {Mark.OPEN}
    assert ana.audit() == before


def test_the_meetings_card_leads_to_them_when_it_is_near(ana: House) -> None:
    """To the questions and to the look at who is there; of those who may come, to asking."""
    planned = plans(ana)
    far = actions(shown(ana, planned))
    goes_to(ana, planned.starts - HOUR)
    near = shown(ana, planned)
    goes_to(ana, planned.starts + HOUR / 2)
    during = shown(ana, planned)

    assert "questions.list" not in far
    assert {"questions.list", "meetings.roll"} <= {*actions(near)} & {*actions(during)}
    assert len(near.buttons) == 10
    assert "questions.ask" in actions(card_of(ana.types(ANA, "meetings")))
