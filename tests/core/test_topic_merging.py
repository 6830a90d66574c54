"""Themes are merged, taken apart and split; support is neither lost nor counted twice."""

from __future__ import annotations

import pytest

from bot.topics.model import State, Topic
from tests.core.cast import ANA, CLAIRE, FLO, LUC
from tests.core.house import House
from tests.core.reading import actions, button, card_of, facts, form_of, problems, refusal, said
from tests.core.topics import (
    BEA,
    does,
    everybody_enters,
    looks,
    merges,
    own,
    presses,
    shown,
    suggested,
    supports,
    topic,
)


@pytest.fixture
def peers(house: House) -> House:
    """One with three members."""
    return everybody_enters(house)


def counts(house: House, *topics: Topic) -> list[int]:
    return [topic(house, each).supporters for each in topics]


def test_supporters_of_both_are_united_and_counted_once(peers: House) -> None:
    """Members see what it brings together."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    supports(peers, there, LUC, BEA)
    supports(peers, other, BEA)
    card = card_of(merges(peers, other, there))

    assert counts(peers, there) == [3]
    assert facts(card)["topics.fact.merged"] == ("Crues",)
    assert facts(looks(peers, other, LUC))["topics.fact.supporters"] == 3
    assert topic(peers, other).state is State.MERGED


def test_those_that_are_most_alike_are_offered_first(peers: House) -> None:
    """And never the theme itself, nor what is settled."""
    there = suggested(peers, title="Spring floods")
    other = suggested(peers, LUC, "Crues printanières")
    suggested(peers, title="Roofs")
    parked = suggested(peers, title="Bees")
    does(peers, parked, "park", en="No")
    form = form_of(presses(peers, there, "merge"))

    assert [choice.label for choice in form.fields[0].choices] == ["Crues printanières", "Roofs"]
    assert form.fields[0].choices[0].value == other.id
    assert problems(does(peers, there, "merge", into=parked.id)) == {"into": "topics.merge.cannot"}
    assert problems(does(peers, there, "merge", into=there.id)) == {"into": "topics.merge.cannot"}
    assert problems(does(peers, there, "merge", into="nothere")) == {"into": "answers.choice"}
    assert problems(does(peers, there, "merge", into="")) == {"into": "answers.required"}


def test_where_there_is_no_other_one_it_is_said(peers: House) -> None:
    """Instead of a list of nothing."""
    there = suggested(peers)

    assert said(card_of(presses(peers, there, "merge")).body)[0] == "topics.merge.alone"


def test_of_more_than_a_list_holds_one_is_named_by_its_reference(peers: House) -> None:
    """Among those that look least like it."""
    there = suggested(peers)
    for who in (ANA, LUC, BEA):
        for n in range(9):
            suggested(peers, who, f"{who.user}{'abcdefghi'[n] * 5} words")
    hidden = next(
        each
        for who in (ANA, LUC, BEA)
        for each in own(peers, who)[1:]
        if each.id not in offered(peers, there)
    )

    assert [field.name for field in form_of(presses(peers, there, "merge")).fields] == ["into", "reference"]
    assert problems(does(peers, there, "merge", reference="NOTHERE")) == {
        "reference": "refusal.no_such_topic"
    }
    assert problems(does(peers, there, "merge")) == {"into": "answers.required"}
    assert problems(does(peers, there, "merge", reference=there.reference)) == {
        "reference": "topics.merge.cannot"
    }
    does(peers, there, "merge", reference=hidden.reference)
    assert topic(peers, there).into == hidden.id


def offered(house: House, which: Topic) -> list[str]:
    return [choice.value for choice in form_of(presses(house, which, "merge")).fields[0].choices]


def test_what_was_merged_into_it_goes_along(peers: House) -> None:
    """Nobody is lost on the way."""
    there, middle, last = suggested(peers), suggested(peers, LUC, "Crues"), suggested(peers, BEA, "Flood")
    merges(peers, last, middle)
    merges(peers, middle, there)

    assert counts(peers, there) == [3]
    assert [topic(peers, each).into for each in (middle, last)] == [there.id] * 2
    assert facts(shown(peers, there))["topics.fact.merged"] == ("Crues", "Flood")


def test_one_is_taken_apart_again_with_its_own_support(peers: House) -> None:
    """Whoever came meanwhile supports what they saw."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    merges(peers, other, there)
    supports(peers, there, BEA)
    does(peers, there, "part", apart=other.id)

    assert counts(peers, there, other) == [2, 1]
    assert topic(peers, other).state is State.OPEN
    assert "topics.part" not in actions(shown(peers, there))
    assert (
        refusal(peers.presses(FLO, "topics.part", there.id, topic(peers, there).revision)) == "refusal.stale"
    )


def test_one_that_holds_two_is_split(peers: House) -> None:
    """Both have the supporters of both; the second one is as the first was."""
    there = suggested(peers, title="Floods and roofs", shown="yes")
    supports(peers, there, LUC, BEA)
    presses(peers, there, "shortlist")
    card = card_of(does(peers, there, "split", title="Floods", other="Roofs"))
    first, second = own(peers)

    assert said(card.body)[0] == "topics.split.done"
    assert [(each.title, each.supporters, each.state) for each in (first, second)] == [
        ("Floods", 3, State.SHORTLISTED), ("Roofs", 3, State.SHORTLISTED),
    ]  # fmt: skip
    assert (second.why, second.tags, second.shown, second.proposer) == (
        first.why, first.tags, True, first.proposer,
    )  # fmt: skip
    assert problems(does(peers, there, "split", title="A", other="a ")) == {"other": "topics.split.same"}
    assert problems(does(peers, there, "split", other="x" * 300)) == {"other": "answers.too_long"}


def test_merging_what_was_split_counts_each_once(peers: House) -> None:
    """As before."""
    there = suggested(peers, title="Floods and roofs")
    supports(peers, there, LUC)
    does(peers, there, "split", title="Floods", other="Roofs")
    merges(peers, own(peers)[1], there)

    assert counts(peers, there) == [2]


def test_two_facilitators_who_merge_crosswise_leave_one(peers: House) -> None:
    """The second sees what the first has done."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    form = form_of(peers.clicks(CLAIRE, button(shown(peers, there, CLAIRE), "topics.merge")))
    merges(peers, other, there)

    assert refusal(peers.fills_in(CLAIRE, form, into=other.id)) == "refusal.stale"
    assert [topic(peers, each).into for each in (there, other)] == ["", there.id]
