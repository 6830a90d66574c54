"""Published totals as a table for spreadsheets, in which nothing that people wrote is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from adapters.harmless import harmless
from bot.polls.model import Poll
from bot.polls.published import Published
from bot.polls.totals import Counts

COLUMNS = ("what", "round", "option", "text_en", "text_fr", "other", "ballots")
_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - as wide as the letters of East Asia they begin one too
_MARK = "\ufeff"  # by which spreadsheets know UTF-8

Row = tuple[object, ...]


def written(published: Published) -> str:
    """CSV, each cell in quotes; the options in their order, for a ranking each round and each pair."""
    file = io.StringIO(newline="")
    lines = csv.writer(file, quoting=csv.QUOTE_ALL)
    lines.writerow(COLUMNS)
    for row in _rows(published):
        lines.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return _MARK + file.getvalue()


def safe(words: str) -> str:
    """A spreadsheet takes what begins with an apostrophe as words, whatever comes then."""
    kept = harmless(words)
    return f"'{kept}" if kept.lstrip(" ").startswith(_FORMULAS) else kept


def _rows(published: Published) -> Iterator[Row]:
    poll, totals = published.poll, published.totals
    texts = {option.number: (option.text_en, option.text_fr) for option in poll.options}
    yield ("ballots", "", "", "", "", "", totals.ballots)
    if totals.unreadable:
        yield ("unreadable", "", "", "", "", "", totals.unreadable)
    yield from _counts("count", "", poll, totals.counts)
    for number, each in enumerate(totals.rounds, 1):
        yield from _counts("round", number, poll, each.counts)
        yield ("exhausted", number, "", "", "", "", each.exhausted)
        if each.out:
            yield ("out", number, each.out, *texts[each.out], "", "")
    for pair in totals.pairs:
        yield ("preferred", "", pair.one, *texts[pair.one], pair.other, pair.ballots)
    if totals.by_community:
        yield ("winner by community", "", totals.by_community, *texts[totals.by_community], "", "")
    winner = totals.outcome.winner
    yield (totals.outcome.ending.value, "", winner or "", *texts.get(winner, ("", "")), "", "")


def _counts(what: str, number: int | str, poll: Poll, counts: Counts) -> Iterable[Row]:
    texts = {option.number: (option.text_en, option.text_fr) for option in poll.options}
    for option, ballots in counts:
        yield (what, number, option, *texts[option], "", ballots)
