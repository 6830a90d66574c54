"""Members answer: what they see, what is counted, and what a calendar may answer for them."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.chat import Card, Local, Text
from bot.deliveries import Letter
from bot.meetings.answering import reply
from bot.meetings.model import Coming, Counts, Meeting, Seat, Why
from tests.core.cast import ANA, CLAIRE, LUC, Actor
from tests.core.house import CUT, House
from tests.core.meetings import LINK, MOVED, cancels, changes, invitations, meeting, plans, shown
from tests.core.memberships import decides, reinstates
from tests.core.reading import actions, button, card_of, facts, refusal, said
from tests.promises.cast import at_once
from tests.world import NOON

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
    assert actions(card) == ["meetings.going", "meetings.maybe", "meetings.no", "meetings.look"]
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


# ---- by the calendar


def replies(
    house: House,
    which: Meeting,
    coming: Coming = Coming.GOING,
    sequence: int = 0,
    stamp: datetime = NOON + timedelta(minutes=5),
    mailbox: str = ANA.email,
    uid: str = "",
) -> bool:
    """By the name under which Ana's calendar knows it, unless it is another."""
    known = uid or seat(house, which).known_as
    return house.app.operate(lambda turn: reply(turn, known, mailbox, coming, sequence, stamp))


def seat(house: House, which: Meeting, who: Actor = ANA) -> Seat:
    member = house.profile(who).id
    return house.storage.transact(lambda unit: unit.seats.get(which.id, member))


@pytest.fixture
def invited(ana: House) -> tuple[House, Meeting]:
    """A member whose calendar knows of a meeting."""
    planned = plans(ana)
    ana.lives_on(minutes=10)
    return ana, planned


def test_a_calendar_answers_as_a_press_does(invited: tuple[House, Meeting]) -> None:
    """And is seen at both places."""
    house, planned = invited

    assert replies(house, planned, Coming.NO)
    assert facts(sees(house))["meetings.fact.answer"] == Text("meetings.answer.no")


def test_the_later_answer_holds_wherever_it_was_given(invited: tuple[House, Meeting]) -> None:
    """A mail that was under way for a while undoes nothing."""
    house, planned = invited
    answers(house, "going")

    assert not replies(house, planned, Coming.NO, stamp=house.clock.now() - timedelta(minutes=1))
    assert not replies(house, planned, Coming.NO, stamp=house.clock.now())
    house.waits_for(minutes=2)
    assert replies(house, planned, Coming.NO, stamp=house.clock.now() - timedelta(minutes=1))
    assert counts(house, planned).no == 1


def test_an_answer_to_what_was_before_a_move_counts_for_nothing(invited: tuple[House, Meeting]) -> None:
    """Nor one to a sequence that nobody was told."""
    house, planned = invited
    changes(house, planned, "move", **MOVED)

    assert not replies(house, planned)
    assert not replies(house, planned, sequence=1)
    house.lives_on(minutes=1)
    assert [replies(house, planned, sequence=number) for number in (0, 2, 1)] == [False, False, True]


def test_a_stranger_answers_nothing(invited: tuple[House, Meeting]) -> None:
    """Nor whoever is suspended, nor to a meeting that there is not or that is over."""
    house, planned = invited

    assert not replies(house, planned, mailbox="luc@montreal.ca")
    assert not replies(house, planned, uid="nothere")
    decides(house, "suspend", house.profile(ANA))
    assert not replies(house, planned)
    house.waits_for(days=30)
    assert not replies(house, planned)


def test_nobody_answers_for_a_fellow_member(invited: tuple[House, Meeting]) -> None:
    """Each calendar knows it by a name of its own: whoever writes another's address cannot write that too."""
    house, planned = invited
    house.joins(LUC)
    house.carries_out()
    own, others = (seat(house, planned, who).known_as for who in (LUC, ANA))

    assert not replies(house, planned, uid=own)
    assert not replies(house, planned, uid=planned.id)
    assert not replies(house, planned, uid=others, mailbox=LUC.email)
    assert replies(house, planned, uid=others)
    assert len({own, others, planned.id}) == 3


def test_who_was_invited_before_there_were_such_names_answers_as_before(
    invited: tuple[House, Meeting],
) -> None:
    """And is told under the same name of what changes; called off and back, they get their own."""
    house, planned = invited
    member = house.profile(ANA)
    house.storage.transact(
        lambda unit: unit.seats.tell(replace(unit.seats.get(planned.id, member.id), uid=""))
    )
    answered = replies(house, planned, uid=planned.id)
    changes(house, planned, "theme", theme_en="Floods")
    house.lives_on(minutes=1)
    decides(house, "suspend", member)
    house.carries_out()
    reinstates(house, member)
    house.carries_out()
    names = [asked.uid for asked in invitations(house)][1:]

    assert answered
    assert names[:2] == [planned.id] * 2
    assert names[2] == seat(house, planned).uid
    assert not replies(house, planned, uid=planned.id, sequence=1)


def test_what_was_under_way_before_there_were_such_names_keeps_its_own(ana: House) -> None:
    """It may have arrived: tried again, it is the same entry."""
    planned = plans(ana)
    ana.fates[Letter] = CUT
    ana.lives_on(minutes=1)
    before = replace(seat(ana, planned), uid="")
    ana.storage.transact(lambda unit: unit.seats.tell(before))
    ana.fates.clear()
    ana.lives_on(hours=2)

    assert [asked.uid for asked in invitations(ana)] == [planned.id]


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
