"""The document of a closed poll: read back whole, and forged in vain."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.polls.model import TieRule
from bot.polls.published import NotPublished, read, read_of_others, written
from bot.polls.tally import count
from tests.core.tallies import RANKED, ballots

CAST = ballots((1, 2), (1,), (2, 3), (3, 2), (3, 2), (4,))
RULED = replace(RANKED, tie=TieRule.DRAWN, quorum=3)

Forge = Callable[[dict[str, Any]], object]


def document(forge: Forge = lambda _: None) -> str:
    """Of a ranking, with something changed in it."""
    content = json.loads(written(RULED, count(RULED, CAST)))
    forge(content)
    return json.dumps(content)


def test_a_document_says_all_of_the_rules_and_the_totals() -> None:
    """But who opened the poll, for which meeting, and from which topics."""
    found = read(document())

    assert found.totals == count(RULED, CAST)
    assert found.poll.options == RULED.options
    assert replace(found.poll, stage=RULED.stage) == RULED


def test_rules_are_told_in_words_too() -> None:
    """Whoever has no bot can count with a pencil."""
    rules = json.loads(document())["rules"]

    assert rules[0].startswith("instant run-off")
    assert "SHA-256" in rules[1]
    assert rules[2] == "every ballot weighs the same"


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "null",
        "[]",
        "{}",
        "1",
        '"text"',
        document()[:-9],
        document().replace("totals 1", "totals 2"),
        document().replace('"quorum": 3', '"quorum": 9, "quorum": 3'),
        "[" * 9999,
    ],
)
def test_what_is_no_such_document_is_refused(damaged: str) -> None:
    """Cut off, of another version, of another kind."""
    with pytest.raises(NotPublished):
        read(damaged)


@pytest.mark.parametrize(
    "forge",
    [
        lambda of: of["totals"].pop("pairs"),
        lambda of: of["totals"].update(ballots=-1),
        lambda of: of["totals"].update(ballots="6"),
        lambda of: of["totals"].update(ballots=True),
        lambda of: of["poll"].update(closes="yesterday"),
        lambda of: of["poll"].update(closes="2026-12-02T17:00:00"),
        lambda of: of["poll"].update(method="coin"),
        lambda of: of["poll"].update(limit=3),
        lambda of: of["poll"].update(title_en=None),
        lambda of: of["poll"].update(seed="no seed"),
        lambda of: of["poll"]["options"][0].update(number=2),
        lambda of: of["poll"]["options"][0].update(text_en="", text_fr=""),
        lambda of: of["totals"]["outcome"].update(ending="won"),
        lambda of: of["totals"]["rounds"].append([]),
        lambda of: of["totals"]["pairs"].append([1, 2]),
    ],
)
def test_a_document_with_what_cannot_be_is_refused(forge: Forge) -> None:
    """Missing, negative, of another type, against the poll's own rules."""
    with pytest.raises(NotPublished):
        read(document(forge))


@pytest.mark.parametrize(
    "forge",
    [
        lambda of: of["rules"].__setitem__(2, "whoever counts decides"),
        lambda of: of["totals"].update(winner=4),
        lambda of: of.update(outcome="Theme 4"),
        lambda of: of["poll"].update(closes="2026-12-02 17:00:00Z"),
    ],
)
def test_nothing_else_can_be_said_with_it(forge: Forge) -> None:
    """Words of the rules that are not its rules, or something beside them that a reader could believe."""
    with pytest.raises(NotPublished):
        read_of_others(document(forge))


def test_what_went_through_other_hands_unchanged_is_read() -> None:
    """Whatever its lines look like."""
    assert read_of_others(document()) == read(document())
