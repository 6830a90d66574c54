"""The card in the welcome room: put up once, anew when somebody has deleted it, good for years."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import Room
from bot.deliveries import Edit, Post
from bot.members import entrance
from bot.outbox import Outcome, Result
from bot.replies import Ask
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import GONE, NETWORK, House
from tests.core.reading import actions, button, card_of, refusal, said, title
from tests.core.test_undelivered import told
from tests.stores import sqlite_url

WELCOMES = {"slack": "C0WELCOME", "discord": "900"}
DELETED = Outcome(Result.NEVER, code="message_gone")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """With a room for newcomers on both platforms."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, welcomes=WELCOMES))
    starts(house)
    yield house
    house.close()


def starts(house: House) -> None:
    house.app.operate(entrance.put_up)
    house.carries_out()


def cards(house: House, platform: str = "discord") -> list[Post]:
    found = (each for each in house.arrived(Post) if each.room is Room.WELCOME)
    return [each for each in found if each.platform == platform]


def renewed(house: House) -> int:
    return len([each for each in house.arrived(Edit) if "joining.begin" in actions(each.card)])


def test_it_is_put_up_at_the_first_start(house: House) -> None:
    """In the room of each platform, with the button that asks to join."""
    for platform in WELCOMES:
        (post,) = cards(house, platform)
        assert actions(post.card) == ["joining.begin", "joining.link"]


def test_it_is_put_up_once(house: House) -> None:
    """However often the bot starts, also long after the errand is forgotten."""
    for _ in range(3):
        house.lives_on(days=100)
        starts(house)

    assert len(cards(house)) == 1
    assert renewed(house) == 0


def test_another_room_gets_one_too(tmp_path: Path) -> None:
    """The settings name it; of two processes that start at once, one puts it up."""
    first = House(sqlite_url(tmp_path), network=replace(NETWORK, welcomes={"discord": "900"}))
    starts(first)
    first.close()
    other = House(sqlite_url(tmp_path), seed=2, network=replace(NETWORK, welcomes={"discord": "901"}))
    other.app.operate(entrance.put_up)
    starts(other)

    assert (len(cards(first)), len(cards(other))) == (1, 1)
    other.close()


def test_its_button_works_years_later(house: House) -> None:
    """For whoever presses it."""
    house.waits_for(days=3000)
    begin = button(cards(house)[0].card, "joining.begin")

    assert isinstance(house.clicks(ANA, begin).reply, Ask)
    house.joins(LUC)
    assert refusal(house.clicks(LUC, begin)) == "refusal.already_member"


def test_who_asks_for_it_gets_it_shown_anew(house: House) -> None:
    """Where it hangs; there are never two."""
    answer = house.hosts(CLAIRE, "welcome")
    house.carries_out()

    assert said(card_of(answer).body) == ["entrance.under_way", "platform.slack", "platform.discord"]
    assert (len(cards(house)), renewed(house)) == (1, 2)


def test_one_that_was_deleted_is_put_up_anew(house: House) -> None:
    """Which is no failure."""
    house.fates[Edit] = DELETED
    house.hosts(CLAIRE, "welcome")
    house.hosts(CLAIRE, "welcome")
    house.carries_out()
    del house.fates[Edit]
    house.hosts(CLAIRE, "welcome")
    house.carries_out()

    assert (len(cards(house)), told(house)) == (3, [])
    assert renewed(house) == 2


def test_what_cannot_be_put_up_is_told(house: House) -> None:
    """And tried again when they ask."""
    house.fates[Edit] = GONE
    house.hosts(CLAIRE, "welcome")
    house.carries_out()

    assert "errand.members.entrance" in said(told(house)[0].body)


def test_only_coordinators_put_it_up(house: House) -> None:
    """In a room that everybody reads."""
    assert refusal(house.hosts(ANA, "welcome")) == "refusal.not_allowed"


def test_without_a_welcome_room_there_is_no_card(tmp_path: Path) -> None:
    """Which is what is said to whoever asks for it."""
    house = House(sqlite_url(tmp_path))
    starts(house)
    answer = house.hosts(CLAIRE, "welcome")

    assert (house.delivered, title(answer)) == ([], "entrance.title")
    assert said(card_of(answer).body) == ["entrance.no_room"]
    house.close()
