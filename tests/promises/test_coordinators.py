"""The promises of bot.members.ports.Profiles about who coordinates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.members.model import Profile
from storage.engine import Storage
from tests.promises.cast import AL, DAY, HOUR, JO, know
from tests.world import NOON


def coordinates(storage: Storage, profile: Profile, after: timedelta) -> None:
    storage.transact(lambda unit: unit.profiles.coordinated(profile.id, NOON + after))


def coordinators(storage: Storage, since: timedelta = timedelta(0), limit: int = 10) -> Sequence[Profile]:
    return storage.transact(lambda unit: unit.profiles.coordinators(NOON + since, limit))


def test_who_acted_as_a_coordinator_is_found_the_latest_first(storage: Storage) -> None:
    """Since that moment, and no more than asked for; nobody else."""
    other = replace(AL, id="other")
    know(storage, JO, AL, other)
    coordinates(storage, AL, DAY)
    coordinates(storage, JO, 2 * DAY)

    assert coordinators(storage) == (JO, AL)
    assert coordinators(storage, limit=1) == (JO,)
    assert coordinators(storage, since=DAY) == (JO, AL)
    assert coordinators(storage, since=DAY + HOUR) == (JO,)


def test_it_is_noted_to_the_day_and_changes_no_profile(storage: Storage) -> None:
    """So that who decides often is in nobody's way."""
    know(storage, JO)
    coordinates(storage, JO, timedelta(0))
    coordinates(storage, JO, 23 * HOUR)
    within = coordinators(storage, since=HOUR)
    coordinates(storage, JO, 25 * HOUR)

    assert within == ()
    assert coordinators(storage, since=HOUR) == (JO,)


def test_a_clock_that_goes_back_takes_nothing_from_it(storage: Storage) -> None:
    """The latest moment stays."""
    know(storage, JO)
    coordinates(storage, JO, 3 * DAY)
    coordinates(storage, JO, timedelta(0))

    assert coordinators(storage, since=2 * DAY) == (JO,)


def test_who_is_forgotten_coordinates_no_more(storage: Storage) -> None:
    """Nor is it noted of somebody who is not there."""
    know(storage, JO)
    coordinates(storage, JO, DAY)
    storage.transact(lambda unit: unit.profiles.forget("jo"))
    coordinates(storage, JO, 5 * DAY)

    assert coordinators(storage) == ()
