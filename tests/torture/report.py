"""The report: a line for each scenario and place, then what was wrong, in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.torture.places import Place
from tests.torture.scenario import Played, Scenario, Tally

COUNTS = ("stories", "points", "repeated", "given up", "apologies", "wrong", "seconds")
NAMES = f"{{:46}}{{:12}}{'{:>10}' * len(COUNTS)}"


def head() -> str:
    return NAMES.format("", "", *COUNTS)


def line(tally: Tally) -> str:
    repeated, given_up, apologies = (
        sum(getattr(played, what) for played in tally.played)
        for what in ("repeated", "given_up", "apologies")
    )
    return NAMES.format(
        tally.scenario.name,
        tally.place.name,
        len(tally.played),
        tally.points,
        repeated,
        given_up,
        apologies,
        len(tally.wrong),
        round(tally.seconds),
    )


def broken_line(scenario: Scenario, place: Place, played: Played | None) -> str:
    how = f"noticed: {played.wrongs[0].strip().splitlines()[-1][:90]}" if played else "NOT NOTICED"
    return f"{scenario.name:46}{place.name:12}{how}"


def wrongs(tallies: Sequence[Tally], *, whole: bool) -> Iterator[str]:
    """All that makes the run one that has failed; a part of it may have fewer points."""
    for tally in tallies:
        where = f"{tally.scenario.name}, {tally.place.name}"
        if whole and tally.missing:
            yield f"{where}: there are {tally.missing} points fewer than there must be"
        for played in tally.wrong:
            yield "\n    ".join([f"{where}: {played.name}", *played.wrongs])
