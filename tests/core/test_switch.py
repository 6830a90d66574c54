"""The switch: while all is paused nothing goes out, everything is kept, and people are told the truth."""

from datetime import timedelta

from bot.chat import Card
from bot.deliveries import Direct, Edit, Letter
from bot.joining.forms import SILENT
from bot.joining.model import State
from bot.outbox import PATIENCE
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import ARRIVED, DOWN, House
from tests.core.reading import card_of, said, shown

STEP = timedelta(hours=1, minutes=15)  # longer than the longest pause between two attempts


def pauses(house: House) -> Answer:
    return house.presses(CLAIRE, "switch.pause", "all")


def resumes(house: House) -> Answer:
    return house.hosts(CLAIRE, "resume")


def everything(card: Card) -> list[str]:
    return said(shown(card))


# ---- nothing goes out


def test_while_it_is_paused_nothing_goes_out_and_everything_is_kept(house: House) -> None:
    """However long that is; then it goes out."""
    pauses(house)
    house.asks(ANA)
    house.waits_for(days=2)
    meanwhile = house.carries_out()
    resumes(house)

    assert meanwhile == []
    assert [type(delivery) for delivery in house.carries_out()] == [Letter]
    assert len(house.codes(ANA)) == 1


def test_what_was_kept_goes_out_in_order(house: House) -> None:
    """The one who asked first has the first letter."""
    pauses(house)
    for who in (LUC, ANA):
        house.asks(who)
        house.waits_for(minutes=1)
    resumes(house)

    assert [letter.to for letter in house.carries_out() if isinstance(letter, Letter)] == [
        LUC.email,
        ANA.email,
    ]


def test_what_has_lost_its_reason_meanwhile_does_not_go_out(house: House) -> None:
    """A code for a request that was withdrawn helps nobody."""
    pauses(house)
    house.asks(ANA)
    house.presses(ANA, "joining.withdrawn", house.request(ANA).id)
    resumes(house)

    assert house.carries_out() == []


def test_while_it_is_paused_events_are_answered_and_duties_are_done(house: House) -> None:
    """What they write down goes out afterwards."""
    house.waits(ANA)
    pauses(house)
    meanwhile = house.lives_on(days=8)
    house.declines(CLAIRE, house.request(ANA))
    resumes(house)

    assert meanwhile == []
    assert house.request(ANA).broken_at == house.clock.now()
    assert {type(delivery) for delivery in house.carries_out()} == {Edit, Letter, Direct}


def test_what_is_under_way_in_that_moment_is_finished(house: House) -> None:
    """Its letter has left already."""
    house.asks(ANA)
    (errand,) = house.app.claim(16)
    pauses(house)
    house.app.settle(errand, ARRIVED)

    settled = house.errand(errand.id)
    assert settled is not None
    assert settled.result == "delivered"


def test_nobody_wakes_for_what_is_kept(house: House) -> None:
    """A courier that is given nothing must not spin."""
    house.asks(ANA)
    pauses(house)

    assert house.app.next_due() is None
    resumes(house)
    assert house.app.next_due() == house.clock.now()


# ---- a pause is nobody's fault


def test_the_time_of_a_pause_does_not_count_against_what_waited(house: House) -> None:
    """A mail server that is away at the first attempt after it is not given up at once."""
    house.asks(ANA)
    house.asks_more(CLAIRE, house.waits(LUC), "Which service?")
    pauses(house)
    house.waits_for(seconds=2 * PATIENCE.total_seconds())
    resumes(house)
    house.fates[Letter] = DOWN
    house.carries_out()
    house.fates.clear()
    house.waits_for(hours=1)

    assert [letter.to for letter in house.carries_out() if isinstance(letter, Letter)] == [LUC.email]


def test_what_had_failed_before_a_pause_has_all_its_days_after_it(house: House) -> None:
    """And then it is given up all the same."""
    house.asks_more(CLAIRE, house.waits(LUC), "Which service?")
    house.fates[Letter] = DOWN
    fails_for(house, days=2)
    pauses(house)
    house.waits_for(days=2)
    resumes(house)
    fails_for(house, days=2)
    kept = failed(house)
    fails_for(house, days=2)

    assert kept == []
    assert failed(house) == ["joining.question_letter"]


def test_a_request_does_not_expire_while_its_code_is_kept(house: House) -> None:
    """Nor on the day after: there are three days to enter it, to the moment that is due next."""
    house.asks(ANA)
    pauses(house)
    house.lives_on(days=9)
    resumes(house)
    house.lives_on(days=2)
    kept = house.request(ANA).state
    due = house.app.next_due()
    house.lives_on(days=1)

    assert kept is State.UNVERIFIED
    assert due == house.clock.now()
    assert house.request(ANA).state is State.EXPIRED


def fails_for(house: House, days: int) -> None:
    for _ in range(timedelta(days=days) // STEP):
        house.carries_out()
        house.waits_for(seconds=STEP.total_seconds())


def failed(house: House) -> list[str]:
    return [errand.kind for errand in house.storage.transact(lambda unit: unit.outbox.failed(10))]


# ---- whoever waits is told


def test_who_waits_for_a_code_is_told_that_it_has_to_wait(house: House) -> None:
    """When they ask, when they ask again, and when they look."""
    pauses(house)
    asked = house.asks(ANA)
    again = house.presses(ANA, "joining.resend", house.request(ANA).id)

    for answer in (asked, again, house.types(ANA, "status")):
        assert "switch.notice" in everything(card_of(answer))


def test_whoever_asks_or_declines_is_told_that_the_applicant_hears_of_it_later(house: House) -> None:
    """Not when nobody is to be told."""
    first, second, third = (house.waits(who) for who in (ANA, LUC, ANA.called("ana2")))
    pauses(house)
    asked, declined = house.asks_more(CLAIRE, first, "Which service?"), house.declines(CLAIRE, second)
    silently = house.declines(CLAIRE, third, message=SILENT)

    notices = ["switch.notice" in everything(card_of(answer)) for answer in (asked, declined, silently)]
    assert notices == [True, True, False]


def test_nobody_is_told_of_a_pause_that_is_over(house: House) -> None:
    """Nor of one that never was, nor who waits for no letter."""
    house.waits(LUC)
    before = house.asks(ANA)
    pauses(house)
    waiting = house.types(LUC, "status")
    resumes(house)

    for answer in (before, waiting, house.types(ANA, "status")):
        assert "switch.notice" not in everything(card_of(answer))
