"""A member's calendar answers for them: what is believed of it, and what is not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.chat import Text
from bot.deliveries import Letter
from bot.meetings.answering import reply
from bot.meetings.model import Coming, Meeting, Seat
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import CUT, House
from tests.core.meetings import MOVED, changes, invitations, plans
from tests.core.memberships import decides, reinstates
from tests.core.reading import facts
from tests.core.test_meeting_answering import answers, counts, sees
from tests.world import NOON


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
