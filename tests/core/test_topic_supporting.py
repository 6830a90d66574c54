"""Members look at themes, support them, withdraw that, and take back what they brought."""

from __future__ import annotations

from functools import partial

import pytest

from bot.chat import Text
from bot.topics.model import State
from tests.core.cast import ANA, FLO, LUC
from tests.core.house import House
from tests.core.reading import actions, button, card_of, facts, refusal, said, title
from tests.core.topics import (
    BEA,
    does,
    everybody_enters,
    looks,
    merges,
    numbers,
    own,
    presses,
    suggested,
    supports,
    titles,
    topic,
)
from tests.promises.cast import at_once


@pytest.fixture
def peers(house: House) -> House:
    """One with three members."""
    return everybody_enters(house)


def test_themes_are_listed_by_where_they_stand_and_by_support(peers: House) -> None:
    """First the shortlist, then those that are open, then what was decided; with what the reader supports."""
    words = ("Snow", "Bees", "Roofs", "Bread")
    snow, bees, roofs, bread = (suggested(peers, title=word) for word in words)
    supports(peers, bees, LUC, BEA)
    presses(peers, roofs, "shortlist")
    does(peers, bread, "park", en="Next year")
    card = card_of(peers.types(LUC, "topics"))
    lines = [line.id for line in card.body[-1]]  # type: ignore[union-attr] # lines

    assert titles(card) == ["Roofs", "Bees", "Snow", "Bread"]
    assert lines == ["topics.list.line", "topics.list.mine", *["topics.list.line"] * 2]
    assert [each.subject for each in numbers(card, "topics.look")] == [
        each.id for each in (roofs, bees, snow, bread)
    ]
    assert "topics.list" in actions(card_of(peers.types(LUC, "home")))


def test_more_themes_than_a_page_are_leafed_through(peers: House) -> None:
    """None is left out, and there is an end."""
    words = ["Snow", "Bees", "Roofs", "Bread", "Salt", "Noise", "Clocks", "Trees"]
    for word in words:
        suggested(peers, title=word)
    first = card_of(peers.types(ANA, "topics"))
    second = card_of(peers.clicks(ANA, button(first, "topics.list")))

    assert sorted(map(str, titles(first) + titles(second))) == sorted(words)
    assert [len(titles(first)), len(titles(second))] == [6, 2]
    assert "topics.list" not in actions(second)


def test_where_nobody_has_suggested_anything_it_is_said(peers: House) -> None:
    """With the way to do so."""
    card = card_of(peers.types(ANA, "topics"))

    assert (said(card.body), actions(card)) == (["topics.list.nothing"], ["topics.suggest"])


def test_support_is_counted_once_and_can_be_withdrawn(peers: House) -> None:
    """A double press changes nothing; the button follows."""
    there = suggested(peers)
    card = looks(peers, there, LUC)
    supported = [card_of(peers.clicks(LUC, button(card, "topics.support"))) for _ in range(2)]
    counted = topic(peers, there).supporters
    withdrawn = [card_of(peers.clicks(LUC, button(supported[0], "topics.withdraw"))) for _ in range(2)]

    assert (counted, topic(peers, there).supporters) == (2, 1)
    assert said(supported[1].body)[0] == "topics.said.supported"
    assert {said(each.body)[0] for each in withdrawn} == {"topics.said.withdrawn"}
    assert "topics.support" in actions(withdrawn[1])


def test_several_at_once_are_all_counted(crowded: House) -> None:
    """On either database."""
    everybody_enters(crowded)
    there = suggested(crowded)
    at_once([partial(crowded.presses, who, "topics.support", there.id) for who in (LUC, BEA, ANA, LUC)])

    assert topic(crowded, there).supporters == 3


