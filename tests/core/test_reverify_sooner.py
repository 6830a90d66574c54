"""A letter that comes back, and a domain that falls, ask before the year is over."""

from dataclasses import replace
from functools import partial

import pytest

from bot.audit import OPERATOR
from bot.communities import listings
from bot.communities.model import Community
from bot.communities.registry import Changes, Listed
from bot.deliveries import Letter
from bot.members.model import Profile
from bot.members.reverifying import ask_those_who_rest_on
from bot.outbox import Outcome, Result
from bot.ports import Turn, Unit
from tests.core.cast import ANA, CALGARY, CLAIRE, Actor
from tests.core.changes import proves_change
from tests.core.house import DOWN, House
from tests.core.memberships import decides
from tests.core.reading import actions, said
from tests.core.reverifications import (
    REFUSED,
    mailbox_goes,
    note,
    questions,
    still,
    told,
    unanswered,
    work,
)

MAIL, DOMAIN = "members.reverify.why.mail", "members.reverify.why.domain"
FALLEN = Listed(CALGARY, "calgary.ca", revoked_by="operator")


def falls(house: House, listed: Listed = FALLEN) -> int:
    return house.app.operate(lambda turn: ask_those_who_rest_on(turn, listed))


# ---- the mailbox


def test_a_letter_that_is_refused_for_good_asks_in_the_chat(house: House) -> None:
    """Not by mail, which does not get there; a new address is what is hoped for."""
    house.joins(ANA)
    mailbox_goes(house)
    (question,) = questions(house)

    assert told(house) == (0, 1)
    assert MAIL in said(question.body)
    assert actions(question) == ["members.change", "members.still", "members.leave"]
    assert work(house, house.profile(ANA)) == [("asked", "mail")]


def test_each_further_letter_that_is_refused_asks_no_more(house: House) -> None:
    """Once is enough; the reminder comes in the chat alone."""
    house.joins(ANA)
    mailbox_goes(house)
    house.waits_for(days=1)
    mailbox_goes(house)  # being suspended has ended the first question
    before = told(house)
    house.lives_on(days=14)

    assert before == (0, 2)
    assert told(house) == (0, 3)


@pytest.mark.parametrize(
    "outcome", [DOWN, Outcome(Result.UNKNOWN), Outcome(Result.NEVER, code="mail_refused")]
)
def test_what_says_nothing_of_the_mailbox_asks_nothing(house: House, outcome: Outcome) -> None:
    """A server that is away, or does not like the letter."""
    house.joins(ANA)
    house.fates[Letter] = outcome
    decides(house, "suspend", house.profile(ANA))
    house.carries_out()
    house.presses(CLAIRE, "members.reinstate", house.profile(ANA).id)
    house.carries_out()

    assert house.profile(ANA).asked_at is None


def test_the_first_letter_to_a_member_counts_too(house: House) -> None:
    """The confirmation itself."""
    house.approves(CLAIRE, house.waits(ANA))
    house.fates[Letter] = REFUSED
    house.carries_out()

    assert house.profile(ANA).asked_why == "mail"


def test_a_letter_to_a_mailbox_that_is_not_the_members_any_more_asks_nothing(house: House) -> None:
    """Nor one that was never theirs."""
    house.joins(ANA)
    proves_change(house, ANA, role="contractor", email="ana@montreal.ca")
    house.declines(CLAIRE, house.request(ANA))
    house.fates[Letter] = REFUSED
    house.carries_out()

    assert house.profile(ANA).asked_at is None


def test_when_the_yearly_letter_itself_is_refused_they_hear_why(house: House) -> None:
    """In the chat, with the words for that; the reason that was meant at first is not needed any more."""
    house.joins(ANA)
    house.fates[Letter] = REFUSED
    house.lives_on(days=365)

    assert [MAIL in said(card.body) for card in questions(house)] == [True]
    assert work(house, house.profile(ANA)) == [("asked", "yearly"), ("asked", "mail")]


def test_a_new_address_is_the_answer(house: House) -> None:
    """And letters go there."""
    house.joins(ANA)
    mailbox_goes(house)
    proves_change(house, ANA, email="ana.r@calgary.ca")
    member = house.profile(ANA)

    assert (member.address, member.asked_at) == ("ana.r@calgary.ca", None)


def test_whose_membership_rests_is_not_asked(house: House) -> None:
    """The letter that says so came back."""
    house.joins(ANA)
    house.fates[Letter] = REFUSED
    decides(house, "suspend", house.profile(ANA))
    house.carries_out()

    assert house.profile(ANA).asked_at is None


# ---- the domain


