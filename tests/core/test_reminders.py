"""The clock of the promise: what the coordinators read when nobody has answered yet."""

from datetime import timedelta

from bot.chat import Room
from bot.deliveries import Post
from tests.core.cast import ANA, CLAIRE
from tests.core.house import DECISIONS, House
from tests.core.reading import actions, button, called, card_of, facts, written
from tests.core.seeing import posts, steps
from tests.world import NOON

ROOMS = ("slack", "discord")


def test_on_the_third_day_each_room_is_nudged_without_calling_anybody(house: House) -> None:
    """Once, with what it is about and by when, and a way to it."""
    request = house.waits(ANA)
    house.lives_on(days=3)

    for room in ROOMS:
        assert steps(house, room) == ["nudge"]
        (card,) = posts(house, "joining.nudge.title", room)
        assert called(card) == []
        assert written(card.title) == [request.reference]
        assert facts(card)["joining.fact.answer_by"] == request.answer_by


def test_a_nudge_leads_to_the_card(house: House) -> None:
    """Where everything can be done."""
    house.waits(ANA)
    house.lives_on(days=3)
    (nudge,) = posts(house, "joining.nudge.title")
    show = house.clicks(CLAIRE, button(nudge, "joining.show"))

    assert actions(card_of(show)) == DECISIONS


def test_what_is_posted_is_for_the_coordinators_alone(house: House) -> None:
    """In their room, and without the applicant's name."""
    house.waits(ANA)
    house.lives_on(days=3)
    (nudge,) = posts(house, "joining.nudge.title")

    assert {post.room for post in house.arrived(Post)} == {Room.COORDINATORS}
    assert ANA.name not in written((nudge.title, *nudge.body, *facts(nudge).values()))


def test_before_the_third_day_nothing_is_said(house: House) -> None:
    """Not a second too early."""
    house.waits(ANA)
    house.lives_on(days=2, hours=23, minutes=59, seconds=59)

    assert steps(house) == []
    assert house.app.next_due() == NOON + timedelta(days=3)


def test_each_step_is_one_post_in_its_turn(house: House) -> None:
    """Over all seven days, to the minute."""
    house.waits(ANA)
    for _ in range(8 * 24):
        house.lives_on(hours=1)

    for room in ROOMS:
        assert steps(house, room) == ["nudge", "assignee", "everyone", "broken"]
