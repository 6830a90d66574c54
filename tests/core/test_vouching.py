"""A member of the same community says whether they know somebody who asks to join."""

from dataclasses import replace

import pytest

from bot.deliveries import Direct
from tests.core.cast import ANA, CLAIRE, COORDINATES, FRENCH, LUC
from tests.core.house import GONE, House
from tests.core.memberships import decides
from tests.core.reading import actions, card_of, facts, said, title, written
from tests.core.seeing import done, posts
from tests.core.vouches import (
    BEA,
    CY,
    asked_about,
    asks_colleague,
    offered,
    questions,
    says,
    vouched,
    vouches,
)


def test_a_coordinator_asks_a_member_of_the_same_community(house: House) -> None:
    """Who gets a direct message that says who asks to join, and nothing else of them."""
    request = asked_about(house)
    (question,) = questions(house)

    assert actions(question.card) == ["joining.vouch_yes", "joining.vouch_no"]
    assert set(facts(question.card)) == {"joining.fact.name", "joining.fact.role", "joining.fact.community"}
    assert "Ana Roy" in written(tuple(facts(question.card).values()))
    assert ANA.email not in str(question.card)
    assert request.revision == house.request(ANA).revision


def test_whoever_asked_is_told_that_it_is_under_way(house: House) -> None:
    """And the card says so in each room."""
    house.joins(BEA)
    request = house.waits(ANA)
    answer = asks_colleague(house, request, BEA)
    house.carries_out()

    assert title(answer) == "joining.vouch.asked.title"
    for platform in ("slack", "discord"):
        assert "joining.vouch.line.asked" in said(
            facts(house.card(request, platform))["joining.fact.vouches"]
        )


@pytest.mark.parametrize("word", ["yes", "no"])
def test_the_answer_is_seen_by_the_coordinators(house: House, word: str) -> None:
    """With the name of whoever gave it, on the card, in each room; and in the audit, as a code."""
    request = asked_about(house)
    answer = says(house, word)
    house.carries_out()
    lines = facts(house.card(request, "discord"))["joining.fact.vouches"]

    assert title(answer) == "joining.vouch.thanks.title"
    assert said(lines) == [f"joining.vouch.line.{word}"]
    assert written(lines) == ["Ana Roy"]  # whoever vouches is called the same here
    assert [(entry.action.value, entry.reason) for entry in vouched(house, request)] == [
        ("vouch_asked", ""),
        ("vouched", word),
    ]
    assert vouched(house, request)[1].actor == house.profile(BEA).id


def test_who_is_asked_is_asked_on_each_of_their_accounts(house: House) -> None:
    """Wherever they are, in their own language; one answer is enough."""
    french = replace(BEA, reader=FRENCH)
    house.joins(french)
    house.asks(french.on("discord"))
    house.proves(french.on("discord"))
    request = house.waits(ANA)
    asks_colleague(house, request, french)
    house.carries_out()

    assert len(questions(house, french)) == len(questions(house, french.on("discord"))) == 1
    assert questions(house, french)[0].reader.language == "fr"
    assert title(says(house, "yes", french.on("discord"))) == "joining.vouch.thanks.title"
    assert title(says(house, "no", french)) == "joining.vouch.already.title"


def test_an_answer_is_given_once(house: House) -> None:
    """Whoever presses again is told what they said."""
    request = asked_about(house)
    says(house, "yes")
    again = says(house, "no")

    assert said(card_of(again).body) == ["joining.vouch.already.body", "joining.vouch.said.yes"]
    assert [vouch.answer for vouch in vouches(house, request)] == ["yes"]
    assert done(house, request).count("vouched") == 1


def test_only_members_of_the_community_who_can_be_reached_are_offered(house: House) -> None:
    """By name; nobody of another one, nobody whose membership rests, nobody without an account."""
    for name in ("zoe", "abe"):
        house.joins(replace(ANA.called(name), name=name))
    house.joins(LUC)
    rests = house.joins(CY)
    decides(house, "suspend", rests)
    alone = house.joins(ANA.called("alone"))
    account = house.account(ANA.called("alone"))
    elsewhere = replace(account, profile_id=house.profile(LUC).id)
    house.storage.transact(lambda unit: unit.profiles.save_account(elsewhere))
    request = house.waits(ANA)

    assert alone.id not in offered(house, request)
    assert offered(house, request) == [house.profile(ANA.called(name)).id for name in ("abe", "zoe")]


def test_nobody_is_asked_twice_about_one_request(house: House) -> None:
    """Whoever was asked is offered no more."""
    house.joins(CY)
    request = asked_about(house)

    assert offered(house, request) == [house.profile(CY).id]


def test_the_applicant_is_not_asked_nor_whoever_has_their_mailbox(house: House) -> None:
    """Nor the coordinator who asks: they say it themselves."""
    member = replace(ANA.called("cleo"), roles=COORDINATES)
    house.joins(member)
    house.joins(BEA)
    request = house.waits(ANA)

    assert offered(house, request, member) == [house.profile(BEA).id]
    assert set(offered(house, request)) == {house.profile(BEA).id, house.profile(member).id}


def test_where_nobody_can_be_asked_it_is_said(house: House) -> None:
    """With the card as it stands."""
    request = house.waits(ANA)
    answer = house.presses(CLAIRE, "joining.ask_vouch", request.id, request.revision)

    assert "refusal.nobody_to_ask" in str(answer.reply)
    assert vouches(house, request) == []


def test_no_more_are_offered_than_a_list_of_options_holds(house: House) -> None:
    """However many work there."""
    for number in range(27):
        house.joins(ANA.called(f"m{number}"))
    request = house.waits(ANA)

    assert len(offered(house, request)) == 25


def test_a_community_that_was_only_typed_has_no_members_to_ask(house: House) -> None:
    """There is no button."""
    request = house.waits(ANA, community="typed:Nowhere in particular")

    assert "joining.ask_vouch" not in actions(house.card(request))


def test_a_question_to_an_account_that_is_gone_is_told_to_the_coordinators(house: House) -> None:
    """They would wait for an answer for ever."""
    house.joins(BEA)
    request = house.waits(ANA)
    house.fates[Direct] = GONE
    asks_colleague(house, request, BEA)
    house.carries_out()
    (told,) = posts(house, "desk.undelivered.title")

    assert request.reference in written(told.body)
