"""The document of a closed poll: read back whole, and forged in vain."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.polls.model import Deciding, TieRule
from bot.polls.published import NotPublished, Published, read, written
from bot.polls.recounting import Fault, recount
from bot.polls.tally import count
from tests.core.tallies import APPROVAL, POLL, RANKED, ballots, of_communities

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
    "forge, fault",
    [
        (lambda of: of["totals"]["counts"].pop(), Fault.OPTIONS),
        (lambda of: of["totals"]["pairs"].reverse(), Fault.OPTIONS),
        (lambda of: of["totals"]["rounds"].clear(), Fault.OPTIONS),
        (lambda of: of["totals"].update(by_community=9), Fault.OPTIONS),
        (lambda of: of["totals"]["counts"][0].__setitem__(1, 3), Fault.SUM),
        (lambda of: of["totals"]["rounds"][1].update(exhausted=5), Fault.ROUNDS),
        (lambda of: of["totals"]["rounds"].pop(), Fault.ROUNDS),
        (lambda of: of["totals"]["rounds"][0].update(out=1), Fault.OUT),
        (lambda of: of["poll"].update(tie="listed"), Fault.OUT),
        (lambda of: of["totals"]["pairs"][0].__setitem__(2, 6), Fault.PAIRS),
        (lambda of: of["totals"]["outcome"].update(winner=1), Fault.OUTCOME),
        (lambda of: of["poll"].update(quorum=7), Fault.OUTCOME),
        (lambda of: of["totals"]["outcome"].update(tied=[1, 3]), Fault.OUTCOME),
    ],
)
def test_what_does_not_follow_is_found(forge: Forge, fault: Fault) -> None:
    """Whatever was changed afterwards, by whomever."""
    assert fault in recount(read(document(forge)))


def test_more_approvals_than_there_can_be_are_found() -> None:
    """Each ballot names one option at least, and up to so many."""
    totals = count(APPROVAL, ballots((1, 2), (3,)))
    for found in ([2, 2, 1, 0], [1, 0, 0, 0], [3, 0, 0, 0]):
        counts = tuple(enumerate(found, 1))
        assert recount(Published(APPROVAL, replace(totals, counts=counts))) == (Fault.SUM,)


def test_the_winner_of_communities_is_taken_as_it_stands() -> None:
    """It cannot be counted again; without five communities there is none."""
    poll = replace(POLL, deciding=Deciding.COMMUNITY)
    totals = count(poll, of_communities(*[[(2,)]] * 5))
    forged = replace(totals, outcome=replace(totals.outcome, winner=1))

    assert recount(Published(poll, totals)) == ()
    assert recount(Published(poll, forged)) == (Fault.OUTCOME,)
    assert recount(Published(poll, replace(totals, by_community=0))) == (Fault.OUTCOME,)
