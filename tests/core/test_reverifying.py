"""Once a year members say, by one press, that they still work there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.cast import ANA, CLAIRE, FRENCH, LUC
from tests.core.changes import proves_change
from tests.core.house import House
from tests.core.reading import actions, card_of, refusal, said, title
from tests.core.reverifications import (
    QUESTION,
    YEAR,
    asked,
    asked_by_mail,
    questions,
    still,
    told,
    work,
)
from tests.core.seeing import letters


def test_a_member_is_asked_when_a_year_is_over(house: House) -> None:
    """By mail and in the chat, once; not a minute sooner."""
    house.joins(ANA)
    house.lives_on(days=364, hours=23)
    early = told(house)
    house.lives_on(hours=1)
    house.lives_on(hours=1)

    assert early == (0, 0)
    assert told(house) == (1, 1)
    assert work(house, house.profile(ANA)) == [("asked", "yearly")]


def test_whoever_sleeps_until_the_next_moment_asks_in_time(house: House) -> None:
    """It is the moment that is due next."""
    joined = house.joins(ANA).joined_at

    assert joined is not None
    assert house.app.next_due() == joined + YEAR


def test_the_question_has_a_button_for_each_answer(house: House) -> None:
    """That they still do, that something changed, that they have left."""
    asked(house)
    (question,) = questions(house)

    assert actions(question) == ["members.still", "members.change", "members.leave"]


def test_a_letter_says_how_where_there_are_no_buttons(house: House) -> None:
    """In the member's own language."""
    french = replace(LUC, reader=FRENCH)
    asked(house, french)
    letter = house.letters(french)[-1]

    assert letter.subject.id == QUESTION
    assert "members.reverify.how" in said(letter.body)
    assert letter.reader.language == "fr"


def test_one_press_is_enough_for_another_year(house: House) -> None:
    """Nothing else has to be filled in."""
    asked(house)
    answer = still(house)
    now = house.clock.now()
    member = house.profile(ANA)
    house.lives_on(days=364)

    assert title(answer) == "members.reverify.thanks.title"
    assert (member.verified_at, member.asked_at, member.reverify_at) == (now, None, now + YEAR)
    assert told(house) == (1, 1)
    house.lives_on(days=1)
    assert told(house) == (2, 2)


def test_pressing_twice_or_late_or_unasked_does_no_harm(house: House) -> None:
    """It is said that nothing is open, and the moment stays."""
    house.joins(ANA)
    unasked = house.presses(ANA, "members.still")
    house.lives_on(days=365)
    still(house)
    verified = house.profile(ANA)
    house.waits_for(days=3)
    again = still(house)

    for answer in (unasked, again):
        assert said(card_of(answer).body) == ["members.reverify.not_asked"]
    assert house.profile(ANA) == verified
    assert work(house, verified) == [("asked", "yearly"), ("confirmed", "yearly")]


def test_somebody_who_is_no_member_has_nothing_to_confirm(house: House) -> None:
    """Nor has somebody who has left meanwhile."""
    asked(house)
    house.leaves(ANA)
    house.carries_out()

    assert refusal(house.presses(ANA, "members.still")) == "refusal.not_allowed"
    assert refusal(house.presses(LUC, "members.still")) == "refusal.not_allowed"


def test_the_panel_shows_the_question_until_it_is_answered(house: House) -> None:
    """With its button, beside all others: meanwhile a member keeps everything."""
    asked(house)
    meanwhile = card_of(house.types(ANA, "home"))
    house.clicks(ANA, meanwhile.buttons[0])
    afterwards = card_of(house.types(ANA, "home"))

    assert actions(meanwhile) == ["members.still", *actions(afterwards)]
    assert "members.reverify.home" in said(meanwhile.body)
    assert "members.reverify.home" not in said(afterwards.body)
    assert ANA.person.identity in house.inside


def test_an_approved_change_is_an_answer(house: House) -> None:
    """As is one so slight that nobody had to look at it."""
    for changes in ({"name": "Ana Roy-Roy"}, {"role": "contractor"}):
        house.joins(ANA)
        house.lives_on(days=365)
        proves_change(house, ANA, **changes)
        request = house.request(ANA)
        if request.state == "waiting":
            house.approves(CLAIRE, request)
        member = house.profile(ANA)

        assert (member.asked_at, member.verified_at) == (None, house.clock.now())
        house.leaves(ANA)
        house.carries_out()


def test_whoever_changes_something_is_not_reminded_meanwhile(house: House) -> None:
    """A coordinator looks at it already; when nothing comes of it, they are reminded later."""
    asked(house)
    proves_change(house, ANA, role="contractor")
    house.lives_on(days=14)
    waiting = told(house)
    house.declines(CLAIRE, house.request(ANA))
    house.lives_on(days=14)

    assert waiting == (1, 1)
    assert told(house) == (2, 2)


def test_a_question_that_was_answered_before_it_went_out_is_not_asked(house: House) -> None:
    """They opened their panel first."""
    house.joins(ANA)
    house.waits_for(days=365)
    house.app.tick()
    house.presses(ANA, "members.still")
    house.carries_out()

    assert told(house) == (0, 0)


def test_the_question_of_a_year_ago_is_not_delivered_for_that_of_today(house: House) -> None:
    """Each errand belongs to its own."""
    house.joins(ANA)
    house.waits_for(days=365)
    house.app.tick()
    house.presses(ANA, "members.still")
    house.waits_for(days=365)
    house.app.tick()
    house.carries_out()

    assert told(house) == (1, 1)


def test_who_has_no_account_is_asked_by_mail(house: House) -> None:
    """Those whom an operator has taken in may never have come to the chat."""
    house.joins(ANA)
    account = house.account(ANA)
    luc = house.joins(LUC)
    house.storage.transact(lambda unit: unit.profiles.save_account(replace(account, profile_id=luc.id)))
    house.lives_on(days=365)

    assert asked_by_mail(house, ANA) == 1
    assert letters(house, LUC).count(QUESTION) == 1


@pytest.mark.parametrize("minutes", [1, 60 * 24 * 40])
def test_an_outage_asks_late_and_once(house: House, minutes: int) -> None:
    """However long it was."""
    house.joins(ANA)
    house.waits_for(days=365)
    house.lives_on(minutes=minutes)
    house.lives_on(minutes=1)

    assert told(house) == (1, 1)
    assert house.profile(ANA).reverify_at == house.clock.now() - timedelta(minutes=1) + timedelta(days=14)