def test_one_is_found_by_the_reference_that_people_quote(peers: House) -> None:
    """Whatever the case; where it was merged, the one that it is part of."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    merges(peers, other, there)

    for typed in (there.reference, f" {other.reference.lower()} "):
        assert facts(card_of(peers.types(BEA, "topics", typed)))["topics.fact.reference"] == there.reference
    for typed in ("NOTHERE", "x", "<@U1>", "%" * 300):
        assert refusal(peers.types(BEA, "topics", typed)) == "refusal.no_such_topic"


def test_what_was_merged_meanwhile_is_supported_where_it_went(peers: House) -> None:
    """From a screen that is older than that; the two were never counted twice."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    card = looks(peers, other, BEA)
    merges(peers, other, there)
    peers.clicks(BEA, button(card, "topics.support"))
    now = topic(peers, there)
    peers.presses(BEA, "topics.withdraw", other.id)

    assert (now.supporters, topic(peers, there).supporters) == (3, 2)


def test_what_was_decided_is_supported_no_more(peers: House) -> None:
    """But support can be withdrawn from it; what there is not is unknown."""
    there = suggested(peers)
    card = looks(peers, there, LUC)
    does(peers, there, "park", fr="Plus tard")
    late = peers.clicks(LUC, button(card, "topics.support"))

    assert refusal(late) == "refusal.topic_settled"
    assert facts(card_of(late))["topics.fact.state"] == Text("topics.state.parked")
    peers.presses(ANA, "topics.withdraw", there.id)
    assert topic(peers, there).supporters == 0
    assert refusal(peers.presses(LUC, "topics.support", "nothere")) == "refusal.unknown"


# ---- taking back


def takes_back(house: House, title_: str = "Floods") -> None:
    which = next(each for each in own(house) if each.title == title_)
    asked = card_of(house.clicks(ANA, button(looks(house, which), "topics.take_back")))
    house.clicks(ANA, button(asked, "topics.taken_back"))


def test_what_nobody_else_supports_goes_with_whoever_takes_it_back(peers: House) -> None:
    """After what happens was shown."""
    there = suggested(peers)
    asked = card_of(peers.clicks(ANA, button(looks(peers, there), "topics.take_back")))

    assert said(asked.body) == ["topics.take_back.goes"]
    assert actions(asked) == ["topics.taken_back", "topics.look"]
    assert title(peers.clicks(ANA, button(asked, "topics.taken_back"))) == "topics.taken_back.title"
    assert refusal(peers.clicks(ANA, button(asked, "topics.taken_back"))) == "refusal.unknown"
    assert titles_of_all(peers) == []


def titles_of_all(house: House) -> list[object]:
    card = card_of(house.types(BEA, "topics"))
    return titles(card) if any(isinstance(each, tuple) for each in card.body) else []


@pytest.mark.parametrize("what", ["supported", "shortlisted", "joined"])
def test_what_others_support_or_facilitators_chose_stays_as_nobodys(peers: House, what: str) -> None:
    """It is told so before, and nothing says any more whose it was; nor does what is part of it go."""
    there = suggested(peers, shown="yes")
    match what:
        case "supported":
            supports(peers, there, LUC)
        case "shortlisted":
            presses(peers, there, "shortlist")
        case _:
            other = suggested(peers, LUC, "Crues")
            peers.presses(LUC, "topics.withdraw", other.id)
            merges(peers, other, there)
    expected = "topics.take_back.stays" if what == "supported" else "topics.take_back.kept"
    assert said(card_of(peers.presses(ANA, "topics.take_back", there.id)).body) == [expected]
    takes_back(peers)
    now = topic(peers, there)

    assert (now.proposer, now.shown, own(peers)) == ("", False, [])
    assert now.supporters == (1 if what == "supported" else 0)
    assert facts(looks(peers, there, BEA))["topics.fact.proposer"] == Text("topics.proposer.hidden")


def test_only_whoever_brought_it_takes_it_back(peers: House) -> None:
    """Nobody else is offered that either."""
    there = suggested(peers)

    assert "topics.take_back" not in actions(looks(peers, there, LUC))
    for what in ("topics.take_back", "topics.taken_back"):
        assert refusal(peers.presses(LUC, what, there.id)) == "refusal.not_your_topic"
    assert refusal(peers.presses(FLO, "topics.taken_back", there.id)) == "refusal.not_allowed"
    assert topic(peers, there).state is State.OPEN
