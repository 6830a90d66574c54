"""Who may what: each route, by each role, about each thing: allowed, or refused and without effect."""

import pytest

from bot import routes
from tests.access.matrix import BEGIN, COLUMNS, END, PAGE, Cells, Tried, drawn, page_with, routed, tried
from tests.access.peopled import HELD
from tests.access.trying import Came


@pytest.fixture(scope="module")
def all_of_it() -> Tried:
    return tried()


@pytest.fixture
def cells(all_of_it: Tried) -> Cells:
    return all_of_it.cells


def test_whoever_has_not_the_role_is_barred_and_nobody_else(cells: Cells) -> None:
    """As the table of contents says, whatever is pressed, typed or sent, and about whatever thing."""
    wrong = [
        (called, column)
        for called, route in routed()
        for column in COLUMNS
        if (route.role in HELD[column.partition(",")[0]]) == (cells[called][column] is Came.BARRED)
    ]

    assert wrong == []


def test_what_is_refused_changes_nothing(all_of_it: Tried) -> None:
    """Each refusal was tried on the real network: every table is as it was before the first."""
    assert all_of_it.changed == set()


def test_no_member_changes_what_is_anothers(all_of_it: Tried) -> None:
    """Profile, accounts, requests, seats, choices, support, feed: a coordinator alone may, who is to."""
    assert {column for _, column in all_of_it.robberies} == {"coordinator"}
    assert ("form members.remove", "coordinator") in all_of_it.robberies


def test_what_is_ones_own_is_done_by_oneself_alone(cells: Cells) -> None:
    """The same press on another's thing is refused."""
    for action in ("topics.take_back", "topics.taken_back"):
        assert cells[f"button {action}"]["member"] in (Came.SHOWN, Came.DONE)
        assert cells[f"button {action}"]["member, others’"] is Came.REFUSED


def test_nobody_outside_does_anything_but_ask_to_come_in(cells: Cells) -> None:
    """To the network or a webinar; or to choose a language, or what becomes of what is held about them."""
    does = {
        called
        for called, row in cells.items()
        for column in ("anyone", "suspended", "left")
        if row[column] is Came.DONE and not called.startswith("button rights.")
    }

    assert does <= {
        "form joining.submit",
        "form joining.link",
        "form members.language",
        "form webinars.register",
        "button joining.withdrawn",
    }


def test_all_routes_are_in_the_table(cells: Cells) -> None:
    """Commands, buttons, forms; look-ups show names of communities, which are public."""
    assert len(cells) == len(routes.COMMANDS) + len(routes.BUTTONS) + len(routes.FORMS)


def test_the_page_has_the_table_as_it_is() -> None:
    """When a route is new or changed: `python -m tests.access` writes it there, to be looked at."""
    page = PAGE.read_text("utf-8")

    assert (page.count(BEGIN), page.count(END)) == (1, 1)
    assert page_with(drawn(), page) == page
