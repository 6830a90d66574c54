"""What could not be delivered, as coordinators see it: what it was, why, and since when."""

import pytest

from bot.chat import Card, Form
from bot.deliveries import Direct, Letter
from bot.outbox import Errand
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, LUC, Actor
from tests.core.house import CUT, DOWN, GONE, House
from tests.core.reading import actions, card_of, form_of, refusal, said, shown, title, written
from tests.world import NOON


def fails(house: House, who: Actor = ANA) -> str:
    """A question that could not be mailed: its errand's id."""
    house.asks_more(CLAIRE, house.waits(who), "Which service?")
    house.fates[Letter] = GONE
    house.carries_out()
    house.fates.clear()
    return house.storage.transact(lambda unit: unit.outbox.failed(1))[0].id


def listed(house: House) -> Card:
    return card_of(house.hosts(CLAIRE, "undelivered"))


def form(house: House) -> Form:
    return form_of(house.presses(CLAIRE, "undelivered.open", "all"))


def retries(house: House, *errands: str, who: Actor = CLAIRE) -> Answer:
    return house.submits(who, "undelivered.retry", "all", errands=errands)


def test_what_failed_is_listed_with_what_it_was_and_why(house: House) -> None:
    """With the request's reference and since when; nothing else about the person."""
    fails(house)
    house.waits_for(hours=3)
    card = listed(house)

    assert said(card.body) == [
        "undelivered.failed", "undelivered.line.failed",
        "errand.joining.question_letter", "time.hours", "failure.other",
    ]  # fmt: skip
    assert written(shown(card)) == [house.request(ANA).reference]
    assert actions(card) == ["undelivered.open"]


def test_what_keeps_failing_is_listed_apart(house: House) -> None:
    """It is tried again by itself, so that there is nothing to press for it."""
    house.fates[Letter] = DOWN
    house.asks(ANA)
    house.carries_out()
    card = listed(house)

    assert said(card.body)[:3] == ["undelivered.failing", "undelivered.line.failing", "errand.joining.code"]
    assert actions(card) == []


def test_messages_to_people_are_listed_too(house: House) -> None:
    """Although nobody is told of each in the room."""
    house.asks_more(CLAIRE, house.waits(ANA), "Which service?")
    house.fates[Direct] = CUT
    house.carries_out()

    assert "errand.joining.question_direct" in said(listed(house).body)


def test_when_everything_got_through_the_list_says_so(house: House) -> None:
    """And offers nothing, not even by a button of before."""
    house.waits(ANA)

    assert title(house.hosts(CLAIRE, "undelivered")) == "undelivered.none.title"
    assert title(house.presses(CLAIRE, "undelivered.open", "all")) == "undelivered.none.title"


def test_the_newest_are_listed_first_and_no_more_than_a_form_can_hold(house: House) -> None:
    """That there is more is said."""
    house.fates[Letter] = GONE
    for number in range(26):
        house.asks(ANA.called(f"ana{number}"))
        house.waits_for(minutes=1)
        house.carries_out()
    newest = house.request(ANA.called("ana25")).reference
    references = written(shown(listed(house)))

    assert (len(references), references[0], len(form(house).fields[0].choices)) == (25, newest, 25)
    assert said(listed(house).body)[-1] == "undelivered.more"


def test_something_that_another_version_wrote_is_listed(house: House) -> None:
    """And can be tried again: whoever carries it out may know it."""
    unknown = Errand("a" * 26, "polls.close", "poll", "", "polls.close:1", "", NOON, NOON)
    house.storage.transact(lambda unit: unit.outbox.add(unknown))
    house.app.settle(house.app.claim(1)[0], GONE)

    assert "errand.other" in said(listed(house).body)
    assert title(retries(house, unknown.id)) == "undelivered.tried.title"
    assert [errand.kind for errand in house.app.claim(1)] == ["polls.close"]


@pytest.mark.parametrize("who", [ANA, LUC])
def test_only_coordinators_see_what_failed(house: House, who: Actor) -> None:
    """Not those whom it was for."""
    house.joins(ANA)

    assert refusal(house.hosts(who, "undelivered")) == "refusal.not_allowed"
    assert refusal(retries(house, "a", who=who)) == "refusal.not_allowed"
