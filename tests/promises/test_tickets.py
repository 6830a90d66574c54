"""The promises of bot.rights.ports.Tickets: good once, in time, for one thing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.members.aging import What
from bot.rights.ports import Purpose
from storage.engine import Storage
from tests.promises.cast import AL, JO, know
from tests.promises.test_forgetting import forget
from tests.world import NOON

SOON = NOON + timedelta(minutes=15)


@pytest.fixture
def known(storage: Storage) -> Storage:
    know(storage, JO, AL)
    return storage


def keep(
    storage: Storage, word: str = "one", member: str = "jo", purpose: Purpose = Purpose.DOWNLOAD
) -> None:
    storage.transact(lambda unit: unit.tickets.keep(member, purpose, word, SOON))


def take(storage: Storage, word: str = "one", purpose: Purpose = Purpose.DOWNLOAD) -> str | None:
    return storage.transact(lambda unit: unit.tickets.take(purpose, word, NOON))


def test_a_ticket_is_good_once_for_what_it_is_for(known: Storage) -> None:
    """For nothing else."""
    keep(known)

    assert take(known, purpose=Purpose.FORGET) is None
    assert [take(known), take(known)] == ["jo", None]


def test_a_ticket_is_good_until_its_moment(known: Storage) -> None:
    """At that moment it is over, and pruned it is gone."""
    keep(known)
    keep(known, "two", "al")

    assert known.transact(lambda unit: unit.tickets.take(Purpose.DOWNLOAD, "one", SOON)) is None
    assert known.transact(lambda unit: unit.aged.forget(What.TICKETS, SOON, 10)) == 1
    assert take(known, "two") is None


def test_a_new_ticket_takes_the_place_of_the_last(known: Storage) -> None:
    """One for each purpose."""
    keep(known)
    keep(known, "two")
    keep(known, "three", purpose=Purpose.FORGET)

    assert [take(known), take(known, "two"), take(known, "three", Purpose.FORGET)] == [None, "jo", "jo"]


def test_tickets_go_with_whoever_is_forgotten(known: Storage) -> None:
    """Nobody downloads what is not there."""
    keep(known)
    forget(known)

    assert take(known) is None
