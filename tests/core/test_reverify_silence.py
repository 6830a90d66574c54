"""Whoever does not say whether they still work there is asked once more; then coordinators see to it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.members.model import Standing
from bot.switch import pause, resume
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC
from tests.core.desk import lives_hourly, pending
from tests.core.house import House
from tests.core.memberships import decides, looks_up
from tests.core.mornings import digests
from tests.core.reading import actions, button, card_of, facts, refusal, said, shown, written
from tests.core.reverifications import (
    UNANSWERED,
    asked,
    note,
    notes,
    questions,
    still,
    told,
    unanswered,
    vouches_still,
    work,
)
from tests.core.test_beats_together import beats


def test_silence_leads_to_a_reminder_and_then_to_the_coordinators(house: House) -> None:
    """Each after its time, once; and then to nothing more."""
    member = asked(house)
    house.lives_on(days=13)
    waiting = told(house)
    house.lives_on(days=1)
    reminded = told(house)
    house.lives_on(days=13)
    before = notes(house)
    house.lives_on(days=1)
    for _ in range(60):
        house.lives_on(days=1)

    assert (waiting, reminded, told(house)) == ((1, 1), (2, 2), (2, 2))
    assert before == []
    assert len(notes(house)) == len(notes(house, "discord")) == 1
    assert work(house, member) == [("asked", "yearly"), ("unanswered", "yearly")]


def test_nobody_is_ever_removed_by_silence(house: House) -> None:
    """They keep everything, for years."""
    unanswered(house)
    for _ in range(30):
        house.lives_on(days=30)

    assert house.profile(ANA).standing is Standing.MEMBER
    assert ANA.person.identity in house.inside
    assert len(notes(house)) == 1


def test_the_reminder_says_that_it_is_one(house: House) -> None:
    """The first question did not."""
    asked(house)
    house.lives_on(days=14)
    first, second = questions(house)

    assert "members.reverify.again" not in said(first.body)
    assert "members.reverify.again" in said(second.body)


def test_the_coordinators_learn_who_it_is_about_and_why(house: House) -> None:
    """By the reference; neither name nor address."""
    member = unanswered(house)
    card = note(house, member)

    assert member.reference in written(shown(card))
    assert "members.asked_why.yearly" in said(facts(card)["members.fact.asked"])
    assert not {member.name, member.address} & set(written(shown(card)))
    assert actions(card) == ["members.show", "members.vouched_still"]


def test_the_note_leads_to_the_member(house: House) -> None:
    """Where the question can be closed too."""
    member = unanswered(house)
    shown_card = card_of(house.clicks(CLAIRE, button(note(house, member), "members.show")))

    assert shown_card.title.id == "members.desk.title"
    assert "members.vouched_still" in actions(shown_card)
    assert "members.vouched_still" in actions(card_of(looks_up(house, member)))


def test_a_coordinator_who_knows_says_so(house: House) -> None:
    """Who it was is in the audit, and the notes in all rooms show that it is settled."""
    member = unanswered(house)
    answer = house.clicks(CLAIRE, button(note(house, member), "members.vouched_still"))
    house.carries_out()
    (entry,) = [entry for entry in house.audit() if entry.action == "work_vouched"]

    assert "members.reverify.vouched" in said(card_of(answer).body)
    assert (entry.actor, entry.reason) == (house.profile(CLAIRE).id, "yearly")
    assert house.profile(ANA).verified_at == house.clock.now()
    for platform in ("slack", "discord"):
        assert said(note(house, member, platform).body) == ["members.unanswered.known"]
        assert actions(note(house, member, platform)) == ["members.show"]


def test_the_member_can_still_answer_then(house: House) -> None:
    """And the notes say so."""
    member = unanswered(house)
    still(house)
    house.carries_out()

    assert said(note(house, member).body) == ["members.unanswered.known"]
    assert house.profile(ANA).asked_at is None


@pytest.mark.parametrize("end", ["leave", "suspend", "remove"])
def test_the_note_about_somebody_who_is_out_says_no_more_than_that(house: House, end: str) -> None:
    """Their community would say in a small one who it was."""
    member = unanswered(house)
    if end == "leave":
        house.leaves(ANA)
    else:
        decides(house, end, member)
    house.carries_out()
    card = note(house, member)

    assert said(card.body) == ["members.unanswered.out"]
    assert (card.facts, card.buttons) == ((), ())


def test_a_second_coordinator_sees_that_it_is_settled(house: House) -> None:
    """Nor is anything vouched for that nobody has asked."""
    member = unanswered(house)
    vouches_still(house, member)
    verified = house.profile(ANA)
    house.waits_for(days=1)

    assert refusal(vouches_still(house, member, DEV)) == "refusal.stale"
    assert house.profile(ANA) == verified


def test_nobody_vouches_for_themselves(house: House) -> None:
    """As a member they say it by their own button."""
    own = replace(ANA, roles=COORDINATES)
    member = unanswered(house, own)

    assert refusal(vouches_still(house, member, own)) == "refusal.own_membership"
    assert house.profile(ANA).asked_at is not None


def test_what_is_with_the_coordinators_is_in_their_lists(house: House) -> None:
    """In what waits, until it is settled; in the digest when there is something else to say."""
    member = unanswered(house)
    listed = card_of(pending(house))
    house.waits(LUC)
    house.lives_on(days=1)
    digest = digests(house)[-1]
    vouches_still(house, member)

    assert member.reference in written(listed.body)
    assert "members.unanswered.count" in said(digest.body)
    assert "members.unanswered.count" not in said(card_of(pending(house)).body)


def test_members_who_are_silent_make_no_digest_by_themselves(house: House) -> None:
    """The same line each morning is read by nobody."""
    unanswered(house)
    lives_hourly(house, 7)

    assert digests(house) == []


def test_a_pause_counts_against_nobody(house: House) -> None:
    """Nobody is asked while nothing goes out; who was asked has all their days afterwards."""
    house.joins(LUC)
    house.lives_on(days=7)
    asked(house)
    house.lives_on(days=1)
    house.app.operate(lambda turn: pause(turn, "operator"))
    meanwhile = house.lives_on(days=40)
    sleeps_until = house.app.next_due()
    house.app.operate(lambda turn: resume(turn, "operator"))
    house.lives_on(minutes=1)
    house.lives_on(days=13)
    before = told(house)
    house.lives_on(days=1)

    assert meanwhile == []
    assert sleeps_until is None
    assert before == (1, 1)
    assert told(house) == (2, 2)


def test_a_clock_that_was_set_back_makes_nobody_wait_longer(house: House) -> None:
    """Neither for the question, nor for the reminder, nor for the note."""
    house.joins(ANA)
    counts = []
    for days in (365, 14, 14):
        house.clock.push(timedelta(days=-100))
        house.lives_on(days=0)
        house.lives_on(days=days - 1)
        house.lives_on(days=1)
        counts.append((*told(house), len(notes(house))))

    assert counts == [(1, 1, 0), (2, 2, 0), (2, 2, 1)]


def test_a_clock_that_goes_back_and_forth_doubles_nothing(house: House) -> None:
    """By an hour, by a day, over each of the steps."""
    asked(house)
    for back in (timedelta(hours=1), timedelta(days=1)) * 20:
        house.lives_on(days=1)
        house.clock.push(-back)
        house.lives_on(days=0)
        house.clock.push(back)
        house.lives_on(days=0)

    assert told(house) == (2, 2)
    assert len(notes(house)) == 1


def test_what_was_answered_before_the_note_went_out_is_not_noted(house: House) -> None:
    """The room was away."""
    asked(house)
    house.lives_on(days=14)
    house.waits_for(days=14)
    house.app.tick()
    house.presses(ANA, "members.still")
    house.carries_out()

    assert notes(house) == []


def test_next_year_it_begins_anew(house: House) -> None:
    """With a note of its own; the one of last year stays settled."""
    member = unanswered(house)
    vouches_still(house, member)
    house.carries_out()
    house.lives_on(days=365)
    house.lives_on(days=14)
    house.lives_on(days=14)

    assert len(notes(house)) == 2
    shown_now = [card for card in house.rooms.values() if card.title.id == UNANSWERED]
    assert Counter(said(card.body)[0] for card in shown_now) == {
        "members.unanswered.known": 2,
        "members.unanswered.body": 2,
    }


def test_of_several_processes_one_takes_each_step(crowded: House) -> None:
    """Of the question, the reminder and the note, for each member."""
    crowd = [ANA.called(f"ana{number}") for number in range(3)]
    for each in crowd:
        crowded.joins(each)
    for days in (365, 14, 14, 14):
        beats(crowded, days=days)

    for each in crowd:
        assert told(crowded, each) == (2, 2)
        assert len(notes(crowded)) == 3
        assert work(crowded, crowded.profile(each)) == [("asked", "yearly"), ("unanswered", "yearly")]
