"""A member suggests a theme: at once, or after a look at what is like it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bot.answers import Given
from bot.chat import Kind, Named, Text
from bot.topics.model import DRAFT_KEPT, OWN_LIMIT, State
from bot.topics.themes import themed
from tests.core.cast import ANA, CLAIRE, FLO, LUC, Actor
from tests.core.house import NETWORK, House
from tests.core.reading import (
    actions,
    button,
    card_of,
    facts,
    form_of,
    problems,
    refusal,
    said,
    title,
    written,
)
from tests.core.topics import (
    BEA,
    enters,
    everybody_enters,
    looks,
    numbers,
    own,
    suggested,
    suggests,
    supports,
    titles,
    topic,
)
from tests.promises.cast import at_once
from tests.stores import sqlite_url


@pytest.fixture
def peers(house: House) -> House:
    """One with three members."""
    return everybody_enters(house)


def test_a_suggestion_stands_there_and_is_supported_by_whoever_made_it(peers: House) -> None:
    """With all that they said, in their words."""
    card = card_of(suggests(peers))
    (topic,) = own(peers)

    assert said(card.body)[0] == "topics.said.posted"
    assert (topic.title, topic.why, topic.tags, topic.language) == (
        "Floods", "The river rose.", ("water",), "en",
    )  # fmt: skip
    assert (topic.state, topic.supporters, topic.shown) == (State.OPEN, 1, False)
    assert facts(card)["topics.fact.tags"] == (Named("Water", "Eau"),)
    assert "topics.withdraw" in actions(card)


def test_the_form_asks_for_no_more_than_it_needs(peers: House) -> None:
    """Their own language is filled in, and that nobody is to be named."""
    form = form_of(peers.types(LUC, "topic", "  Les crues  "))
    filled = {field.name: field.value for field in form.fields}

    assert filled == {"title": "Les crues", "why": "", "tags": "", "language": "fr", "shown": "no"}
    assert [field.required for field in form.fields] == [True, False, False, True, True]
    assert [len(field.choices) for field in form.fields if field.kind is Kind.CHOICES] == [10]


@pytest.mark.parametrize("typed", ["x" * 300, "two\nlines", "bell\a"])
def test_what_cannot_be_a_title_is_not_filled_in(peers: House, typed: str) -> None:
    """It is asked for."""
    assert form_of(peers.types(ANA, "topic", typed)).fields[0].value == ""


@pytest.mark.parametrize(
    "field, given, problem",
    [
        ("title", "x" * 300, "answers.too_long"),
        ("title", "  ", "answers.required"),
        ("title", "one\ntwo", "answers.one_line"),
        ("title", "bell\a", "answers.control"),
        ("why", "y" * 501, "answers.too_long"),
        ("tags", ("nothing",), "answers.choice"),
        ("language", "de", "answers.choice"),
        ("shown", "", "answers.required"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(
    peers: House, field: str, given: Given, problem: str
) -> None:
    """And nothing is written down."""
    values: dict[str, Given] = {field: given}
    assert problems(suggests(peers, ANA, **values)) == {field: problem}
    assert own(peers) == []


def test_a_network_without_themes_asks_for_none(tmp_path: object) -> None:
    """And everything else is as it was."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, themes=themed(())))  # type: ignore[arg-type] # a path
    enters(house, ANA)
    card = card_of(suggests(house))

    assert "topics.fact.tags" not in facts(card)
    assert [field.name for field in form_of(house.types(ANA, "topic")).fields] == [
        "title", "why", "language", "shown",
    ]  # fmt: skip
    house.close()


# ---- like others


def test_what_is_like_others_is_shown_beside_them_first(peers: House) -> None:
    """In either language; nobody else sees it before it is posted."""
    there = suggested(peers, LUC, "Les inondations du printemps", language="fr")
    card = card_of(suggests(peers, title="Spring floods"))
    (draft,) = own(peers)

    assert card.title == Text("topics.alike.title", {"n": 1})
    assert titles(card) == ["Les inondations du printemps"]
    assert actions(card) == ["topics.instead", "topics.post"]
    assert draft.state is State.DRAFT
    assert titles(card_of(peers.types(BEA, "topics"))) == [there.title]
    assert refusal(peers.presses(BEA, "topics.look", draft.id)) == "refusal.unknown"
    assert refusal(peers.presses(BEA, "topics.post", draft.id)) == "refusal.unknown"
    assert refusal(peers.presses(FLO, "topics.run", draft.id)) == "refusal.unknown"


def test_it_is_posted_all_the_same_when_they_want_that(peers: House) -> None:
    """Once, however often they press."""
    suggested(peers, LUC)
    card = card_of(suggests(peers, title="Flooding"))
    posted = card_of(peers.clicks(ANA, button(card, "topics.post")))
    again = card_of(peers.clicks(ANA, button(card, "topics.post")))

    assert (own(peers)[0].state, own(peers)[0].supporters) == (State.OPEN, 1)
    assert said(posted.body)[0] == "topics.said.posted"
    assert facts(again) == facts(posted)


