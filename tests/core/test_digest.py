"""Each working morning at nine the coordinators read what waits: once, and nothing when nothing does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat import Card, Room, Text
from bot.deliveries import Letter, Post
from bot.joining.digest import LISTED
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.desk import lines, pending, posts
from tests.core.house import DOWN, GONE, NETWORK, House
from tests.core.reading import actions, button, said
from tests.stores import sqlite_url

THURSDAY = datetime(2026, 11, 26, 14, tzinfo=UTC)  # nine o'clock in Toronto
FRIDAY, MONDAY = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=4)


def digests(house: House, platform: str = "slack") -> list[Card]:
    return posts(house, "digest.title", platform)


def lives_until(house: House, moment: datetime) -> None:
    """Without a beat in between."""
    house.clock.push(moment - house.clock.now())
    house.lives_on(hours=0)


def counts(card: Card) -> dict[str, object]:
    return {text.id: text.values["n"] for text in card.body if isinstance(text, Text)}


@pytest.fixture
def house(house: House) -> House:
    """Wednesday's is over; nothing was waiting."""
    house.lives_on(hours=0)
    return house


def test_at_nine_each_room_reads_what_waits(house: House) -> None:
    """Once, on each platform, in the coordinators' room."""
    house.waits(ANA)
    lives_until(house, THURSDAY - timedelta(seconds=1))
    early = digests(house)
    lives_until(house, THURSDAY)
    house.lives_on(hours=1)

    assert early == []
    assert [len(digests(house, room)) for room in ("slack", "discord")] == [1, 1]
    assert {post.room for post in house.arrived(Post)} == {Room.COORDINATORS}


def test_the_oldest_stands_first_and_questions_by_themselves(house: House) -> None:
    """As in the list of what is pending, which is a button away."""
    for who in (LUC, ANA, ANA.called("bo")):
        house.waits(who)
        house.waits_for(minutes=1)
    house.asks_more(CLAIRE, house.request(ANA.called("bo")), "Which service?")
    lives_until(house, THURSDAY)
    (digest,) = digests(house)

    assert lines(digest, "waiting") == ["Luc Gagné", "Ana Roy"]
    assert lines(digest, "needs_information") == ["Ana Roy"]
    assert actions(digest) == ["joining.pending"]
    assert house.clicks(DEV, button(digest, "joining.pending")) == pending(house)


def test_what_is_held_is_in_it(holding: House) -> None:
    """Somebody may still want to undo it."""
    holding.lives_on(hours=0)
    request = holding.waits(ANA)
    lives_until(holding, THURSDAY - timedelta(minutes=5))
    holding.approves(CLAIRE, request)
    lives_until(holding, THURSDAY)

    assert lines(digests(holding)[0], "held") == ["Ana Roy"]


def test_of_many_the_oldest_are_listed_and_the_rest_is_counted(house: House) -> None:
    """A digest stays short."""
    for number in range(LISTED + 3):
        house.waits(ANA.called(f"ana{number}"))
    lives_until(house, THURSDAY)
    (digest,) = digests(house)

    assert len(lines(digest, "waiting")) == LISTED
    assert counts(digest) == {"joining.pending.waiting": LISTED + 3}
    assert "joining.pending.more" in said(digest.body)


def test_what_keeps_failing_and_what_has_failed_since_the_last_one_are_counted(house: House) -> None:
    """What failed for good is told once; what keeps failing, each morning."""
    for request in [house.waits(ANA), house.waits(LUC)]:
        house.approves(CLAIRE, request)
    house.fates[Letter] = GONE
    house.carries_out()
    house.fates[Letter] = DOWN
    house.asks(ANA.called("bo"))
    lives_until(house, THURSDAY)
    lives_until(house, FRIDAY)
    first, second = digests(house)

    assert counts(first) == {"digest.failing": 1, "digest.failed": 2}
    assert counts(second) == {"digest.failing": 1}


def test_when_there_is_nothing_to_say_nothing_is_said(house: House) -> None:
    """Nor later in the day, of what has come since."""
    lives_until(house, THURSDAY)
    house.waits(ANA)
    house.lives_on(hours=1)
    today = digests(house)
    lives_until(house, FRIDAY)

    assert today == []
    assert len(digests(house)) == 1


def test_after_friday_s_comes_monday_s(house: House) -> None:
    """Through a whole week, to the hour."""
    house.waits(ANA)
    mornings = []
    for _ in range(7 * 24):
        before = len(digests(house))
        house.lives_on(hours=1)
        mornings += [house.clock.now()] * (len(digests(house)) - before)
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)

    assert mornings == [THURSDAY, FRIDAY, MONDAY, tuesday, wednesday]


def test_who_was_down_at_nine_says_it_at_ten(house: House) -> None:
    """It is still morning."""
    house.waits(ANA)
    lives_until(house, THURSDAY + timedelta(hours=1))

    assert len(digests(house)) == 1


@pytest.mark.parametrize("hour", [8, 12, 20])
def test_who_was_down_all_day_says_nothing_at_night(house: House, hour: int) -> None:
    """And the next morning one thing only."""
    house.waits(ANA)
    lives_until(house, THURSDAY + timedelta(hours=hour))
    at_night = digests(house)
    lives_until(house, FRIDAY)
    house.lives_on(hours=1)

    assert at_night == []
    assert len(digests(house)) == 1


def test_what_could_not_be_delivered_all_day_is_not_delivered_at_night(house: House) -> None:
    """The platform was down."""
    house.waits(ANA)
    house.fates[Post] = DOWN
    lives_until(house, THURSDAY)
    house.fates.clear()
    lives_until(house, THURSDAY + timedelta(hours=9))

    assert digests(house) == []


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=4)])
def test_a_clock_that_goes_back_says_nothing_twice(house: House, back: timedelta) -> None:
    """Nor when it has come forward again."""
    house.waits(ANA)
    lives_until(house, FRIDAY)
    house.clock.push(-back)
    house.lives_on(hours=0)
    lives_until(house, FRIDAY)
    lives_until(house, FRIDAY + timedelta(hours=1))

    assert len(digests(house)) == 1


def test_nine_is_nine_where_the_network_is(tmp_path: Path) -> None:
    """Half past eleven in Greenwich, for St. John's in winter half past twelve."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, zone="America/St_Johns"))
    house.lives_on(hours=0)
    house.waits(ANA)
    lives_until(house, THURSDAY - timedelta(hours=1, minutes=31))
    early = digests(house)
    lives_until(house, THURSDAY - timedelta(hours=1, minutes=30))

    assert (early, len(digests(house))) == ([], 1)
    house.close()


# ---- when it is due


def test_while_something_waits_the_next_morning_is_due(house: House) -> None:
    """Whoever sleeps until the next moment wakes for it."""
    house.waits(ANA)
    house.lives_on(hours=1)

    assert house.app.next_due() == THURSDAY


def test_of_failures_alone_there_is_a_digest_too(house: House) -> None:
    """Whether they may still succeed or not; after it, of what failed for good there is nothing more."""
    house.approves(CLAIRE, house.waits(ANA))
    house.fates[Letter] = GONE
    house.carries_out()
    due = house.app.next_due()
    lives_until(house, THURSDAY)

    assert due == THURSDAY
    assert counts(digests(house)[0]) == {"digest.failed": 1}
    assert house.app.next_due() is None


def test_while_nothing_could_be_said_nothing_is_due(house: House) -> None:
    """Nobody is woken to say nothing."""
    house.joins(ANA)

    assert house.app.next_due() is None
