"""Members answer: what they see, what is counted, and what a calendar may answer for them."""

from functools import partial

import pytest

from bot.chat import Card, Local, Text
from bot.meetings.model import Coming, Counts, Meeting, Why
from tests.core.cast import ANA, CLAIRE, LUC, Actor
from tests.core.house import House
from tests.core.meetings import LINK, MOVED, cancels, changes, meeting, plans, shown
from tests.core.reading import actions, button, card_of, facts, refusal, said
from tests.promises.cast import at_once

WHY = [f"meetings.why_{why}" for why in Why]


def sees(house: House, who: Actor = ANA) -> Card:
    return card_of(house.types(who, "meetings"))


def answers(house: House, what: str, who: Actor = ANA) -> Card:
    """By a button of what they see."""
    return card_of(house.clicks(who, button(sees(house, who), f"meetings.{what}")))


def counts(house: House, which: Meeting) -> Counts:
    now = meeting(house, which.id)
    return house.storage.transact(lambda unit: unit.seats.counts(now))


def test_a_member_sees_the_next_meeting_at_their_own_time_and_the_organisers(ana: House) -> None:
    """With all that there is to know, and the three answers."""
    later, planned = plans(ana, day="2027-02-24"), plans(ana)
    card = sees(ana)

    assert facts(card)["meetings.fact.yours"] == planned.starts
    assert facts(card)["meetings.fact.theirs"] == Local(planned.starts, "America/Toronto")
    assert facts(card)["meetings.fact.theme"] == Text("meetings.theme.open")
    assert facts(card)["meetings.fact.link"] == LINK
    assert facts(card)["meetings.fact.answer"] == Text("meetings.answer.none")
    assert actions(card) == [
        "meetings.going", "meetings.maybe", "meetings.no", "questions.ask", "meetings.look",
    ]  # fmt: skip
    assert card.buttons[-1].subject == later.id
    assert "meetings.not_recorded" in said(card.body)


def test_where_nothing_is_planned_it_is_said(ana: House) -> None:
    """From the panel as well; what was cancelled or is a draft is nothing."""
    cancels(ana, plans(ana))

    assert said(sees(ana).body) == ["meetings.mine.nothing"]
    assert card_of(ana.presses(ANA, "meetings.mine")) == sees(ana)
    assert "meetings.mine" in actions(card_of(ana.types(ANA, "home")))


def test_another_meeting_of_the_year_is_shown_with_its_own_answers(ana: House) -> None:
    """And the way back."""
    planned, later = plans(ana), plans(ana, day="2027-02-24")
    card = card_of(ana.clicks(ANA, button(sees(ana), "meetings.look")))

    assert {each.subject for each in card.buttons[:3]} == {later.id}
    assert card.buttons[-1].subject == planned.id


