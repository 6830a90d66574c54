"""Each thing that is done at the desk leaves one line in the audit: who, what, to what, why; and no words."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.audit import CLOCK, Entry
from bot.joining.forms import SILENT, TYPED
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.decisions import reopens, sends_now, undoes
from tests.core.desk import assigns, audited, corrects
from tests.core.house import House
from tests.core.reading import form_of

QUESTION, ANSWER, NOTE, COMMUNITY = "Which waterworks?", "The sluices", "Sorry, dear", "Shadows of York"

Act = Callable[[House], object]


def asks(house: House) -> object:
    return house.asks(ANA, line="Waterfalls")


def proves(house: House) -> object:
    return house.proves(ANA)


def approves(house: House) -> object:
    return house.approves(CLAIRE, house.request(ANA))


def declines(house: House) -> object:
    return house.declines(CLAIRE, house.request(ANA), note=NOTE)


def declines_in_silence(house: House) -> object:
    return house.declines(CLAIRE, house.request(ANA), reason="duplicate", message=SILENT)


def asks_more(house: House) -> object:
    return house.asks_more(CLAIRE, house.request(ANA), QUESTION)


def answers(house: House) -> object:
    form = form_of(house.presses(ANA, "joining.answer", house.request(ANA).id))
    return house.fills_in(ANA, form, answer=ANSWER)


def takes_on(house: House) -> object:
    return assigns(house, CLAIRE, house.request(ANA))


def corrects_the_community(house: House) -> object:
    return corrects(house, CLAIRE, house.request(ANA), community=TYPED + COMMUNITY)


def dev_is_known(house: House) -> object:
    return assigns(house, DEV, house.waits(LUC))


def hands_over(house: House) -> object:
    return corrects(house, CLAIRE, house.request(ANA), assignee=house.profile(DEV).id)


def sends(house: House) -> object:
    return sends_now(house, house.request(ANA))


def undoes_it(house: House) -> object:
    return undoes(house, DEV, house.request(ANA))


def reopens_it(house: House) -> object:
    return reopens(house, house.request(ANA))


def withdraws(house: House) -> object:
    return house.presses(ANA, "joining.withdrawn", house.request(ANA).id)


def time_passes(**span: float) -> Act:
    return lambda house: house.lives_on(**span)


WAITS = (asks, proves)
OUT = (*WAITS, approves, time_passes(minutes=10))
# What comes before, the act, and its line: what, by whom, why, in detail.
LINES: list[tuple[tuple[Act, ...], Act, tuple[str, str, str, str]]] = [
    ((asks,), proves, ("proven", "ana", "", "")),
    (WAITS, takes_on, ("assigned", "claire", "", "{claire}")),
    ((*WAITS, dev_is_known), hands_over, ("assigned", "claire", "", "{dev}")),
    (WAITS, corrects_the_community, ("corrected", "claire", "", "community_id:4806016>-")),
    (WAITS, asks_more, ("asked", "claire", "", "")),
    ((*WAITS, asks_more), answers, ("answered", "ana", "", "")),
    ((*WAITS, asks_more), time_passes(days=14), ("closed", CLOCK, "", "")),
    (WAITS, approves, ("approved", "claire", "", "")),
    (WAITS, declines, ("declined", "claire", "not_staff", "")),
    (WAITS, declines_in_silence, ("declined", "claire", "duplicate", "silent")),
    ((*WAITS, approves), sends, ("sent", "dev", "", "")),
    ((*WAITS, approves), time_passes(minutes=10), ("sent", CLOCK, "", "")),
    ((*WAITS, declines), undoes_it, ("undone", "dev", "", "declined")),
    (OUT, reopens_it, ("reopened", "dev", "slip", "approved")),
    (WAITS, withdraws, ("withdrawn", "ana", "", "")),
    ((asks,), withdraws, ("withdrawn", "ana", "", "")),
    ((*WAITS, approves), withdraws, ("withdrawn", "ana", "", "")),
    ((asks,), time_passes(days=3), ("expired", CLOCK, "", "")),
    (WAITS, time_passes(days=7), ("broken", CLOCK, "", "")),
]


def seen(house: House, entry: Entry) -> tuple[str, str, str, str]:
    """With people by their names for ids."""
    known = {house.profile(who).id: who.user for who in (ANA, CLAIRE, DEV) if house.knows(who)}
    detail = f"{{{known[entry.detail]}}}" if entry.detail in known else entry.detail
    return entry.action.value, known.get(entry.actor, entry.actor), entry.reason, detail


@pytest.mark.parametrize(
    "before, act, line", LINES, ids=[f"{line[2][0]}-{n}" for n, line in enumerate(LINES)]
)
def test_each_act_leaves_one_line(
    holding: House, before: tuple[Act, ...], act: Act, line: tuple[str, str, str, str]
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
    for each in (asks, proves, approves):
        each(holding)
    held = holding.request(ANA)
    already = audited(holding)
    holding.approves(DEV, held)
    holding.presses(DEV, "joining.send", held.id, held.revision - 1)
    holding.presses(LUC, "joining.undo", held.id, held.revision)

    assert audited(holding) == already


def test_nothing_personal_and_no_words_are_in_it(holding: House, tmp_path: Path) -> None:
    """In no column of any line: neither names nor addresses, nor what anybody wrote."""
    story = (asks, proves, dev_is_known, asks_more, answers, corrects_the_community, hands_over, declines)
    for each in (*story, time_passes(minutes=10), reopens_it, approves, time_passes(days=1), reopens_it):
        each(holding)
    with closing(sqlite3.connect(tmp_path / "peerbot.db")) as database:
        lines = database.execute("SELECT * FROM audit").fetchall()
    written = "\n".join(" ".join(map(str, line)) for line in lines).lower()
    people = [word for who in (ANA, LUC, CLAIRE, DEV) for word in (who.name, who.email, *who.name.split())]
    words = [QUESTION, ANSWER, NOTE, COMMUNITY, "Waterfalls", "Calgary", "staff lead"]

    assert len(lines) > 10
    assert [word for word in (*people, *words) if len(word) > 3 and word.lower() in written] == []
