"""What comes back by mail: an answer is counted, a mailbox that is no more is asked about, all else is
ignored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.meetings.model import Coming
from bot.returned import bounced, replied
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import House
from tests.core.meetings import MOVED, changes, invitations, meeting, plans
from tests.core.reverifications import questions, work
from tests.world import NOON

ANSWERED = NOON + timedelta(minutes=5)


def replies(house: House, which: str, address: str, answer: str = "going") -> bool:
    return house.app.operate(lambda turn: replied(turn, which, address, answer, 0, ANSWERED))


def bounces(house: House, who: Actor = ANA) -> bool:
    return house.app.operate(lambda turn: bounced(turn, who.email))


def going(house: House, which: str) -> int:
    now = meeting(house, which)
    return house.storage.transact(lambda unit: unit.seats.counts(now)).going


@pytest.mark.parametrize("address", ["ana.roy@calgary.ca", "Ana.Roy@CALGARY.CA", "ana.roy+peers@calgary.ca"])
def test_a_members_calendar_answers(ana: House, address: str) -> None:
    """By whichever writing of the mailbox that they have proven."""
    planned = plans(ana)
    ana.lives_on(minutes=10)

    assert replies(ana, invitations(ana)[-1].uid, address)
    assert going(ana, planned.id) == 1


@pytest.mark.parametrize("answer", list(Coming))
def test_the_same_answer_again_changes_nothing(ana: House, answer: str) -> None:
    """The mail was read twice, since the bot died in between."""
    plans(ana)
    ana.lives_on(minutes=10)

    assert replies(ana, invitations(ana)[-1].uid, ANA.email, answer)
    assert not replies(ana, invitations(ana)[-1].uid, ANA.email, answer)


@pytest.mark.parametrize("address", ["eve@evil.example", "zoë@calgary.ca", "@", ""])
def test_an_answer_of_nobody_is_ignored(ana: House, address: str) -> None:
    """Of somebody who is no member, or cannot be."""
    planned = plans(ana)
    ana.lives_on(minutes=10)

    assert not replies(ana, invitations(ana)[-1].uid, address)
    assert going(ana, planned.id) == 0


def test_an_answer_to_nothing_is_ignored(ana: House) -> None:
    """No such meeting."""
    assert not replies(ana, "0" * 26, ANA.email)


def test_an_update_says_what_was_answered(ana: House) -> None:
    """So that no calendar takes it back; once it was moved, everybody is asked again."""
    planned = plans(ana)
    ana.lives_on(minutes=10)
    replies(ana, invitations(ana)[-1].uid, ANA.email)
    changes(ana, planned, "theme", theme_en="Dikes", theme_fr="Digues")
    ana.lives_on(minutes=10)
    changes(ana, planned, "move", **MOVED)
    ana.lives_on(minutes=10)

    assert [invitation.answer for invitation in invitations(ana)] == ["", "going", ""]


# ---- letters that come back


def test_a_mailbox_that_is_no_more_is_asked_about(ana: House) -> None:
    """In the chat, as when the letter is refused at once."""
    assert bounces(ana)
    ana.carries_out()

    assert len(questions(ana)) == 1
    assert work(ana, ana.profile(ANA)) == [("asked", "mail")]


def test_further_bounces_ask_no_more(ana: House) -> None:
    """Each invitation comes back."""
    assert bounces(ana)

    assert not bounces(ana)
    ana.carries_out()
    assert len(questions(ana)) == 1


def test_a_bounce_of_nobody_is_ignored(ana: House) -> None:
    """Nobody has proven that mailbox, nor said that it is theirs."""
    assert not bounces(ana, LUC)
