"""What members may do in a chat they may do on their own pages; and what has an address changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TypeVar

from adapters.web import offers, ranking
from bot import routes
from bot.chat import Role
from bot.routing import Route
from storage.connecting import database_file, keys_file
from tests.web.furnished import asked_by_a_coordinator, full
from tests.web.place import Place, Shown, opened
from tests.web.visiting import NETWORK, visiting

K = TypeVar("K")

ONE_FORM = "one form takes their place, so that no address holds any of a ballot"
THERE = "it leads where they are"
WEBINAR = "the webinar's own page has it, for everybody"
A_MEMBER = "whoever has a visit is a member: the way in is a page for everybody"
# Why something is not offered there.
NOT_THERE: Mapping[object, str] = {
    ("peer", "join"): A_MEMBER,
    "joining.begin": A_MEMBER,
    "joining.submit": A_MEMBER,
    "joining.link": A_MEMBER,
    ("peer", "verify"): "the card of what was asked has the button",
    ("peer", "help"): "the places on top of the page take its place",
    ("peer", "page"): THERE,
    "visits.page": THERE,
    ("peer", "polls"): "the list takes its place, which leads to the ballot and to the results",
    "webinars.register": WEBINAR,
    "webinars.confirm": WEBINAR,
    "webinars.withdraw": WEBINAR,
    "polls.rank": ONE_FORM,
    "polls.next": ONE_FORM,
}


def open_to_members(table: Mapping[K, Route]) -> set[K]:
    return {key for key, route in table.items() if route.role in (Role.ANYONE, Role.MEMBER)}


def test_nothing_that_members_may_do_is_forgotten() -> None:
    """Each command, button and form is offered on the pages, or it is said here why not."""
    commands = {("peer", each) for each in (*offers.PAGES.values(), "home")}
    buttons = {*offers.LEADS, *offers.SHOWN, *offers.AFTER}
    there = (
        open_to_members(routes.COMMANDS) - commands,
        open_to_members(routes.BUTTONS) - buttons,
        open_to_members(routes.FORMS) - {*offers.FORMS},
    )

    assert {*there[0], *there[1], *there[2]} == {*NOT_THERE}
    assert set(ranking.STEPS) <= {*NOT_THERE}


def test_nothing_is_offered_that_is_not_for_members() -> None:
    """Who runs the network does so in a chat, where their room says who they are."""
    offered = {*offers.LEADS, *offers.SHOWN, *offers.AFTER}

    assert offered <= open_to_members(routes.BUTTONS)
    assert {*offers.FORMS} <= open_to_members(routes.FORMS)
    assert not {*offers.SHOWN, *offers.LEADS} & {*offers.AFTER}


async def test_what_has_an_address_changes_nothing(migrated_sqlite: str) -> None:
    """Whatever links lead to in a house where all is under way is there, and no row is another afterwards."""
    async with opened(migrated_sqlite, NETWORK) as place:
        also = full(place.house)
        async with visiting(place) as window:
            before = rows(migrated_sqlite)
            seen = await follows(window, *also, *offers.PAGES)
            after = rows(migrated_sqlite)
            asked_by_a_coordinator(place.house)
            again = rows(migrated_sqlite)
            seen |= await follows(window, "status")
            at_last = rows(migrated_sqlite)

    shown = {each.partition("/show/")[2].partition(":")[0] for each in seen}
    assert {path: each.status for path, each in seen.items() if each.status != 200} == {}
    assert (before, again) == (after, at_last)
    assert shown - {""} == offers.SHOWN


async def follows(window: Place, *places: str) -> dict[str, Shown]:
    """All that is reached from there, by its path."""
    seen: dict[str, Shown] = {}
    ahead = [f"/en/mine/{each}" for each in places]
    window.house.world.limits.lift()
    while ahead:
        path = ahead.pop()
        if path not in seen:
            seen[path] = await window.get(path)
            ahead += [each for each in seen[path].page.links.values() if each.startswith("/en/mine")]
    return seen


def rows(url: str) -> dict[str, list[object]]:
    """All that is written down, in both files."""
    found: dict[str, list[object]] = {}
    for file in (database_file(url), keys_file(url)):
        with sqlite3.connect(file) as base:
            tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                found[f"{file.name} {table}"] = sorted(base.execute(f'SELECT * FROM "{table}"'), key=repr)  # noqa: S608
    return found
