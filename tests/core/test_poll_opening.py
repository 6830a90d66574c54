"""A poll is opened by whoever has seen it in both languages, and only when it is ready."""

import pytest

from bot.answers import Given
from bot.replies import Say
from tests.core.cast import FLO
from tests.core.house import House
from tests.core.reading import actions, button, card_of, facts, refusal, said
from tests.core.voting import OPTIONS, changes, drafted, opens, presses, shown


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


def test_opening_it_twice_opens_it_once(ana: House) -> None:
    """And what was opened is no draft any more."""
    draft = drafted(ana)
    second = card_of(ana.clicks(FLO, button(card_of(presses(ana, draft, "preview")), "polls.preview_next")))
    answers = [ana.clicks(FLO, button(second, "polls.open")) for _ in range(2)]

    assert "polls.opened" in said(card_of(answers[0]).body)
    assert refusal(answers[1]) == "refusal.stale"
    assert refusal(ana.presses(FLO, "polls.discard", draft.id, 1)) == "refusal.stale"
    assert [entry.action for entry in ana.audit() if entry.subject == draft.id] == ["poll_opened"]


def test_its_card_says_what_there_is_to_know(ana: House) -> None:
    """Once it is open, with what may still be done."""
    draft = drafted(ana)
    opens(ana, draft)
    card = shown(ana, draft)

    assert facts(card)["polls.fact.turnout"].values == {"n": 0, "all": 1}  # type: ignore[union-attr]
    assert actions(card) == ["polls.move", "polls.withdraw", "polls.list"]
