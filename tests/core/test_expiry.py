"""What time alone brings about: requests that were never proven are over, repetitions are forgotten."""

from datetime import timedelta

from bot.joining.model import State
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.reading import actions, card_of, said, title


def after(house: House, **span: float) -> None:
    house.waits_for(**span)
    house.app.tick()


def test_a_request_whose_mailbox_is_not_proven_expires_after_three_days(house: House) -> None:
    """A long weekend."""
    house.asks(ANA)
    after(house, days=3, seconds=1)

    assert house.request(ANA).state is State.EXPIRED
    assert house.request(ANA).decided_at == house.clock.now()


def test_it_expires_at_the_very_moment_that_is_due_next(house: House) -> None:
    """Whoever sleeps until then finds something to do, once."""
    house.asks(ANA)
    house.carries_out()
    due = house.app.next_due()
    assert due == house.request(ANA).asked_at + timedelta(days=3)
    after(house, days=3)

    assert house.request(ANA).state is State.EXPIRED
    assert house.app.next_due() is None


def test_up_to_three_days_it_can_still_be_proven(house: House) -> None:
    """With a new code."""
    house.asks(ANA)
    house.carries_out()
    after(house, days=2, hours=23)
    house.presses(ANA, "joining.resend", house.request(ANA).id)

    assert title(house.proves(ANA)) == "joining.status.title"
    assert house.request(ANA).state is State.WAITING


def test_what_has_expired_is_said_to_have_and_can_be_asked_again(house: House) -> None:
    """By the status; nobody is written to."""
    house.asks(ANA)
    house.carries_out()
    after(house, days=4)
    card = card_of(house.types(ANA, "status"))

    assert said(card.body) == ["joining.status.expired"]
    assert actions(card) == ["joining.begin"]
    assert house.carries_out() == []


def test_the_code_of_an_expired_request_proves_nothing(house: House) -> None:
    """However late the letter was read."""
    house.asks(ANA)
    house.carries_out()
    house.waits_for(days=3)
    house.presses(ANA, "joining.resend", house.request(ANA).id)
    code = house.code_of(ANA)
    after(house, minutes=1)

    assert title(house.enters(ANA, code)) == "joining.status.title"
    assert house.request(ANA).state is State.EXPIRED


def test_a_code_that_was_still_to_be_sent_is_not_sent_any_more(house: House) -> None:
    """Its reason is gone."""
    house.asks(ANA)
    after(house, days=4)

    assert house.carries_out() == []


def test_who_let_a_request_expire_can_ask_anew(house: House) -> None:
    """As the same person."""
    house.asks(ANA)
    first = house.request(ANA)
    after(house, days=4)
    second = house.waits(ANA)

    assert (second.applicant, second.state) == (first.applicant, State.WAITING)
    assert second.id != first.id


def test_a_proven_request_does_not_expire(house: House) -> None:
    """It is for the coordinators to answer, however long that takes."""
    house.waits(ANA)
    after(house, days=60)

    assert house.request(ANA).state is State.WAITING


def test_doing_it_again_changes_nothing(house: House) -> None:
    """Two processes may tick at the same time."""
    house.asks(ANA)
    after(house, days=4)
    expired = house.request(ANA)
    after(house, days=1)

    assert house.request(ANA) == expired


def test_the_oldest_request_says_when_the_next_one_expires(house: House) -> None:
    """So that the pulse can wake for it."""
    house.asks(ANA)
    house.waits_for(days=1)
    house.asks(LUC)
    house.carries_out()
    first = house.request(ANA).asked_at + timedelta(days=3)

    assert house.app.next_due() == first
    after(house, days=2, seconds=1)
    assert house.app.next_due() == first + timedelta(days=1)


def test_many_expire_over_several_ticks(house: House) -> None:
    """No duty holds the database for long, and what is left is due at once."""
    crowd = [ANA.called(f"ana{number}") for number in range(51)]
    for each in crowd:
        house.asks(each)
    after(house, days=4)
    left = [each for each in crowd if house.request(each).state is State.UNVERIFIED]

    assert len(left) == 1
    house.app.tick()
    assert house.request(left[0]).state is State.EXPIRED


def test_a_code_is_said_to_have_expired_while_it_is_remembered(house: House) -> None:
    """An hour later it is pruned, and the answer stays useful."""
    house.asks(ANA)
    code = house.code_of(ANA)
    after(house, hours=2)
    answer = house.enters(ANA, code)

    assert answer.reply.fields["code"].id == "joining.code.expired"  # type: ignore[union-attr]


def test_the_count_of_codes_is_pruned_no_sooner_than_it_counts(house: House) -> None:
    """Ticking is no way around the limit."""
    house.asks(ANA)
    for _ in range(2):
        house.presses(ANA, "joining.resend", house.request(ANA).id)
    after(house, minutes=59)

    assert title(house.presses(ANA, "joining.resend", house.request(ANA).id)) == "refusal.title"


def test_settled_errands_are_forgotten_after_a_month(house: House) -> None:
    """Until then, writing one twice is recognised."""
    house.joins(ANA)
    errands = [errand.id for errand in house.seen]
    after(house, days=29)
    assert all(house.errand(each) for each in errands)
    after(house, days=2)

    assert not any(house.errand(each) for each in errands)
