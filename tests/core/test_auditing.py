"""Each thing that is done at the desk leaves one line in the audit: who, what, to what, why; and no words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.audit import CLOCK, Entry
from tests.core import acts
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.house import House
from tests.core.seeing import audited

WAITS = (acts.asks, acts.proves)
OUT = (*WAITS, acts.approves, acts.time_passes(minutes=10))
# What comes before, the act, and its line: what, by whom, why, in detail.
LINES: list[tuple[tuple[acts.Act, ...], acts.Act, tuple[str, str, str, str]]] = [
    ((acts.asks,), acts.proves, ("proven", "ana", "", "")),
    (WAITS, acts.takes_on, ("assigned", "claire", "", "{claire}")),
    ((*WAITS, acts.dev_is_known), acts.hands_over, ("assigned", "claire", "", "{dev}")),
    (WAITS, acts.corrects_the_community, ("corrected", "claire", "", "community_id:4806016>-")),
    (WAITS, acts.asks_more, ("asked", "claire", "", "")),
    ((*WAITS, acts.asks_more), acts.answers, ("answered", "ana", "", "")),
    ((*WAITS, acts.asks_more), acts.time_passes(days=14), ("closed", CLOCK, "", "")),
    (WAITS, acts.approves, ("approved", "claire", "", "")),
    (WAITS, acts.declines, ("declined", "claire", "not_staff", "")),
    (WAITS, acts.declines_in_silence, ("declined", "claire", "duplicate", "silent")),
    ((*WAITS, acts.approves), acts.sends, ("sent", "dev", "", "")),
    ((*WAITS, acts.approves), acts.time_passes(minutes=10), ("sent", CLOCK, "", "")),
    ((*WAITS, acts.declines), acts.undoes_it, ("undone", "dev", "", "declined")),
    (OUT, acts.reopens_it, ("reopened", "dev", "slip", "approved")),
    (WAITS, acts.withdraws, ("withdrawn", "ana", "", "")),
    ((acts.asks,), acts.withdraws, ("withdrawn", "ana", "", "")),
    ((*WAITS, acts.approves), acts.withdraws, ("withdrawn", "ana", "", "")),
    ((acts.asks,), acts.time_passes(days=3), ("expired", CLOCK, "", "")),
    (WAITS, acts.time_passes(days=7), ("broken", CLOCK, "", "")),
]

STORY = (
    *(*WAITS, acts.dev_is_known, acts.asks_more, acts.answers, acts.corrects_the_community),
    *(acts.hands_over, acts.declines, acts.time_passes(minutes=10), acts.reopens_it),
    *(acts.approves, acts.time_passes(days=1), acts.reopens_it),
)


def seen(house: House, entry: Entry) -> tuple[str, str, str, str]:
    """With people by their names for ids."""
    known = {house.profile(who).id: who.user for who in (ANA, CLAIRE, DEV) if house.knows(who)}
    detail = f"{{{known[entry.detail]}}}" if entry.detail in known else entry.detail
    return entry.action.value, known.get(entry.actor, entry.actor), entry.reason, detail


@pytest.mark.parametrize(
    "before, act, line", LINES, ids=[f"{line[2][0]}-{n}" for n, line in enumerate(LINES)]
)
def test_each_act_leaves_one_line(
    holding: House, before: tuple[acts.Act, ...], act: acts.Act, line: tuple[str, str, str, str]
) -> None:
    """About the request, at the moment in which it was done."""
    for each in before:
        each(holding)
    already = audited(holding)
    act(holding)
    (written,) = audited(holding)[len(already) :]

    assert seen(holding, written) == line
    assert (written.subject, written.at) == (holding.request(ANA).id, holding.clock.now())


def test_what_is_refused_leaves_none(holding: House) -> None:
    """Nothing was done."""
    for each in (acts.asks, acts.proves, acts.approves):
        each(holding)
    held = holding.request(ANA)
    already = audited(holding)
    holding.approves(DEV, held)
    holding.presses(DEV, "joining.send", held.id, held.revision - 1)
    holding.presses(LUC, "joining.undo", held.id, held.revision)

    assert audited(holding) == already


def test_nothing_personal_and_no_words_are_in_it(holding: House, tmp_path: Path) -> None:
    """In no column of any line: neither names nor addresses, nor what anybody wrote."""
    for each in STORY:
        each(holding)
    with closing(sqlite3.connect(tmp_path / "peerbot.db")) as database:
        lines = database.execute("SELECT * FROM audit").fetchall()
    written = "\n".join(" ".join(map(str, line)) for line in lines).lower()
    people = [word for who in (ANA, LUC, CLAIRE, DEV) for word in (who.name, who.email, *who.name.split())]
    words = [acts.QUESTION, acts.ANSWER, acts.NOTE, acts.COMMUNITY, "Waterfalls", "Calgary"]

    assert len(lines) > 10
    assert [word for word in (*people, *words) if len(word) > 3 and word.lower() in written] == []