def member(house: House, name: str, email: str, community_id: str = CALGARY) -> Actor:
    who = replace(ANA.called(name), email=email, community_id=community_id)
    house.joins(who)
    return who


def test_who_rests_on_a_domain_that_is_revoked_is_asked(house: House) -> None:
    """By mail and in the chat, with the reason; whole labels only, and only of that community."""
    resting = [member(house, "a", "a@calgary.ca"), member(house, "b", "b@fire.calgary.ca")]
    others = [
        member(house, "c", "c@notcalgary.ca"),
        member(house, "d", "d@calgary.ca", "2466023"),
        member(house, "e", "e@gmail.com"),
    ]
    count = falls(house)
    house.carries_out()

    assert count == 2
    for who in resting:
        assert told(house, who) == (1, 1)
        assert DOMAIN in said(questions(house, who)[0].body)
        assert work(house, house.profile(who)) == [("asked", "domain")]
    assert [house.profile(who).asked_at for who in others] == [None] * 3


def test_who_revoked_it_stands_in_the_audit(house: House) -> None:
    """As whoever asks."""
    house.joins(ANA)
    falls(house)
    (entry,) = [entry for entry in house.audit() if entry.action == "work_asked"]

    assert entry.actor == "operator"


def test_revoking_and_asking_are_one(house: House) -> None:
    """Whoever revokes a domain asks; once more of the same asks nobody."""
    house.joins(ANA)
    for _ in range(2):
        house.app.operate(lambda turn: listings.revoke(turn, Listed(CALGARY, "calgary.ca"), OPERATOR))
        house.presses(ANA, "members.still")

    assert work(house, house.profile(ANA)) == [("asked", "domain"), ("confirmed", "domain")]


def test_members_of_a_reserve_rest_on_the_domain_of_its_band(house: House) -> None:
    """They have one office."""
    band = Community("band-1", "Kwikwa", "", "first_nation", "BC")
    reserve = Community("5900801", "Kwikwa East 1", "", "first_nation", "BC", parent_id="band-1")
    house.world.communities.apply(Changes(99, (band, reserve)))
    who = member(house, "a", "a@kwikwa.ca", reserve.id)

    assert falls(house, Listed(band.id, "kwikwa.ca")) == 1
    assert house.profile(who).asked_why == "domain"


def test_nobody_is_asked_twice_for_one_domain(house: House) -> None:
    """Nor is anybody who is asked because their mailbox is gone."""
    house.joins(ANA)
    falls(house)
    falls(house)
    house.carries_out()

    assert told(house) == (1, 1)


def test_who_is_asked_already_hears_of_the_domain(house: House) -> None:
    """It is another question, with all its days; a note about the old one is settled."""
    member = unanswered(house)
    falls(house)
    house.carries_out()

    assert told(house) == (3, 3)
    assert said(note(house, member).body) == ["members.unanswered.asked_again"]
    assert house.profile(ANA).reminded_at is None


def test_that_a_year_is_over_is_nothing_new_to_whoever_is_asked(house: House) -> None:
    """The question is open."""
    house.joins(ANA)
    house.lives_on(days=364)
    falls(house)
    house.lives_on(days=1)

    assert house.profile(ANA).asked_why == "domain"
    assert told(house) == (1, 1)


def test_whoever_still_works_there_says_so(house: House) -> None:
    """By the same press."""
    house.joins(ANA)
    falls(house)
    house.carries_out()
    still(house)

    assert work(house, house.profile(ANA)) == [("asked", "domain"), ("confirmed", "domain")]


def test_five_hundred_members_are_asked_in_one_transaction(crowded: House) -> None:
    """Whatever happens in the middle of it, nobody is forgotten: all of it is stored, or nothing."""
    first, number = crowded.joins(ANA), 500
    crowd = [replace(first, id=f"m{count:025}") for count in range(number - 1)]
    for each in crowd:
        crowded.storage.transact(partial(_added, each))
    with pytest.raises(KeyboardInterrupt):
        crowded.app.operate(_dies_in_the_middle)
    in_between = crowded.profile(ANA).asked_at

    assert in_between is None
    assert falls(crowded) == number
    assert {asked_why(crowded, each.id) for each in (first, *crowd)} == {"domain"}


def _added(profile: Profile, unit: Unit) -> None:
    unit.profiles.add(profile)


def _dies_in_the_middle(turn: Turn) -> None:
    ask_those_who_rest_on(turn, FALLEN)
    raise KeyboardInterrupt


def asked_why(house: House, profile_id: str) -> str:
    found = house.storage.transact(lambda unit: unit.profiles.get(profile_id))
    return found.asked_why if found else ""
