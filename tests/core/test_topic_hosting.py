"""Facilitators look at themes, shortlist, park and answer them."""

from __future__ import annotations

from functools import partial

import pytest

from bot.audit import Action
from bot.chat import Named, Text
from bot.topics.model import State
from tests.core.cast import ANA, CLAIRE, FLO, LUC
from tests.core.house import House
from tests.core.reading import actions, button, card_of, facts, form_of, problems, refusal, said, title
from tests.core.topics import (
    BEA,
    does,
    everybody_enters,
    looks,
    numbers,
    presses,
    shown,
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


def test_facilitators_see_themes_by_support(peers: House) -> None:
    """The shortlist first, what was set aside last; a page at a time."""
    words = ("Snow", "Bees", "Roofs", "Bread", "Salt", "Noise", "Clocks", "Trees", "Eels", "Bikes")
    found = {word: suggested(peers, title=word) for word in words}
    supports(peers, found["Clocks"], LUC, BEA)
    supports(peers, found["Bees"], LUC)
    presses(peers, found["Salt"], "shortlist")
    does(peers, found["Snow"], "park", en="No")
    first = card_of(peers.hosts(FLO, "themes"))
    second = card_of(peers.clicks(FLO, button(first, "topics.all")))

    assert titles(first)[:3] == ["Salt", "Clocks", "Bees"]
    assert (len(titles(first)), titles(second)[-1]) == (8, "Snow")
    assert len(numbers(first, "topics.run")) == 8
    assert actions(second) == ["topics.run", "topics.run"]
    assert title(peers.hosts(CLAIRE, "themes", found["Eels"].reference)) == "topics.card.title"


def test_a_theme_goes_on_the_shortlist_and_off_it(peers: House) -> None:
    """Members see that it did; what was chosen by whom stands in the audit, never whose it is."""
    there = suggested(peers)
    on = card_of(presses(peers, there, "shortlist"))
    listed = peers.storage.transact(lambda unit: unit.topics.shortlisted())
    seen = facts(looks(peers, there, LUC))["topics.fact.state"]
    off = card_of(presses(peers, there, "unlist"))

    assert [each.id for each in listed] == [there.id]
    assert seen == Text("topics.state.shortlisted")
    assert ("topics.unlist" in actions(on), "topics.shortlist" in actions(off)) == (True, True)
    lines = [
        (each.actor, each.subject, each.reason)
        for each in peers.audit()
        if each.action is Action.TOPIC_CHANGED
    ]
    flo = peers.profile(FLO).id
    assert lines == [(flo, there.id, "open_shortlisted"), (flo, there.id, "shortlisted_open")]


def test_a_theme_is_parked_with_a_word_and_opened_again(peers: House) -> None:
    """Which everybody can read, in the other language where there is only one."""
    there = suggested(peers)
    parked = card_of(does(peers, there, "park", fr="L’an prochain"))
    seen = looks(peers, there, LUC)

    assert said(parked.body)[0] == "topics.host.told"
    assert Named("L’an prochain", "L’an prochain") in seen.body
    assert facts(seen)["topics.fact.state"] == Text("topics.state.parked")
    assert actions(shown(peers, there)) == ["topics.reopen", "topics.answer", "topics.all"]
    presses(peers, there, "reopen")
    assert topic(peers, there).state is State.OPEN


def test_an_answer_leaves_it_where_it_stands(peers: House) -> None:
    """And can be written anew; it says something in one language at least."""
    there = suggested(peers)
    does(peers, there, "answer", en="In spring", fr="Au printemps")

    assert (topic(peers, there).state, topic(peers, there).answer) == (
        State.OPEN, Named("In spring", "Au printemps"),
    )  # fmt: skip
    assert problems(does(peers, there, "answer", en=" ", fr="")) == {"en": "topics.answer.empty"}
    assert problems(does(peers, there, "park", en="x" * 301)) == {"en": "answers.too_long"}
    assert topic(peers, there).answer_fr == "Au printemps"


@pytest.mark.parametrize("what", ["shortlist", "park", "answer", "merge", "split"])
def test_whoever_changes_a_theme_has_seen_it_as_it_is(peers: House, what: str) -> None:
    """Of two facilitators, the second sees what the first has done."""
    there = suggested(peers)
    suggested(peers, LUC, "Roofs")
    late = button(shown(peers, there), f"topics.{what}")
    does(peers, there, "answer", en="Soon")
    answer = peers.clicks(CLAIRE, late)

    assert refusal(answer) == "refusal.stale"
    assert Named("Soon", "Soon") in card_of(answer).body


def test_a_form_that_was_open_for_too_long_changes_nothing(peers: House) -> None:
    """What was written there is not lost on the screen: the theme is shown as it is now."""
    there = suggested(peers)
    form = form_of(presses(peers, there, "park"))
    presses(peers, there, "shortlist")

    assert refusal(peers.fills_in(FLO, form, en="No", fr="")) == "refusal.stale"
    assert topic(peers, there).state is State.SHORTLISTED


def test_of_those_who_press_at_once_one_wins(crowded: House) -> None:
    """On either database."""
    everybody_enters(crowded)
    there = suggested(crowded)
    press = button(shown(crowded, there), "topics.shortlist")
    shown(crowded, there, CLAIRE)
    answers = at_once([partial(crowded.clicks, who, press) for who in (FLO, CLAIRE)])

    assert sorted(title_of(each) for each in answers) == ["refusal.title", "topics.card.title"]
    assert topic(crowded, there).revision == there.revision + 1


def title_of(answer: object) -> str:
    reply = answer.reply  # type: ignore[attr-defined] # an answer
    notice = getattr(reply, "notice", None)
    return str((notice or reply.card).title.id)


@pytest.mark.parametrize("what", ["run", "shortlist", "merge", "split", "park", "answer", "all", "part"])
def test_what_facilitators_do_is_theirs(peers: House, what: str) -> None:
    """Not a member's, not a stranger's; a coordinator may do it too."""
    there = suggested(peers)

    assert refusal(peers.presses(ANA, f"topics.{what}", there.id, there.revision)) == "refusal.not_allowed"
    assert topic(peers, there).revision == there.revision
    assert title(peers.hosts(CLAIRE, "themes")) == "topics.host.title"
    assert refusal(peers.hosts(LUC, "themes")) == "refusal.not_allowed"


def test_a_theme_that_nothing_was_done_with_for_long_goes(peers: House) -> None:
    """With what was merged into it; support alone does not keep it."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    does(peers, other, "merge", into=there.id)
    peers.lives_on(days=729)
    before = titles(card_of(peers.types(ANA, "topics")))
    peers.lives_on(days=1)
    peers.app.tick()

    assert before == ["Floods"]
    assert said(card_of(peers.types(ANA, "topics")).body) == ["topics.list.nothing"]
    assert peers.storage.transact(lambda unit: unit.topics.get(other.id)) is None
