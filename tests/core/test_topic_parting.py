"""A member leaves, is removed, or turns out to be another one: what becomes of what they brought."""

from __future__ import annotations

import pytest

from bot.chat import Text
from bot.topics.model import State
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import House
from tests.core.memberships import decides, looks_up
from tests.core.reading import button, card_of, facts, form_of, said
from tests.core.topics import (
    BEA,
    everybody_enters,
    looks,
    merges,
    own,
    presses,
    suggested,
    suggests,
    supports,
    topic,
)


@pytest.fixture
def peers(house: House) -> House:
    """One with three members."""
    return everybody_enters(house)


@pytest.mark.parametrize("how", ["leaves", "is removed"])
def test_themes_that_others_support_stay_and_are_nobodys(peers: House, how: str) -> None:
    """The rest goes, drafts too; what they supported counts one less."""
    alone, there = suggested(peers, title="Roofs"), suggested(peers, shown="yes")
    others = suggested(peers, LUC, "Bees")
    supports(peers, there, LUC)
    supports(peers, others, ANA)
    suggests(peers, title="Flooding")
    member = peers.profile(ANA).id
    if how == "leaves":
        peers.leaves(ANA)
    else:
        decides(peers, "remove", peers.profile(ANA))
    peers.carries_out()
    left = peers.storage.transact(lambda unit: unit.topics.of(member))

    assert list(left) == []
    assert peers.storage.transact(lambda unit: unit.topics.get(alone.id)) is None
    assert (topic(peers, there).proposer, topic(peers, there).supporters) == ("", 1)
    assert topic(peers, others).supporters == 1
    assert facts(looks(peers, there, BEA))["topics.fact.proposer"] == Text("topics.proposer.hidden")


def test_what_facilitators_have_done_something_with_stays(peers: House) -> None:
    """On the shortlist with no supporter, and merged into another's, which keeps its own."""
    listed, merged = suggested(peers, title="Roofs"), suggested(peers)
    there = suggested(peers, LUC, "Crues")
    presses(peers, listed, "shortlist")
    merges(peers, merged, there)
    peers.leaves(ANA)
    peers.carries_out()

    assert (topic(peers, listed).state, topic(peers, listed).supporters) == (State.SHORTLISTED, 0)
    assert (topic(peers, merged).state, topic(peers, there).supporters) == (State.MERGED, 1)


def test_leaving_says_first_what_becomes_of_themes(peers: House) -> None:
    """To those who have brought or supported something."""
    before = said(card_of(peers.types(ANA, "leave")).body)
    there = suggested(peers)
    supports(peers, there, LUC)

    assert "members.leave.topics" not in before
    for who in (ANA, LUC):
        assert "members.leave.topics" in said(card_of(peers.types(who, "leave")).body)


def test_what_two_brought_who_are_one_person_is_theirs(peers: House) -> None:
    """And what both supported is counted once."""
    there, other = suggested(peers), suggested(peers, LUC, "Roofs")
    supports(peers, there, LUC, BEA)
    supports(peers, other, ANA)
    form = form_of(
        peers.clicks(CLAIRE, button(card_of(looks_up(peers, peers.profile(ANA))), "members.merge"))
    )
    asked = card_of(peers.fills_in(CLAIRE, form, reference=peers.profile(LUC).reference))
    peers.clicks(CLAIRE, button(asked, "members.merged"))

    assert [each.title for each in own(peers)] == ["Floods", "Roofs"]
    assert [topic(peers, each).supporters for each in (there, other)] == [2, 1]
