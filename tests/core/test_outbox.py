"""Errands: when they are tried again, when they end, and what may be done when nobody knows."""

from datetime import timedelta

import pytest

from bot.deliveries import Admit, Delivery, Direct, Edit, Letter, Post
from bot.outbox import (
    LEASE,
    PATIENCE,
    Errand,
    Outcome,
    Result,
)
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import ARRIVED, CUT, DOWN, GONE, House
from tests.core.reading import said, shown
from tests.world import NOON

STEP = timedelta(hours=1, minutes=15)  # longer than the longest pause


# ---- trying again


def test_what_failed_for_now_is_tried_again_after_a_pause_and_not_before(house: House) -> None:
    """A mail server that is away for a moment costs a moment."""
    house.fates[Letter] = DOWN
    house.asks(ANA)
    house.carries_out()
    house.fates.clear()
    house.waits_for(seconds=20)

    assert house.carries_out() == []
    house.waits_for(seconds=20)
    assert len(house.carries_out()) == 1


def test_the_pauses_grow(house: House) -> None:
    """Whoever is away longer is asked less often."""
    house.fates[Letter] = DOWN
    house.asks(ANA)
    tried = []
    for minute in range(60):
        tried += [minute] * len(house.carries_out())
        house.waits_for(minutes=1)

    assert 5 <= len(tried) <= 9
    assert tried[-1] - tried[-2] > tried[2] - tried[1]


def test_the_other_side_may_ask_for_a_longer_pause(house: House) -> None:
    """A platform that limits its rate says for how long."""
    house.fates[Letter] = Outcome(Result.LATER, code="slow", retry_after=timedelta(minutes=10))
    house.asks(ANA)
    house.carries_out()
    house.fates.clear()
    house.waits_for(minutes=9)

    assert house.carries_out() == []
    house.waits_for(minutes=1)
    assert len(house.carries_out()) == 1


def test_after_three_days_in_vain_it_is_given_up_and_told(house: House) -> None:
    """Never dropped in silence."""
    house.approves(CLAIRE, house.waits(ANA))
    house.fates[Letter] = DOWN
    for _ in range(60):
        house.carries_out()
        house.waits_for(seconds=STEP.total_seconds())

    assert "errand.joining.letter" in told(house)
    house.fates.clear()
    house.waits_for(days=7)
    assert not any(isinstance(delivery, Letter) for delivery in house.carries_out())


def told(house: House) -> list[str]:
    posts = [post.card for post in house.arrived(Post)]
    return said(tuple(value for card in posts for value in shown(card)))


def test_within_three_days_it_is_not_given_up(house: House) -> None:
    """A long weekend of a small town's mail server is bridged."""
    house.approves(CLAIRE, house.waits(ANA))
    house.fates[Letter] = DOWN
    for _ in range(57):
        house.carries_out()
        house.waits_for(seconds=STEP.total_seconds())
    house.fates.clear()
    house.carries_out()

    assert 57 * STEP < PATIENCE
    assert house.letters(ANA)[-1].subject.id == "joining.letter.subject"


def test_a_retried_letter_keeps_its_key(house: House) -> None:
    """Of which the Message-ID is made, so that mail servers can see that it is the same."""
    house.approves(CLAIRE, house.waits(ANA))
    house.fates[Letter] = DOWN
    first = keys(house.carries_out())
    house.waits_for(hours=1)

    assert keys(house.carries_out()) == first
    assert len(first) == 1


def test_a_retried_post_keeps_its_nonce(house: House) -> None:
    """Of which a platform can see that it is the same."""
    house.fates[Post] = CUT
    house.asks(ANA)
    house.proves(ANA)
    first = set(keys(house.carries_out()))
    house.waits_for(hours=1)

    assert set(keys(house.carries_out())) == first
    assert all(len(nonce) <= 25 for nonce in first)


def keys(deliveries: list[Delivery]) -> list[str]:
    return [d.key if isinstance(d, Letter) else d.nonce for d in deliveries if isinstance(d, Letter | Post)]


# ---- when nobody knows


@pytest.mark.parametrize("kind", [Letter, Admit, Post, Edit])
def test_what_may_happen_twice_is_tried_again_when_its_outcome_is_unknown(
    house: House, kind: type[Delivery]
) -> None:
    """Letters, doors and cards."""
    house.fates[kind] = CUT
    claimed = until_tried(house, kind)
    house.fates.clear()
    house.waits_for(hours=1)

    assert len(claimed) >= 1
    assert [d for d in house.carries_out() if isinstance(d, kind)]


def test_what_may_not_happen_twice_ends_when_its_outcome_is_unknown(house: House) -> None:
    """A message to a person: one too few is better than one too many."""
    house.fates[Direct] = CUT
    claimed = until_tried(house, Direct)
    house.fates.clear()
    house.waits_for(hours=1)

    assert len(claimed) == 1
    assert [d for d in house.carries_out() if isinstance(d, Direct)] == []


