"""Which route lets whom do what, with one's own things and those of others; found by trying all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import routes
from bot.chat import Command, Event, Person, Press, Submission
from bot.routing import Route
from storage.tables import KEYS_SCHEMA
from tests.access.peopled import HELD, PEOPLE, Thing, peoples
from tests.access.trying import FILLED, Came, Trial
from tests.core.house import House
from tests.core.topics import BEA
from tests.core.webinars import AT_HOME
from tests.operations.network import read_rows
from tests.stores import sqlite_url

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- who may what -->", "<!-- end of who may what -->"
COLUMNS = (
    "anyone",
    "applicant",
    "member",
    "member, others’",
    "suspended",
    "left",
    "facilitator",
    "coordinator",
)
NOBODYS = (Thing("me"), Thing("all"), Thing("zzzzzzzzzzzzzzzzzzzzzzzzzz", 1), Thing("4806016"))
SIGNS = {Came.BARRED: "·", Came.REFUSED: "no", Came.SHOWN: "sees", Came.DONE: "does"}
Cells = Mapping[str, Mapping[str, Came]]


def routed() -> Iterator[tuple[str, Route]]:
    """All of them, as they are called in the table."""
    for (root, name), route in routes.COMMANDS.items():
        yield f"/{root} {name}", route
    for action, route in routes.BUTTONS.items():
        yield f"button {action}", route
    for action, route in routes.FORMS.items():
        yield f"form {action}", route


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of all of it; which tables are otherwise than before, and where somebody changed what is
    another member's."""

    cells: Cells
    changed: Collection[str]
    robberies: Collection[tuple[str, str]]


@cache
def tried() -> Tried:
    """Once for all tests. Keys that nobody got are no change: they are made before what they open."""
    with TemporaryDirectory() as folder:
        house = House(url := sqlite_url(Path(folder)), network=AT_HOME)
        things = peoples(house)
        trial, before = Trial(house, house.profile(BEA).id), read_rows(url)
        robberies: list[tuple[str, str]] = []
        cells = {called: dict(_row(trial, called, route, things, robberies)) for called, route in routed()}
        after = read_rows(url)
        house.close()
    changed = {table for table, rows in after.items() if rows != before[table]}
    return Tried(cells, {each for each in changed if not each.startswith(KEYS_SCHEMA)}, robberies)


def _row(
    trial: Trial,
    called: str,
    route: Route,
    things: Mapping[str, Sequence[Thing]],
    robberies: list[tuple[str, str]],
) -> Iterator[tuple[str, Came]]:
    """The most that somebody reaches with any of these things."""
    slice_ = called.rsplit(maxsplit=1)[-1].partition(".")[0]
    there = [*NOBODYS, *things.get(slice_, ())]
    for column in COLUMNS:
        name, _, others = column.partition(", ")
        about = [each for each in there if others != "others’" or not (each.anas or each.id == "me")]
        about = about if route.role in HELD[name] else about[:1] + about[-1:]
        events = [event for each in about for event in _events(called, each, PEOPLE[name].person)]
        yield column, max(map(trial.come, events), key=[*Came].index)
        if trial.robbed:
            robberies.append((called, column))


def _events(called: str, thing: Thing, person: Person) -> Iterator[Event]:
    """As it stands now, and as somebody may have forged it."""
    kind, _, action = called.partition(" ")
    if kind.startswith("/"):
        yield Command(kind[1:], action, person, "" if len(thing.id) < len("zzzzzz") else thing.id)
        return
    for revision in {thing.revision, 0}:
        if kind == "button":
            yield Press(action, thing.id, revision, person)
        else:
            yield Submission(action, thing.id, revision, FILLED, person)


def drawn() -> str:
    """As the page has it."""
    cells = tried().cells
    lines = [f"| | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    lines += [
        f"| {called} | {' | '.join(SIGNS[row[each]] for each in COLUMNS)} |" for called, row in cells.items()
    ]
    lines += [
        f"| look-up {action} {field} | {' | '.join(['sees'] * len(COLUMNS))} |"
        for action, field in routes.LOOKUPS
    ]
    return "\n".join(lines)


def page_with(table: str, page: str) -> str:
    """The page with this table in its place."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"
