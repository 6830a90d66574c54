"""Preparing a poll: what is taken, what is changed, and that nobody hears of a draft."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.polls.model import Method, Option, Stage
from tests.core.cast import ANA, CLAIRE, FLO, FRENCH, LUC, Actor
from tests.core.house import House
from tests.core.reading import actions, button, card_of, problems, refusal, said
from tests.core.voting import drafted, drafts, shown

FLORE = replace(FLO, user="flore", reader=FRENCH)


@pytest.mark.parametrize("who", [FLO, CLAIRE])
def test_a_poll_is_seen_before_anybody_hears_of_it(ana: House, who: Actor) -> None:
    """By a facilitator or a coordinator."""
    draft = drafted(ana, who)
    card = shown(ana, draft, who)

    assert "polls.draft" in said(card.body)
    assert (draft.stage, draft.method, draft.numbers) == (Stage.DRAFT, Method.ONE, (1, 2, 3))
    assert draft.closes == datetime(2026, 12, 2, 22, 0, tzinfo=UTC)
    assert ana.lives_on(minutes=20) == []
    assert said(card_of(ana.types(ANA, "polls")).body) == ["polls.mine.nothing"]


@pytest.mark.parametrize("who", [ANA, replace(LUC, roles=frozenset())])
def test_nobody_else_prepares_one(ana: House, who: Actor) -> None:
    """Members, or whoever has been one."""
    assert refusal(ana.hosts(who, "poll")) == "refusal.not_allowed"
    assert refusal(ana.presses(who, "polls.open", "p" * 26)) == "refusal.not_allowed"


def test_its_words_are_in_the_language_of_whoever_writes_them(ana: House) -> None:
    """They stand for both until there are others, and that is said."""
    draft = drafted(ana, FLORE, title="Quel thème?", options="Canicule\nCrues")

    assert (draft.title_en, draft.title_fr) == ("", "Quel thème?")
    assert draft.options == (Option(1, "", "Canicule"), Option(2, "", "Crues"))
    assert "polls.option.french" in said(shown(ana, draft).body)


@pytest.mark.parametrize(
    "field, typed, problem",
    [
        ("title", "", "answers.required"),
        ("title", "x" * 121, "answers.too_long"),
        ("title", "Which\x07", "answers.control"),
        ("method", "dice", "answers.choice"),
        ("day", "soon", "meetings.day.unreadable"),
        ("day", "2026-11-24", "meetings.day.past"),
        ("time", "1:00", "meetings.time.which"),
        ("options", "Heat\n" + "x" * 300, "answers.too_long"),
        ("options", "Heat\nFloods\nHEAT ", "polls.options.twice"),
        ("options", "\n".join(f"Option {n}" for n in range(21)), "polls.options.many"),
        ("options", "Heat\n\u202eFloods", "answers.control"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(ana: House, field: str, typed: str, problem: str) -> None:
    """And nothing is written down."""
    assert problems(drafts(ana, FLO, **{field: typed})) == {field: problem}
    assert actions(card_of(ana.hosts(FLO, "poll"))) == ["polls.new"]


@pytest.mark.parametrize(
    "day, time, problem",
    [
        ("2027-03-14", "2:30 am", "meetings.time.gap"),
        ("2027-11-07", "1:30 am", "meetings.time.fold"),
        ("2026-11-25", "12:00", "meetings.time.past"),
    ],
)
def test_it_closes_at_a_time_that_clocks_show_once(ana: House, day: str, time: str, problem: str) -> None:
    """By the same rules as a meeting begins."""
    assert problems(drafts(ana, day=day, time=time)) == {"time": problem}


def test_a_draft_can_be_thrown_away(ana: House) -> None:
    """Twice is once."""
    draft = drafted(ana)
    discard = button(shown(ana, draft), "polls.discard")
    ana.clicks(FLO, discard)

    assert refusal(ana.clicks(FLO, discard)) == "refusal.no_such_poll"
    assert "polls.list.nothing" in said(card_of(ana.hosts(FLO, "poll")).body)
