"""The form that decides several at once: what it offers, and to whom."""

from bot.chat import CHOICES_LIMIT, Kind
from tests.core.cast import CLAIRE, DEV
from tests.core.crowd import CROWD, choices, opened, wait
from tests.core.desk import assigns, keys
from tests.core.house import House
from tests.core.reading import card_of, said, written


def test_the_form_offers_the_most_urgent_ones_and_no_more_than_it_can_hold(house: House) -> None:
    """As they are shown now: whatever changes until it comes back is seen by the revision."""
    waiting = wait(house, 27)

    assert choices(opened(house), "requests") == [*keys(*waiting)][:CHOICES_LIMIT]


def test_those_that_wait_for_an_answer_can_be_decided_too(house: House) -> None:
    """After those that wait for us; what is held is decided already."""
    first, second, _ = wait(house)
    house.asks_more(CLAIRE, first, "Which service?")
    house.declines(CLAIRE, second)
    third, asked = house.request(CROWD[2]), house.request(CROWD[0])

    assert choices(opened(house), "requests") == [*keys(third, asked)]


def test_a_choice_names_the_request_as_its_card_does(house: House) -> None:
    """By reference and name."""
    (request,) = wait(house, 1)
    (field, *_) = opened(house).fields

    assert (field.name, field.kind) == ("requests", Kind.CHOICES)
    assert written(field.choices[0].label) == [request.reference, "Ana 0"]


def test_the_form_offers_what_can_be_decided_without_words(house: House) -> None:
    """Another reason than those of the list needs a sentence, and each person one of their own."""
    wait(house, 1)
    form = opened(house)

    assert choices(form, "decision") == ["approve", "decline", "silent", "assign"]
    assert choices(form, "reason") == ["not_staff", "not_in_canada", "not_verified", "duplicate"]


def test_who_acted_as_a_coordinator_can_be_handed_them(house: House) -> None:
    """Whoever opens the form included, though the bot has never seen them before."""
    assigns(house, DEV, wait(house, 1)[0])
    house.waits_for(minutes=1)
    form = opened(house, CLAIRE)

    assert choices(form, "assignee") == [house.profile(CLAIRE).id, house.profile(DEV).id]


def test_where_nothing_waits_there_is_no_form(house: House) -> None:
    """A button of an hour ago says so."""
    assert said(card_of(house.presses(CLAIRE, "joining.several", "desk")).body) == ["joining.pending.nothing"]
