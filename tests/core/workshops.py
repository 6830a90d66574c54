"""A workshop with so many places, and who wants one."""

from dataclasses import replace

from bot.chat import Card
from bot.meetings.model import Coming, Counts, Meeting
from tests.core.cast import ANA, Actor
from tests.core.house import House
from tests.core.meetings import changes, meeting, plans
from tests.core.reading import card_of

PEOPLE = [replace(ANA.called(f"p{number}"), name=f"Pat {number}") for number in range(4)]


def workshop(house: House, places: int = 2) -> Meeting:
    """Planned, with room for so many."""
    return resized(house, plans(house, kind="workshop"), places)


def resized(house: House, which: Meeting, places: int | str) -> Meeting:
    changes(house, which, "details", capacity=str(places))
    return meeting(house, which.id)


def says(house: House, which: Meeting, who: Actor, coming: Coming = Coming.GOING) -> Card:
    now = meeting(house, which.id)
    return card_of(house.presses(who, f"meetings.{coming}", now.id, now.sequence))


def counts(house: House, which: Meeting) -> Counts:
    now = meeting(house, which.id)
    return house.storage.transact(lambda unit: unit.seats.counts(now))


def placed(house: House, which: Meeting, *people: Actor) -> list[bool]:
    """Who of them has a place."""
    ids = [house.profile(who).id for who in people]
    seats = [house.storage.transact(lambda unit, each=each: unit.seats.get(which.id, each)) for each in ids]  # type: ignore[misc] # of this turn
    return [seat.placed for seat in seats]