@pytest.mark.parametrize("coming", Coming)
def test_an_answer_is_kept_and_counted_and_can_be_changed(ana: House, coming: Coming) -> None:
    """The latest one holds; those who run it see how many, and not who."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    answers(ana, "maybe")
    card = answers(ana, coming)

    assert facts(card)["meetings.fact.answer"] == Text(f"meetings.answer.{coming}")
    assert said(card.body)[0] == f"meetings.said.{coming}"
    assert getattr(counts(ana, planned), coming) == counts(ana, planned).invited == 1
    on_card = facts(shown(ana, planned))["meetings.fact.answers"]
    assert Text(f"meetings.count.{coming}", {"n": 1}) in on_card  # type: ignore[operator] # lines
    assert "Ana Roy" not in repr(shown(ana, planned))


def test_why_somebody_cannot_come_is_asked_once_and_only_counted(ana: House) -> None:
    """Whatever they press after that."""
    ana.joins(LUC)
    planned = plans(ana)
    ana.lives_on(minutes=1)
    cannot = answers(ana, "no")
    thanked = card_of(ana.clicks(ANA, button(cannot, "meetings.why_time")))
    ana.clicks(ANA, button(cannot, "meetings.why_theme"))
    ana.clicks(LUC, button(answers(ana, "no", LUC), "meetings.why_time"))

    assert [action for action in actions(cannot) if "why" in action] == WHY
    assert [action for action in actions(thanked) if "why" in action] == []
    assert counts(ana, planned).reasons == (("time", 2),)


def test_only_whoever_cannot_come_says_why(ana: House) -> None:
    """A button of an older screen counts nothing."""
    planned = plans(ana)
    cannot = answers(ana, "no")
    answers(ana, "going")

    assert refusal(ana.clicks(ANA, button(cannot, "meetings.why_time"))) == "refusal.stale"
    assert counts(ana, planned).reasons == ()


def test_the_wish_for_interpretation_is_asked_with_the_answer(ana: House) -> None:
    """Counted, and taken back with another press; not by whoever cannot come."""
    planned = plans(ana)
    going = answers(ana, "going")
    wished = card_of(ana.clicks(ANA, button(going, "meetings.wish")))
    counted = counts(ana, planned).wishes
    ana.clicks(ANA, button(wished, "meetings.wish"))

    assert facts(wished)["meetings.fact.interpretation"] == Text("meetings.wish.yes")
    assert (counted, counts(ana, planned).wishes) == (1, 0)
    assert "meetings.wish" not in actions(answers(ana, "no"))


def test_a_meeting_that_was_moved_is_shown_anew_before_it_is_answered(ana: House) -> None:
    """The earlier answer was to another moment."""
    planned = plans(ana)
    card = answers(ana, "going")
    changes(ana, planned, "move", **MOVED)
    late = ana.clicks(ANA, button(card, "meetings.no"))

    assert refusal(late) == "refusal.stale"
    assert facts(card_of(late))["meetings.fact.answer"] == Text("meetings.answer.none")
    assert facts(card_of(late))["meetings.fact.yours"] == meeting(ana, planned.id).starts


def test_a_theme_leaves_answers_as_they_are(ana: House) -> None:
    """Nobody is asked again."""
    planned = plans(ana)
    answers(ana, "going")
    changes(ana, planned, "theme", theme_en="Floods")

    assert facts(sees(ana))["meetings.fact.answer"] == Text("meetings.answer.going")


@pytest.mark.parametrize("what", ["going", "why_time", "wish", "look"])
def test_what_is_over_or_off_is_not_answered(ana: House, what: str) -> None:
    """Whatever an older screen offers."""
    over, off = plans(ana), plans(ana, day="2027-02-24")
    cancels(ana, off)
    ana.waits_for(days=22)

    assert refusal(ana.presses(ANA, f"meetings.{what}", over.id)) == "refusal.meeting_over"
    assert refusal(ana.presses(ANA, f"meetings.{what}", off.id)) == "refusal.meeting_cancelled"
    assert refusal(ana.presses(ANA, f"meetings.{what}", "nothere")) == "refusal.unknown"


@pytest.mark.parametrize("who", [LUC, CLAIRE])
def test_answers_are_for_members(ana: House, who: Actor) -> None:
    """A coordinator who is none has no seat."""
    planned = plans(ana)

    assert refusal(ana.types(who, "meetings")) == "refusal.not_allowed"
    assert refusal(ana.presses(who, "meetings.going", planned.id)) == "refusal.not_allowed"


def test_answers_from_two_places_at_once_leave_one(crowded: House) -> None:
    """Whichever it is; nothing is counted twice."""
    crowded.joins(ANA)
    planned = plans(crowded)
    press = [partial(crowded.presses, ANA, f"meetings.{coming}", planned.id) for coming in Coming]
    at_once(press * 2)

    assert counts(crowded, planned).invited == 1
    assert counts(crowded, planned).silent == 0


def test_every_meeting_of_a_full_year_can_be_answered(ana: House) -> None:
    """However many there are: each shows the way to those after it, and the last to the first."""
    days = ("2027-01-20", "2027-02-24", "2027-03-17", "2027-04-21", "2027-05-19", "2027-06-16")
    planned = [plans(ana, day=day).id for day in days]
    card, seen = sees(ana), []
    while card.buttons[0].subject not in seen:
        seen.append(card.buttons[0].subject)
        card = card_of(ana.clicks(ANA, button(card, "meetings.look")))

    assert seen == planned
    assert Text("meetings.mine.further", {"n": 2}) in sees(ana).body
