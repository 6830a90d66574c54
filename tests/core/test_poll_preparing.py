"""Preparing a poll: what is taken, what is changed, and that nobody hears of a draft."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Given
from bot.polls.model import Deciding, Method, Option, Stage, TieRule
from bot.replies import Say
from tests.core.cast import ANA, CLAIRE, FLO, FRENCH, LUC, Actor
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.reading import actions, button, card_of, facts, form_of, problems, refusal, said, written
from tests.core.voting import OPTIONS, RULES, changes, drafted, drafts, opens, poll, presses, shortlist, shown

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


def test_words_are_given_in_both_languages_line_by_line(ana: House) -> None:
    """A dash stands for none; they are numbered as they are listed."""
    draft = drafted(ana)
    changes(
        ana,
        draft,
        "texts",
        title_fr="Quel thème?",
        options_en="Trees\nHeat\n-",
        options_fr="Arbres\n-\nNeige",
    )

    assert poll(ana, draft.id).options == (
        Option(1, "Trees", "Arbres"), Option(2, "Heat"), Option(3, "", "Neige"),
    )  # fmt: skip
    assert poll(ana, draft.id).title_fr == "Quel thème?"


@pytest.mark.parametrize(
    "values, problem",
    [
        ({"options_fr": "Canicule"}, {"options_fr": "polls.options.uneven"}),
        ({"options_en": "Heat\n-", "options_fr": "-\n-"}, {"options_fr": "polls.options.empty"}),
        ({"options_fr": "Crues\ncrues\nNeige"}, {"options_fr": "polls.options.twice"}),
        ({"title_en": "", "title_fr": ""}, {"title_en": "answers.required"}),
    ],
)
def test_words_that_do_not_fit_together_are_told(
    ana: House, values: dict[str, Given], problem: dict[str, str]
) -> None:
    """And the draft is as it was."""
    draft = drafted(ana)

    assert problems(changes(ana, draft, "texts", FLO, **values)) == problem
    assert poll(ana, draft.id) == draft


def test_topics_of_the_shortlist_become_options(ana: House) -> None:
    """In the language in which they were suggested; each once."""
    ana.joins(LUC)
    topic = shortlist(ana, "De l’ombre", LUC)
    draft = drafted(ana)
    changes(ana, draft, "topics", topics=(topic,))

    assert poll(ana, draft.id).options[-1] == Option(4, "", "De l’ombre", topic)
    assert refusal(presses(ana, draft, "topics")) == "refusal.not_yet_ready"


def test_rules_are_declared_before_it_opens(ana: House) -> None:
    """Method, limit, quorum and tie; that communities decide is not offered below five of them."""
    draft = drafted(ana)
    form = form_of(presses(ana, draft, "rules"))
    changes(ana, draft, "rules", method="approval", limit="2", quorum="1", tie="drawn")
    now = poll(ana, draft.id)

    assert (now.method, now.limit, now.quorum, now.tie) == (Method.APPROVAL, 2, 1, TieRule.DRAWN)
    assert [choice.value for choice in form.fields[-1].choices] == ["person"]
    assert now.deciding is Deciding.PERSON
    assert now.seed in written(shown(ana, draft).body)


@pytest.mark.parametrize(
    "values, problem",
    [
        ({"method": "approval"}, {"limit": "answers.required"}),
        ({"limit": "two"}, {"limit": "polls.number"}),
        ({"limit": "21"}, {"limit": "polls.number"}),
        ({"quorum": "-1"}, {"quorum": "polls.number"}),
        ({"quorum": "999999"}, {"quorum": "polls.number"}),
        ({"quorum": "²"}, {"quorum": "polls.number"}),
        ({"deciding": "community"}, {"deciding": "answers.choice"}),
    ],
)
def test_rules_that_cannot_be_are_told(ana: House, values: dict[str, Given], problem: dict[str, str]) -> None:
    """At their fields."""
    draft = drafted(ana)

    assert problems(changes(ana, draft, "rules", FLO, **RULES | values)) == problem


def test_it_is_for_a_meeting_or_on_its_own(ana: House) -> None:
    """And members may add options, where that is said."""
    meeting, draft = plans(ana), drafted(ana)
    changes(ana, draft, "scope", meeting=meeting.id, may_add="yes")
    attached = poll(ana, draft.id)
    changes(ana, draft, "scope", meeting="none")

    assert (attached.meeting, attached.may_add) == (meeting.id, True)
    assert poll(ana, draft.id).meeting == ""


def test_it_is_seen_in_both_languages_before_it_can_be_opened(ana: House) -> None:
    """The other one first; the card with the draft opens nothing."""
    draft = drafted(ana)
    first = presses(ana, draft, "preview")
    second = ana.clicks(FLO, button(card_of(first), "polls.preview_next"))
    previews = [answer.reply.reader.language for answer in (first, second) if isinstance(answer.reply, Say)]  # type: ignore[union-attr]

    assert "polls.open" not in actions(shown(ana, draft)) + actions(card_of(first))
    assert previews == ["fr", "en"]
    assert "polls.open" in actions(card_of(second))
    assert OPTIONS.split() == list(_names(card_of(second).body))


def _names(body: object) -> list[str]:
    lines = next(part for part in body if isinstance(part, tuple))  # type: ignore[attr-defined]
    return [line.values["text"].en for line in lines]


@pytest.mark.parametrize(
    "other, flaw",
    [
        ({"options": ""}, "polls.flaw.options"),
        ({"options": "Heat"}, "polls.flaw.options"),
        ({"day": "2026-11-25", "time": "12:30"}, "polls.flaw.closes"),
    ],
)
def test_what_is_missing_is_said(ana: House, other: dict[str, Given], flaw: str) -> None:
    """Before anybody sees a preview."""
    draft = drafted(ana, FLO, **other)
    ana.waits_for(hours=1)
    answer = presses(ana, draft, "preview")

    assert refusal(answer) == "refusal.not_yet_ready"
    assert flaw in said(answer.reply.notice.body)  # type: ignore[union-attr]


def test_more_ballots_than_members_cannot_be_asked_for(ana: House) -> None:
    """Nor can a poll be opened for nobody."""
    draft = drafted(ana)
    changes(ana, draft, "rules", quorum="2")

    assert refusal(presses(ana, draft, "preview")) == "refusal.not_yet_ready"


def test_of_two_who_change_it_the_second_sees_what_the_first_has_done(ana: House) -> None:
    """Nothing of it is lost without a word."""
    draft = drafted(ana)
    form = form_of(presses(ana, draft, "closes"))
    changes(ana, draft, "rules", CLAIRE, quorum="1")
    late = ana.fills_in(FLO, form, day="2026-12-09", time="17:00")

    assert refusal(late) == "refusal.stale"
    assert (poll(ana, draft.id).quorum, poll(ana, draft.id).closes) == (1, draft.closes)


def test_opening_it_twice_opens_it_once(ana: House) -> None:
    """And what was opened is no draft any more."""
    draft = drafted(ana)
    second = card_of(ana.clicks(FLO, button(card_of(presses(ana, draft, "preview")), "polls.preview_next")))
    answers = [ana.clicks(FLO, button(second, "polls.open")) for _ in range(2)]

    assert "polls.opened" in said(card_of(answers[0]).body)
    assert refusal(answers[1]) == "refusal.stale"
    assert refusal(ana.presses(FLO, "polls.discard", draft.id, 1)) == "refusal.stale"
    assert [entry.action for entry in ana.audit() if entry.subject == draft.id] == ["poll_opened"]


def test_a_draft_can_be_thrown_away(ana: House) -> None:
    """Twice is once."""
    draft = drafted(ana)
    discard = button(shown(ana, draft), "polls.discard")
    ana.clicks(FLO, discard)

    assert refusal(ana.clicks(FLO, discard)) == "refusal.no_such_poll"
    assert "polls.list.nothing" in said(card_of(ana.hosts(FLO, "poll")).body)


def test_its_card_says_what_there_is_to_know(ana: House) -> None:
    """Once it is open, with what may still be done."""
    draft = drafted(ana)
    opens(ana, draft)
    card = shown(ana, draft)

    assert facts(card)["polls.fact.turnout"].values == {"n": 0, "all": 1}  # type: ignore[union-attr]
    assert actions(card) == ["polls.move", "polls.withdraw", "polls.list"]
