"""Each step of a promise is taken once: through outages, clocks that jump, questions, and second thoughts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deliveries import Post
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.decisions import undoes
from tests.core.desk import assigns, done, steps
from tests.core.house import DOWN, House
from tests.core.reading import form_of


def answers(house: House) -> None:
    form = form_of(house.presses(ANA, "joining.answer", house.request(ANA).id))
    house.fills_in(ANA, form, answer="The water service.")


def lives_hourly(house: House, days: int) -> None:
    for _ in range(days * 24):
        house.lives_on(hours=1)


def letters(house: House) -> list[str]:
    """To the applicant, without the code."""
    return [letter.subject.id for letter in house.letters(ANA) if not letter.highlight]


def test_an_outage_over_all_of_them_makes_one_post_and_one_note(house: House) -> None:
    """The latest: what was missed while nobody looked is not made up for."""
    house.waits(ANA)
    house.lives_on(days=8)
    house.lives_on(days=1)

    assert steps(house) == steps(house, "discord") == ["broken"]
    assert letters(house) == ["joining.late.subject"]


def test_an_outage_over_some_of_them_goes_on_with_the_latest(house: House) -> None:
    """And with those that are still to come."""
    house.waits(ANA)
    house.lives_on(days=5, hours=12)
    lives_hourly(house, 3)

    assert steps(house) == ["assignee", "everyone", "broken"]


def test_what_the_courier_could_not_deliver_in_time_is_not_said_late(house: House) -> None:
    """Whoever comes when the next step is due says that one."""
    house.waits(ANA)
    house.fates[Post] = DOWN
    house.lives_on(days=3)
    house.fates.clear()
    house.lives_on(days=2)

    assert steps(house) == ["assignee"]


def test_a_clock_that_goes_back_and_forth_doubles_nothing(house: House) -> None:
    """By an hour, by a day, over each of the steps."""
    request = house.waits(ANA)
    for back in (timedelta(hours=1), timedelta(days=1)) * 8:
        house.lives_on(days=1)
        house.clock.push(-back)
        house.lives_on(days=0)
        house.clock.push(back)
        house.lives_on(days=0)

    assert steps(house) == ["nudge", "assignee", "everyone", "broken"]
    assert letters(house) == ["joining.late.subject"]
    assert done(house, request) == ["proven", "broken"]


@pytest.mark.parametrize("day", [3, 5, 6, 7])
def test_who_takes_it_on_right_after_a_step_makes_nobody_read_it_twice(house: House, day: int) -> None:
    """The request has changed, what was said has been said."""
    house.waits(ANA)
    house.lives_on(days=day)
    before = (steps(house), letters(house))
    assigns(house, DEV, house.request(ANA))
    house.lives_on(minutes=1)
    assigns(house, CLAIRE, house.request(ANA))
    house.lives_on(minutes=1)

    assert (steps(house), letters(house)) == before


def test_after_the_answer_the_steps_are_later_by_as_long_as_it_took(house: House) -> None:
    """Four and a half days with the applicant; asked when the first day was over."""
    house.waits(ANA)
    house.lives_on(days=1)
    house.asks_more(CLAIRE, house.request(ANA), "Which service?")
    lives_hourly(house, 4)
    house.lives_on(hours=12)
    answers(house)
    taken = []
    for _ in range(8 * 24):
        before = len(steps(house))
        house.lives_on(hours=1)
        taken += [(house.clock.now() - house.request(ANA).asked_at) / timedelta(days=1)] * (
            len(steps(house)) - before
        )

    assert taken == [3 + 4.5, 5 + 4.5, 6 + 4.5, 7 + 4.5]


@pytest.mark.parametrize("day", [3, 5, 6])
def test_a_step_that_was_taken_before_a_question_is_not_taken_again_after_it(house: House, day: int) -> None:
    """Nobody is called twice on what is the same day of the promise."""
    house.waits(ANA)
    lives_hourly(house, day)
    before = steps(house)
    house.lives_on(hours=1)
    house.asks_more(CLAIRE, house.request(ANA), "Which service?")
    house.lives_on(days=3)
    answers(house)
    house.lives_on(minutes=1)

    assert steps(house) == before


def test_a_promise_that_was_broken_unnoticed_before_a_question_is_recorded_after_it(house: House) -> None:
    """Even though its moment was when nobody looked."""
    request = house.waits(ANA)
    house.waits_for(days=7, hours=1)
    house.asks_more(CLAIRE, request, "Which service?")
    house.lives_on(days=2)
    answers(house)
    house.lives_on(minutes=1)
    house.lives_on(days=1)

    assert done(house, request).count("broken") == 1
    assert steps(house) == ["broken"]


def test_a_step_that_came_due_while_a_decision_was_held_is_taken_when_it_is_undone(holding: House) -> None:
    """As if nothing had been decided."""
    request = holding.waits(ANA)
    holding.waits_for(days=2, hours=23, minutes=58)
    holding.approves(CLAIRE, request)
    holding.lives_on(minutes=4)
    undoes(holding, DEV, holding.request(ANA))
    holding.lives_on(minutes=1)

    assert steps(holding) == ["nudge"]


def test_a_step_that_was_taken_before_a_decision_is_not_taken_again_when_it_is_undone(holding: House) -> None:
    """What had been said has been said."""
    request = holding.waits(ANA)
    holding.lives_on(days=5)
    holding.approves(CLAIRE, request)
    undoes(holding, DEV, holding.request(ANA))
    holding.lives_on(minutes=1)

    assert steps(holding) == ["assignee"]


def test_the_reminders_of_two_requests_do_not_disturb_each_other(house: House) -> None:
    """Each has moments of its own."""
    house.waits(ANA)
    house.lives_on(hours=12)
    house.waits(LUC)
    lives_hourly(house, 5)

    assert steps(house) == ["nudge", "nudge", "assignee", "assignee"]


def test_a_reminder_that_an_older_version_left_on_a_decided_request_is_taken_away(house: House) -> None:
    """It knew nothing of reminders when it decided; nobody is woken for it for ever."""
    house.approves(CLAIRE, house.waits(ANA))
    decided = house.request(ANA)
    left = replace(decided, revision=decided.revision + 1, reminds_at=house.clock.now())
    house.storage.transact(lambda unit: unit.requests.save(left))
    house.lives_on(days=1)

    assert house.request(ANA).reminds_at is None
    assert steps(house) == []
    assert house.app.next_due() is None
