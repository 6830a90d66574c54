"""Each step of a promise is taken once: through outages, clocks that jump, and whoever takes it on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deliveries import Post
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.desk import assigns, lives_hourly
from tests.core.house import DOWN, House
from tests.core.seeing import done, letters, steps


def test_an_outage_over_all_of_them_makes_one_post_and_one_note(house: House) -> None:
    """The latest: what was missed while nobody looked is not made up for."""
    house.waits(ANA)
    house.lives_on(days=8)
    house.lives_on(days=1)

    assert steps(house) == steps(house, "discord") == ["broken"]
    assert letters(house, ANA) == ["joining.late.subject"]


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
    assert letters(house, ANA) == ["joining.late.subject"]
    assert done(house, request) == ["proven", "broken"]


@pytest.mark.parametrize("day", [3, 5, 6, 7])
def test_who_takes_it_on_right_after_a_step_makes_nobody_read_it_twice(house: House, day: int) -> None:
    """The request has changed, what was said has been said."""
    house.waits(ANA)
    house.lives_on(days=day)
    before = (steps(house), letters(house, ANA))
    assigns(house, DEV, house.request(ANA))
    house.lives_on(minutes=1)
    assigns(house, CLAIRE, house.request(ANA))
    house.lives_on(minutes=1)

    assert (steps(house), letters(house, ANA)) == before


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
    assert house.app.next_due() == house.profile(ANA).reverify_at
