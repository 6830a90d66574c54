"""What is changed of a draft: words, topics, rules, what it is for."""

import pytest

from bot.answers import Given
from bot.polls.model import Deciding, Method, Option, TieRule
from tests.core.cast import CLAIRE, FLO, LUC
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.reading import card_of, form_of, problems, refusal, said, written
from tests.core.voting import RULES, ballot, changes, drafted, opens, poll, presses, shortlist, shown


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
    assert "polls.rule.to_draw" in said(shown(ana, draft).body)


def test_what_decides_a_draw_is_known_to_nobody_before_it_opens(ana: House) -> None:
    """It is drawn at that moment, and stands on every ballot from then on."""
    draft = drafted(ana)
    changes(ana, draft, "rules", method="one", limit="", quorum="", tie="drawn")
    before = poll(ana, draft.id).seed
    opens(ana, draft)
    seed = poll(ana, draft.id).seed

    assert (before, len(seed)) == ("", 32)
    assert seed in written(card_of(ballot(ana, draft)).body)


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


def test_of_two_who_change_it_the_second_sees_what_the_first_has_done(ana: House) -> None:
    """Nothing of it is lost without a word."""
    draft = drafted(ana)
    form = form_of(presses(ana, draft, "closes"))
    changes(ana, draft, "rules", CLAIRE, quorum="1")
    late = ana.fills_in(FLO, form, day="2026-12-09", time="17:00")

    assert refusal(late) == "refusal.stale"
    assert (poll(ana, draft.id).quorum, poll(ana, draft.id).closes) == (1, draft.closes)
