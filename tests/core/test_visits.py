"""A member's own pages on the web: a link begins a visit, which is theirs until it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.chat import Link
from bot.visits import links as making
from bot.visits import visiting
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.changes import proves_change
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.reading import refusal, title
from tests.core.visits import ADDRESS, PUBLIC, TOKEN, VISITOR, Looker, begins, token, web_house
from tests.promises.cast import at_once


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """One of a network that is reached on the web, with one member."""
    with web_house(tmp_path) as house:
        yield house


def link(house: House, key: str = "") -> Link:
    member = house.profile(ANA).id
    return house.app.operate(lambda turn: making.link(turn, member, making.HERE, key))


def is_member(house: House) -> bool:
    """Whoever has begun the visit is let do what only members may."""
    return title(house.types(VISITOR, "meetings")) != "refusal.title"


def test_a_link_leads_to_the_pages_in_the_members_language(house: House) -> None:
    """And on to what a button shows, where it names one."""
    house.joins(LUC)
    luc = house.profile(LUC).id

    french = house.app.operate(lambda turn: making.link(turn, luc, making.HERE, "polls.ballot:p1:0"))
    english = link(house)

    assert english.address == f"{ADDRESS}/en/link/{token(english)}"
    assert french.address == f"{ADDRESS}/fr/link/{token(french)}/polls.ballot:p1:0"


def test_whoever_has_begun_a_visit_is_the_member(house: House) -> None:
    """Nobody is before; the link is good once."""
    found = link(house)
    before = refusal(house.types(VISITOR, "meetings"))

    assert [begins(house, found), begins(house, found, "w2" * 13)] == [True, False]
    assert (before, is_member(house)) == ("refusal.not_allowed", True)


def test_a_visit_lasts_an_hour(house: House) -> None:
    """Whatever is done meanwhile; the link was good for a quarter of one."""
    late, found = link(house), link(house)
    begins(house, found)
    house.waits_for(minutes=59)
    lasting = is_member(house)
    house.waits_for(minutes=1)

    assert (lasting, is_member(house)) == (True, False)
    assert not begins(house, late, "w2" * 13)


def test_a_visit_ends_by_a_press(house: House) -> None:
    """Ending it again does nothing."""
    begins(house, link(house))

    for _ in range(2):
        house.app.operate(lambda turn: visiting.end(turn, TOKEN))

    assert not is_member(house)


@pytest.mark.parametrize(
    "parts",
    [
        lambda house: house.leaves(ANA),
        lambda house: house.leaves(VISITOR),
        lambda house: house.presses(ANA, "rights.forgotten"),
        lambda house: decides(house, "suspend", house.profile(ANA)),
        lambda house: decides(house, "remove", house.profile(ANA)),
    ],
    ids=["leaves", "leaves on the page", "is forgotten", "is suspended", "is removed"],
)
def test_visits_and_links_end_with_the_membership(house: House, parts: Callable[[House], object]) -> None:
    """At once, before any door is closed."""
    found = link(house)
    begins(house, link(house))

    parts(house)

    assert not is_member(house)
    assert not begins(house, found, "w2" * 13)


def test_links_in_a_mailbox_that_was_theirs_lead_nowhere(house: House) -> None:
    """With another mailbox, what lies in the one of before opens nothing; a visit that has begun lasts."""
    found = link(house)
    begins(house, link(house))

    proves_change(house, email="ana.r@calgary.ca")

    assert not begins(house, found, "w2" * 13)
    assert is_member(house)


def test_links_stay_good_where_the_mailbox_is_the_same(house: House) -> None:
    """Another name is no other mailbox."""
    found = link(house)

    proves_change(house, name="Ana Roy-Diaz")

    assert begins(house, found)


def test_a_page_that_looks_after_a_request_grants_nothing_of_a_member(house: House) -> None:
    """Although it is known whose it is."""
    ana = house.profile(ANA).id
    house.storage.transact(lambda unit: unit.pages.open("p1" * 13, ana, house.clock.now()))
    looker = Looker("p1" * 13, "")

    assert refusal(house.types(looker, "meetings")) == "refusal.not_allowed"
    assert title(house.presses(looker, "joining.status")) != "refusal.title"


def test_nobody_becomes_known_by_a_visit(house: House) -> None:
    """One that is over asks for nothing in its name."""
    answer = house.asks(VISITOR, name="Zoe", email="zoe@calgary.ca")

    assert refusal(answer) == "refusal.unknown"
    assert house.knows(VISITOR) is None


def test_who_acts_on_a_page_has_no_right_beyond_the_members(house: House) -> None:
    """A coordinator's rights come from the rooms of the platforms alone."""
    house.approves(DEV, house.waits(CLAIRE))
    claire = house.profile(CLAIRE).id
    found = house.app.operate(lambda turn: making.link(turn, claire, making.HERE))
    begins(house, found)

    assert is_member(house)
    assert refusal(house.hosts(VISITOR, "members")) == "refusal.not_allowed"


@pytest.fixture
def crowd(database_url: str) -> Iterator[House]:
    """The same, on each kind of database."""
    house = House(database_url, network=PUBLIC)
    house.joins(ANA)
    yield house
    house.close()


def test_of_two_who_press_at_once_one_has_a_visit(crowd: House) -> None:
    """In one commit, or in two transactions at once."""
    found = link(crowd)

    begun = at_once([partial(begins, crowd, found, each) for each in ("w2" * 13, "x3" * 13)])

    assert sorted(begun) == [False, True]
