"""The promises of bot.visits.ports.Visits: a link begins one visit, once and in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.members.aging import What
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, JO, at_once, know
from tests.world import NOON

LINK, VISIT = "a1" * 13, "b2" * 13
SOON, LATER = NOON + timedelta(minutes=15), NOON + timedelta(hours=1)


@pytest.fixture
def known(storage: Storage) -> Storage:
    know(storage, JO, AL)
    return storage


def link(storage: Storage, token: str = LINK, member: str = "jo") -> None:
    storage.transact(lambda unit: unit.visits.link(token, member, SOON))


def begin(storage: Storage, token: str = LINK, visit: str = VISIT, now: datetime = NOON) -> str | None:
    return storage.transact(lambda unit: unit.visits.begin(token, visit, now, LATER))


def visitor(storage: Storage, visit: str = VISIT, now: datetime = NOON) -> str | None:
    return storage.transact(lambda unit: unit.visits.visitor(visit, now))


def test_a_link_begins_one_visit(known: Storage) -> None:
    """Whoever follows it again begins none, and does not disturb the first."""
    link(known)

    assert [begin(known), begin(known, visit="c3" * 13)] == ["jo", None]
    assert (visitor(known), visitor(known, "c3" * 13)) == ("jo", None)


def test_it_is_known_which_link_began_a_visit(known: Storage) -> None:
    """While that lasts; neither another one of theirs nor one that nobody took."""
    link(known)
    link(known, "d4" * 13)
    begin(known)

    def began(taken: str, visit: str, now: datetime = NOON) -> bool:
        return known.transact(lambda unit: unit.visits.began(taken, visit, now))

    assert began(LINK, VISIT)
    assert not began("d4" * 13, VISIT)
    assert not began(LINK, "c3" * 13)
    assert not began(LINK, VISIT, LATER)


def test_several_links_are_good_beside_each_other(known: Storage) -> None:
    """A letter that is composed twice may hold two."""
    link(known)
    link(known, "d4" * 13)

    assert [begin(known), begin(known, "d4" * 13, "c3" * 13)] == ["jo", "jo"]


def test_of_two_who_take_a_link_at_once_one_has_a_visit(known: Storage) -> None:
    """Whichever comes first."""
    link(known)
    visits = [VISIT, "c3" * 13]

    taken = at_once([partial(begin, known, LINK, each) for each in visits])

    assert sorted(taken, key=str) == [None, "jo"]
    assert [visitor(known, each) for each in visits] == taken


def test_a_link_is_good_until_its_moment(known: Storage) -> None:
    """At that moment it is over, and nothing has begun."""
    link(known)

    assert begin(known, now=SOON) is None
    assert visitor(known) is None
    assert begin(known, now=SOON - timedelta(seconds=1)) == "jo"


def test_a_visit_lasts_from_its_own_beginning(known: Storage) -> None:
    """Not as long as its link would have been good."""
    link(known)
    begin(known)

    assert visitor(known, now=LATER - timedelta(seconds=1)) == "jo"
    assert visitor(known, now=LATER) is None


def test_a_link_is_no_visit_and_a_visit_no_link(known: Storage) -> None:
    """Nor is anything that was never given out either of them."""
    link(known)

    assert visitor(known, LINK) is None
    begin(known)
    assert begin(known, VISIT, "c3" * 13) is None
    assert (begin(known, "x" * 26), visitor(known, "x" * 26), visitor(known, "jo")) == (None, None, None)


@pytest.mark.parametrize(
    "ends",
    [
        lambda unit: unit.visits.end(VISIT),
        lambda unit: unit.visits.end_all("jo"),
        lambda unit: unit.profiles.forget("jo"),
    ],
)
def test_a_visit_ends(known: Storage, ends: Callable[[Unit], object]) -> None:
    """By itself, with all of theirs, or with whoever is forgotten; nobody else's."""
    link(known)
    link(known, "d4" * 13, "al")
    begin(known)

    known.transact(ends)

    assert visitor(known) is None
    assert begin(known, visit="c3" * 13) is None
    assert begin(known, "d4" * 13) == "al"


def test_what_was_given_out_can_be_taken_back(known: Storage) -> None:
    """Links that nobody took, and of one member alone; what has begun lasts."""
    link(known)
    link(known, "d4" * 13)
    link(known, "e5" * 13, "al")
    begin(known)

    known.transact(lambda unit: unit.visits.take_back("jo"))

    assert visitor(known) == "jo"
    assert begin(known, "d4" * 13, "c3" * 13) is None
    assert begin(known, "e5" * 13, "c3" * 13) == "al"


def test_whoever_is_forgotten_gets_no_link(known: Storage) -> None:
    """It would be nobody's."""
    known.transact(lambda unit: unit.profiles.forget("jo"))

    with pytest.raises(Contended):
        link(known)


def test_of_two_who_are_one_the_other_has_both(known: Storage) -> None:
    """Links, and visits."""
    link(known)
    link(known, "d4" * 13)
    begin(known)

    known.transact(lambda unit: unit.visits.hand_over("jo", "al"))

    assert (visitor(known), begin(known, "d4" * 13, "c3" * 13)) == ("al", "al")


def test_what_is_over_goes_and_nothing_else(known: Storage) -> None:
    """A link that nobody took, and a visit that lasts."""
    link(known)
    link(known, "d4" * 13)
    begin(known)

    assert known.transact(lambda unit: unit.aged.forget(What.VISITS, SOON, 10)) == 1
    assert visitor(known) == "jo"
