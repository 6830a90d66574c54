"""Mornings at which the coordinators read a digest."""

from datetime import UTC, datetime, timedelta

from bot.chat import Card
from tests.core.house import House
from tests.core.seeing import posts

THURSDAY = datetime(2026, 11, 26, 14, tzinfo=UTC)  # nine o'clock in Toronto
FRIDAY, MONDAY = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=4)


def digests(house: House, platform: str = "slack") -> list[Card]:
    return posts(house, "digest.title", platform)


def lives_until(house: House, moment: datetime) -> None:
    """Without a beat in between."""
    house.clock.push(moment - house.clock.now())
    house.lives_on(hours=0)


def wednesday(house: House) -> House:
    """Its digest is over; nothing was waiting."""
    house.lives_on(hours=0)
    return house
