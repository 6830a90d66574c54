"""Each working morning at nine the coordinators read what waits, what is held and what fails."""

from datetime import timedelta

import pytest

from bot.chat import Room
from bot.deliveries import Letter, Post
from bot.joining.digest import LISTED
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.desk import pending
from tests.core.house import DOWN, GONE, House
from tests.core.mornings import FRIDAY, THURSDAY, digests, lives_until, wednesday
from tests.core.reading import actions, button, said
from tests.core.seeing import counts, lines


@pytest.fixture
def house(house: House) -> House:
    return wednesday(house)


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
    wednesday(holding)
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
