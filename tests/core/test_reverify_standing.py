"""What becomes of the question when a membership begins, rests, ends, or turns out to be somebody's other."""

from dataclasses import replace

import pytest

from bot.members.enrolment import Entrant
from bot.members.model import Profile
from tests.core.cast import ANA, CALGARY, CLAIRE, ENGLISH, LUC
from tests.core.decisions import reopens
from tests.core.house import House
from tests.core.memberships import decides, looks_up, reinstates
from tests.core.reading import card_of, facts, said
from tests.core.reverifications import YEAR, asked, note, told, unanswered


def moments(member: Profile) -> tuple[object, ...]:
    return member.asked_at, member.asked_why, member.reminded_at, member.reverify_at


RESTING = (None, "", None, None)


def test_whoever_joins_is_known_to_work_there(house: House) -> None:
    """From that day."""
    member = house.joins(ANA)

    assert member.verified_at == member.joined_at
    assert member.reverify_at == house.clock.now() + YEAR


def test_whoever_is_taken_in_by_an_operator_is_asked_a_year_later(house: House) -> None:
    """However long they have been a member elsewhere."""
    long_ago = house.clock.now() - 5 * YEAR
    entrant = Entrant("Ana Roy", ANA.email, ANA.email, CALGARY, "", ENGLISH, joined_at=long_ago)
    house.app.enrol([entrant])
    member = house.storage.transact(lambda unit: unit.profiles.of_mailbox(ANA.email))

    assert member is not None
    assert (member.verified_at, member.reverify_at) == (house.clock.now(), house.clock.now() + YEAR)


@pytest.mark.parametrize("what", ["suspend", "remove"])
def test_whose_membership_rests_or_ends_is_asked_nothing(house: House, what: str) -> None:
    """What was asked is asked no more, nor will anything be."""
    decides(house, what, asked(house))
    house.lives_on(days=700)

    assert moments(house.profile(ANA)) == RESTING
    assert told(house) == (1, 1)


def test_whoever_is_reinstated_has_a_year(house: House) -> None:
    """The coordinators have looked at it."""
    decides(house, "suspend", asked(house))
    house.lives_on(days=100)
    reinstates(house, house.profile(ANA))
    member = house.profile(ANA)

    assert (member.verified_at, member.reverify_at) == (house.clock.now(), house.clock.now() + YEAR)


def test_whoever_leaves_and_comes_back_has_a_year(house: House) -> None:
    """They are new."""
    asked(house)
    house.leaves(ANA)
    house.carries_out()
    house.lives_on(days=30)
    member = house.joins(ANA)

    assert moments(member) == (None, "", None, house.clock.now() + YEAR)


def test_a_membership_that_is_undone_is_not_asked_about(house: House) -> None:
    """Nobody works there as far as anybody knows."""
    house.joins(ANA)
    reopens(house, house.request(ANA))

    assert moments(house.profile(ANA)) == RESTING


def test_the_member_card_says_since_when_it_is_known(house: House) -> None:
    """And what is asked."""
    member = house.joins(ANA)
    known = facts(card_of(looks_up(house, member)))
    house.lives_on(days=365)
    waiting = facts(card_of(looks_up(house, member)))

    assert known["members.fact.verified"] == member.verified_at
    assert "members.fact.asked" not in known
    assert "members.asked_why.yearly" in said(waiting["members.fact.asked"])


# ---- two who are one


def merges(house: House, kept: Profile, other: Profile) -> Profile:
    house.presses(CLAIRE, "members.merged", kept.id + other.id)
    house.carries_out()
    found = house.storage.transact(lambda unit: unit.profiles.get(kept.id))
    assert found is not None
    return found


def test_when_one_of_two_said_it_the_other_need_not(house: House) -> None:
    """They are one person, and work for one community; a note is settled."""
    silent = unanswered(house)
    other = house.joins(ANA.called("ana2"))
    merged = merges(house, silent, other)

    assert (merged.verified_at, merged.asked_at, merged.reverify_at) == (
        other.verified_at,
        None,
        other.reverify_at,
    )
    assert said(note(house, silent).body) == ["members.unanswered.known"]


def test_work_for_another_community_proves_nothing(house: House) -> None:
    """The question stays."""
    silent = asked(house)
    other = house.joins(LUC)

    assert merges(house, silent, other) == silent


def test_what_is_newer_stays(house: House) -> None:
    """The other one's question goes with it."""
    silent = unanswered(house, ANA.called("ana2"))
    kept = house.joins(ANA)

    assert merges(house, kept, silent).reverify_at == kept.reverify_at
    assert said(note(house, silent).body) == ["members.unanswered.out"]


def test_a_question_to_the_other_tells_nothing_of_the_one(house: House) -> None:
    """Nobody has said anything."""
    other = asked(house, ANA.called("ana2"))
    house.waits_for(days=1)
    kept = replace(house.joins(ANA), verified_at=house.clock.now() - 2 * YEAR)
    house.storage.transact(lambda unit: unit.profiles.save(kept))

    assert merges(house, kept, other).verified_at == kept.verified_at


def test_a_suspended_member_learns_nothing_by_merging(house: House) -> None:
    """Their membership rests."""
    kept = house.joins(ANA)
    decides(house, "suspend", kept)
    other = house.joins(ANA.called("ana2"))

    assert moments(merges(house, kept, other)) == RESTING
