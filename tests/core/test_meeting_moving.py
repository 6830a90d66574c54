"""Whose mailbox is another one, or who turns out to be somebody else, is taken out of the former calendar."""

from dataclasses import replace

import pytest

from bot.deliveries import Letter
from bot.meetings.answering import reply
from bot.meetings.model import Coming
from bot.meetings.moving import KIND
from bot.members.enrolment import Entrant
from tests.core.cast import ANA, CALGARY
from tests.core.changes import proves_change
from tests.core.house import DOWN, GONE, House
from tests.core.meetings import MOVED, changes, invitations, plans, told
from tests.core.memberships import decides
from tests.core.reading import said
from tests.core.test_merging import TWIN, merges

NEW = replace(ANA, email="ana.r@calgary.ca")


def moves(house: House) -> None:
    """To another mailbox of the same host, which is applied at once."""
    proves_change(house, email=NEW.email)


def test_a_former_mailbox_is_called_off_and_the_new_one_is_invited(ana: House) -> None:
    """By names of their own, since a mailbox may be forwarded to the other; what was answered stays."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    ana.presses(ANA, "meetings.going", planned.id)
    moves(ana)
    ana.carries_out()
    (asked, called_off), (anew,) = invitations(ana), invitations(ana, NEW)

    assert told(ana) == [("invited", "REQUEST", 0), ("former", "CANCEL", 1)]
    assert told(ana, NEW) == [("invited", "REQUEST", 0)]
    assert called_off.uid == asked.uid != anew.uid
    assert (anew.answer, called_off.answer) == ("going", "")


def test_a_former_mailbox_answers_nothing_any_more(ana: House) -> None:
    """The new one does, by its own name alone."""
    plans(ana)
    ana.lives_on(minutes=1)
    moves(ana)
    ana.carries_out()
    names = [invitations(ana)[0].uid, invitations(ana, NEW)[0].uid]
    tries = [(uid, who.email) for uid in names for who in (ANA, NEW)]
    now = ana.clock.now()
    taken = [ana.app.operate(lambda turn, u=u, m=m: reply(turn, u, m, Coming.NO, 0, now)) for u, m in tries]  # type: ignore[misc] # of this turn

    assert taken == [False, False, False, True]


def test_what_changes_later_is_told_to_the_new_mailbox_alone(ana: House) -> None:
    """And so is that it is off."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    moves(ana)
    ana.carries_out()
    changes(ana, planned, "move", **MOVED)
    ana.lives_on(minutes=1)

    assert told(ana)[2:] == []
    assert told(ana, NEW)[1:] == [("moved", "REQUEST", 1)]


def test_an_invitation_under_way_is_not_overtaken_by_its_end(ana: House) -> None:
    """It goes to the new mailbox instead; the former one is called off, since it may have arrived."""
    plans(ana)
    ana.fates[Letter] = DOWN
    ana.lives_on(minutes=1)
    ana.fates.clear()
    moves(ana)
    ana.lives_on(hours=2)

    assert told(ana) == [("former", "CANCEL", 1)]
    assert told(ana, NEW) == [("invited", "REQUEST", 0)]


def test_where_nothing_was_told_nothing_is_taken_out(ana: House) -> None:
    """Nor of what is over by the time when the letter would go."""
    moves(ana)
    plans(ana)
    ana.lives_on(minutes=1)
    proves_change(ana, email=ANA.email)
    ana.waits_for(days=30)
    ana.carries_out()

    assert told(ana) == []
    assert told(ana, NEW) == [("invited", "REQUEST", 0)]


def test_a_former_mailbox_that_is_gone_is_nobodys_trouble(ana: House) -> None:
    """Nobody is asked whether they still work there, and its address is kept no longer."""
    plans(ana)
    ana.lives_on(minutes=1)
    moves(ana)
    ana.fates[Letter] = GONE
    ana.carries_out()
    member = ana.profile(ANA).id

    assert not ana.storage.transact(lambda unit: unit.former_entries.of(member))
    former = {errand.id for errand in ana.seen if errand.kind == KIND}
    assert former
    assert not former & {errand.subject for errand in ana.seen if errand.kind == "desk.undelivered"}


def test_of_two_who_are_one_the_others_calendar_is_told(house: House) -> None:
    """What stays is the kept one's entry; the other's is taken out, by its own name."""
    kept, other = house.joins(ANA), house.joins(TWIN)
    planned = plans(house)
    house.lives_on(minutes=1)
    house.presses(TWIN, "meetings.going", planned.id)
    merges(house, kept, other)
    house.carries_out()

    assert told(house) == [("invited", "REQUEST", 0)]
    assert told(house, TWIN) == [("invited", "REQUEST", 0), ("former", "CANCEL", 1)]
    assert invitations(house, TWIN)[0].uid == invitations(house, TWIN)[1].uid
    assert house.storage.transact(lambda unit: unit.seats.get(planned.id, kept.id)).answer == "going"


def test_whoever_is_back_before_they_were_called_off_has_one_entry(ana: House) -> None:
    """The former one goes, and they are invited anew."""
    plans(ana)
    ana.lives_on(minutes=1)
    ana.fates[Letter] = DOWN
    ana.leaves(ANA)
    ana.carries_out()
    ana.fates.clear()
    ana.app.enrol([Entrant(ANA.name, ANA.email, ANA.email, CALGARY, "", ANA.reader)])
    ana.lives_on(hours=3)
    names = [asked.uid for asked in invitations(ana)]

    assert sorted(told(ana)[1:]) == [("former", "CANCEL", 1), ("invited", "REQUEST", 0)]
    assert sorted(map(names.count, set(names))) == [1, 2]


@pytest.mark.parametrize("how", ["leave", "suspend"])
def test_whoever_goes_right_after_is_taken_out_everywhere(ana: House, how: str) -> None:
    """And forgotten only then, when they leave."""
    plans(ana)
    ana.lives_on(minutes=1)
    moves(ana)
    member = ana.profile(ANA)
    ana.leaves(ANA) if how == "leave" else decides(ana, how, member)
    ana.carries_out()

    assert told(ana) == [("invited", "REQUEST", 0), ("former", "CANCEL", 1)]
    assert told(ana, NEW) == []
    assert (ana.knows(ANA) is None) == (how == "leave")


def test_the_letter_says_that_nothing_else_has_changed(ana: House) -> None:
    """In their own words."""
    plans(ana)
    ana.lives_on(minutes=1)
    moves(ana)
    ana.carries_out()

    letter = [each for each in ana.letters(ANA) if each.invitation][-1]
    assert said(letter.body)[0] == "meetings.former.body"