def until_tried(house: House, kind: type[Delivery]) -> list[Delivery]:
    """All of the story, as far as it comes."""
    house.asks(ANA)
    tried = house.carries_out()
    if house.codes(ANA):
        house.proves(ANA)
        tried += house.carries_out()
        house.approves(CLAIRE, house.request(ANA))
    return [d for d in tried + house.carries_out() if isinstance(d, kind)]


def test_a_courier_that_died_is_succeeded_after_its_lease(house: House) -> None:
    """For what may happen twice; nobody gets it before."""
    house.asks(ANA)
    (dead,) = house.app.claim(16)

    assert house.app.claim(16) == []
    house.waits_for(seconds=LEASE.total_seconds())
    (errand,) = house.app.claim(16)
    assert (errand.id, errand.attempt, errand.interrupted) == (dead.id, 2, True)


def test_what_may_not_happen_twice_ends_with_its_courier(house: House) -> None:
    """The message may have been sent in the moment of dying."""
    claimed = welcome_in_hand(house)
    house.waits_for(hours=1)
    house.carries_out()

    assert claimed.kind == "members.welcome"
    assert house.directs(ANA) == []


def test_what_ends_with_its_courier_does_not_hide_what_is_due_after_it(house: House) -> None:
    """A courier that is given nothing goes to sleep."""
    welcome_in_hand(house)
    house.waits_for(hours=1)

    assert [errand.kind for errand in house.app.claim(1)] == ["joining.letter"]


def welcome_in_hand(house: House) -> Errand:
    """Everything before it is done, and its courier gets no further."""
    house.approves(CLAIRE, house.waits(ANA))
    while True:
        for errand in house.app.claim(1):
            if errand.kind == "members.welcome":
                return errand
            house.carries(errand)


@pytest.mark.parametrize("late", [ARRIVED, DOWN, GONE, CUT])
def test_a_courier_that_comes_back_from_the_dead_settles_nothing(house: House, late: Outcome) -> None:
    """Somebody else has the claim by then, and their outcome counts."""
    house.asks(ANA)
    (slow,) = house.app.claim(16)
    house.waits_for(seconds=LEASE.total_seconds())
    (errand,) = house.app.claim(16)
    house.app.settle(slow, late)
    house.carries(errand)
    house.waits_for(hours=2)

    assert house.carries_out() == []
    assert len(house.codes(ANA)) == 1


def test_a_settlement_counts_once(house: House) -> None:
    """What failed for good is told once, however often it is said."""
    house.asks(ANA)
    (errand,) = house.app.claim(16)
    for _ in range(3):
        house.app.settle(errand, GONE)
    house.carries_out()

    assert len(house.directs(ANA)) == 1


def test_an_errand_of_a_later_version_waits_for_that_version(house: House) -> None:
    """After a step back it is neither lost nor does it stop anything."""
    unknown = Errand("a" * 26, "polls.close", "poll", "", "polls.close:1", "", NOON, NOON)
    house.storage.transact(lambda unit: unit.outbox.add(unknown))
    (errand,) = house.app.claim(16)
    with pytest.raises(LookupError):
        house.app.compose(errand)
    house.app.settle(errand, DOWN)

    house.waits_for(hours=1)
    assert [again.kind for again in house.app.claim(16)] == ["polls.close"]
    house.clock.push(LEASE)
    assert [again.kind for again in house.app.claim(16)] == ["polls.close"]


# ---- order


def test_a_card_is_changed_after_it_was_posted_however_late_that_is(house: House) -> None:
    """In each room by itself: one that is away holds up no other."""
    house.fates[Post] = DOWN
    house.asks(ANA)
    house.proves(ANA)
    house.carries_out()
    house.approves(CLAIRE, house.request(ANA))
    tried = house.carries_out()
    house.fates.clear()
    house.waits_for(hours=1)

    assert [d for d in tried if isinstance(d, Post | Edit)] == []
    assert [type(d) for d in house.carries_out()[:2]] == [Post, Post]
    assert "joining.desk.approved" in said(house.card(house.request(ANA)).body)


def test_what_cannot_be_delivered_holds_up_nobody_else(house: House) -> None:
    """Each person's letters have an order of their own."""
    house.fates[Letter] = DOWN
    house.asks(ANA)
    house.carries_out()
    house.fates.clear()
    house.asks(LUC)
    house.carries_out()

    assert len(house.codes(LUC)) == 1
    assert house.codes(ANA) == []


def test_what_was_done_moves_the_next_of_its_order_on_at_once(house: House) -> None:
    """The welcome follows the door in one go."""
    house.approves(CLAIRE, house.waits(ANA))

    assert {Admit, Direct, Letter} <= {type(delivery) for delivery in house.carries_out()}