def test_or_they_support_one_of_the_others_instead(peers: House) -> None:
    """And theirs is not needed any more."""
    there = suggested(peers, LUC)
    card = card_of(suggests(peers, title="Flooding"))
    thanked = card_of(peers.clicks(ANA, button(card, "topics.instead")))

    assert said(thanked.body)[0] == "topics.said.supported"
    assert (topic(peers, there).supporters, own(peers)) == (2, [])
    assert refusal(peers.clicks(ANA, button(card, "topics.post"))) == "refusal.unknown"


def test_a_draft_is_replaced_by_the_next_one_and_goes_after_a_day(peers: House) -> None:
    """Whoever does not decide has decided nothing."""
    suggested(peers, LUC)
    suggests(peers, title="Flooding")
    suggests(peers, title="A flood")
    titles_now = [each.title for each in own(peers)]
    peers.lives_on(hours=DRAFT_KEPT.total_seconds() / 3600)

    assert (titles_now, own(peers)) == (["A flood"], [])


def test_the_same_theme_of_the_same_member_is_shown_as_it_stands(peers: House) -> None:
    """A form that was sent twice is one suggestion."""
    first, second = suggests(peers), suggests(peers, title=" FLOODS ")

    assert said(card_of(second).body)[0] == "topics.said.already"
    assert facts(card_of(first)) == facts(card_of(second))
    assert len(own(peers)) == 1


# ---- too many


def test_a_member_has_only_so_many_open(peers: House) -> None:
    """A thousand of them get a friendly answer, with what they have; those of others do not count."""
    words = ["Water", "Bikes", "Trees", "Snow", "Salt", "Bees", "Noise", "Roofs", "Clocks", "Bread"]
    for word in words:
        suggested(peers, title=word)
    answers = [peers.types(ANA, "topic") for _ in range(3)]
    late = peers.submits(
        ANA, "topics.suggest", "new", title="Eels", why="", tags=(), language="en", shown="no"
    )

    assert len(words) == OWN_LIMIT
    assert {refusal(each) for each in (*answers, late)} == {"refusal.too_many_topics"}
    assert "topics.look" in actions(card_of(answers[0]))
    assert len(own(peers)) == OWN_LIMIT
    peers.clicks(ANA, button(looks(peers, own(peers)[0]), "topics.take_back"))
    peers.clicks(
        ANA, button(card_of(peers.presses(ANA, "topics.take_back", own(peers)[0].id)), "topics.taken_back")
    )
    assert title(suggests(peers, title="Eels")) == "topics.card.title"
    assert own(peers, BEA) == []


def test_of_several_at_once_no_more_than_the_limit_stand_there(crowded: House) -> None:
    """On either database."""
    enters(crowded, ANA)
    for word in ("Water", "Bikes", "Trees", "Snow", "Clocks", "Bread", "Elms", "Ovens"):
        suggested(crowded, title=word)
    form = form_of(crowded.types(ANA, "topic"))
    values: dict[str, Given] = {"why": "", "tags": (), "language": "en", "shown": "no"}
    say = [
        partial(crowded.fills_in, ANA, form, **values | {"title": word})
        for word in ("Salt", "Bees", "Noise", "Noise")
    ]
    at_once(say)

    assert len([each for each in own(crowded) if each.is_standing]) == OWN_LIMIT


# ---- harmless, and for members


NASTY = "<!channel> <@U0ANA> @everyone *b* [x](https://a.example) `c` =1+1 " + "ʔ" * 20


def test_what_a_title_says_stays_what_a_person_wrote(peers: House) -> None:
    """Nothing of it becomes a mention or a link of ours: renderers escape it as such (tests/rendering)."""
    card = card_of(suggests(peers, title=NASTY, why=NASTY))

    assert NASTY in written(card.title)
    assert NASTY in written(card.body)
    assert own(peers)[0].title == NASTY


@pytest.mark.parametrize("who", [CLAIRE, FLO, replace(ANA, user="stranger")])
def test_suggesting_is_for_members(house: House, who: Actor) -> None:
    """And so is supporting."""
    enters(house, LUC)
    there = suggested(house, LUC)
    supports(house, there, who)

    assert refusal(house.types(who, "topic")) == "refusal.not_allowed"
    assert refusal(house.types(who, "topics")) == "refusal.not_allowed"
    assert refusal(house.presses(who, "topics.support", there.id)) == "refusal.not_allowed"
    assert topic(house, there).supporters == 1
    assert numbers(card_of(house.types(LUC, "topics")), "topics.look")
