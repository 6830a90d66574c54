"""Each member's calendar feed: its address is shown once, can be revoked, and shows no more than meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import Card
from bot.feeds import Feed
from bot.meetings.feeding import feed
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import NETWORK, House
from tests.core.meetings import MOVED, cancels, changes, drafts, meeting, plans
from tests.core.memberships import decides, reinstates
from tests.core.reading import actions, button, card_of, facts, said
from tests.core.test_merging import TWIN, merges
from tests.stores import sqlite_url

ADDRESS = "https://peers.network.example"


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[House]:
    """A network with a web port that is reached from outside, and one member."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, address=ADDRESS))
    house.joins(ANA)
    yield house
    house.close()


def sees(house: House, who: Actor = ANA) -> Card:
    return card_of(house.types(who, "calendar"))


def makes(house: House, who: Actor = ANA) -> str:
    """The token of the address that they are shown."""
    card = card_of(house.clicks(who, button(sees(house, who), "meetings.feed_new")))
    address = str(facts(card)["meetings.feed.address"])
    assert address.startswith(f"{ADDRESS}/calendar/")
    return address.removeprefix(f"{ADDRESS}/calendar/").removesuffix(".ics")


def found(house: House, token: str) -> Feed | None:
    return house.app.operate(lambda turn: feed(turn, token))


def entries(house: House, token: str) -> list[str]:
    under = found(house, token)
    assert under
    return [entry.uid.removeprefix("feed-") for entry in under.entries]


def test_a_member_makes_themselves_an_address(ana: House) -> None:
    """Nobody has one before they wish for it."""
    assert actions(sees(ana)) == ["meetings.feed_new"]

    token = makes(ana)

    assert len(token) == 26
    assert found(ana, token) == Feed(ana.profile(ANA).reader, ana.network.name, ())


def test_an_address_is_shown_once(ana: House) -> None:
    """Later only since when there is one, with the ways to another one or to none."""
    token = makes(ana)

    card = sees(ana)
    assert token not in repr(card)
    assert "meetings.feed.since" in said(card.body)
    assert actions(card) == ["meetings.feed_new", "meetings.feed_revoke"]


def test_a_new_address_takes_the_place_of_the_last(ana: House) -> None:
    """Which is like one that never was."""
    first, second = makes(ana), makes(ana)

    assert (found(ana, first) is None, found(ana, second) is None) == (True, False)


def test_a_revoked_address_is_like_one_that_never_was(ana: House) -> None:
    """Revoking what is not there harms nobody."""
    token = makes(ana)

    cards = [card_of(ana.presses(ANA, "meetings.feed_revoke")) for _ in range(2)]

    assert [said(card.body) for card in cards] == [["meetings.feed.revoked"]] * 2
    assert found(ana, token) is None
    assert found(ana, "0" * 26) is None


def test_a_feed_holds_what_was_planned(ana: House) -> None:
    """Earliest first; what is moved or cancelled stays, with what calendars need to see it."""
    token = makes(ana)
    later, sooner = plans(ana, day="2027-02-24"), plans(ana)
    drafts(ana, day="2027-04-28")
    changes(ana, sooner, "move", **MOVED)
    cancels(ana, later)

    under = found(ana, token)
    assert under
    moved, cancelled = under.entries
    assert entries(ana, token) == [sooner.id, later.id]
    assert (moved.start, moved.sequence) == (meeting(ana, sooner.id).wall, 1)
    assert (moved.cancelled, cancelled.cancelled) == (False, True)


def test_a_feed_names_nobody(ana: House) -> None:
    """Neither whose it is nor who else comes."""
    token = makes(ana)
    plans(ana)

    shown = repr(found(ana, token))
    assert not [words for words in (ANA.email, ANA.name, ana.profile(ANA).id, "@") if words in shown]


def test_a_feed_is_its_owners_while_they_are_a_member(ana: House) -> None:
    """Suspended, they see nothing; back, the same address works; gone, it is gone for good."""
    token = makes(ana)
    decides(ana, "suspend", ana.profile(ANA))
    suspended = found(ana, token)
    reinstates(ana, ana.profile(ANA))
    back = found(ana, token)
    ana.presses(ANA, "members.left")
    ana.carries_out()

    assert suspended is None
    assert back is not None
    assert found(ana, token) is None


def test_whoever_is_no_member_has_no_feed(ana: House) -> None:
    """Nor can they make one."""
    assert said(card_of(ana.types(LUC, "calendar")).body) == ["refusal.not_allowed", "role.member"]
    assert "refusal.not_allowed" in said(card_of(ana.presses(LUC, "meetings.feed_new")).body)


def test_without_a_web_port_there_is_no_feed(house: House) -> None:
    """Which is said, instead of an address that leads nowhere; an old button makes none either."""
    house.joins(ANA)

    assert said(sees(house).body) == ["meetings.feed.unavailable"]
    assert actions(sees(house)) == []
    assert said(card_of(house.presses(ANA, "meetings.feed_new")).body) == ["meetings.feed.unavailable"]


def test_members_who_are_one_person_keep_the_feed_that_there_is(ana: House) -> None:
    """Whichever of the two had it."""
    twin = ana.joins(TWIN)
    token = makes(ana, TWIN)

    merges(ana, ana.profile(ANA), twin)

    assert found(ana, token) is not None
    assert "meetings.feed.since" in said(sees(ana).body)
