"""One person who lets a script run is stopped, kindly, in their language, and keeps nobody else waiting."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from bot.app import App
from bot.chat import Command, Event, Lookup, Press, Submission, Text
from bot.limits import LIMITS, Limit, Limits
from bot.ports import Transactions, Unit
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, FLO, LUC, Actor
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.questions import asks, inside
from tests.core.reading import card_of, form_of, refusal, title
from tests.operations.network import read_rows
from tests.stores import sqlite_url

T = TypeVar("T")
MANY = 2000
DOING: dict[str, Callable[[Actor], Event]] = {
    "command": lambda who: Command("peer", "home", who.person),
    "button": lambda who: Press("members.home", "me", 0, who.person),
    "form": lambda who: Submission("joining.submit", "new", 0, {}, who.person),
}


class Counted:
    """Transactions that are counted."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self.begun = 0

    def transact(self, work: Callable[[Unit], T]) -> T:
        self.begun += 1
        return self._transactions.transact(work)


def counted(house: House) -> tuple[App, Counted]:
    """The same house, by a door at which one counts."""
    counts = Counted(house.storage)
    return App(replace(house.world, transactions=counts)), counts


def is_too_fast(answer: Answer) -> bool:
    return refusal(answer) == "refusal.too_fast"


@pytest.mark.parametrize("kind", DOING)
def test_whoever_is_too_fast_reaches_no_database(house: House, kind: str) -> None:
    """However often they try: the others are answered meanwhile as always."""
    app, counts = counted(house)
    most = LIMITS["form joining.submit" if kind == "form" else kind].most
    *_, last = [app.handle(DOING[kind](ANA)) for _ in range(MANY)]
    begun = counts.begun
    other = app.handle(DOING["command"](LUC))

    assert begun == most
    assert is_too_fast(last)
    assert title(other) == "members.outside.title"


def test_after_a_while_it_works_again(house: House) -> None:
    """What was refused counted for nothing."""
    for _ in range(MANY):
        house.types(ANA, "home")
    stopped = house.types(ANA, "home")
    house.waits_for(minutes=1)

    assert is_too_fast(stopped)
    assert Text("refusal.too_fast", {"n": 1}) in card_of(stopped).body
    assert title(house.types(ANA, "home")) == "members.outside.title"


def test_the_answer_is_in_the_language_that_they_chose(house: House) -> None:
    """Also where their platform says another one, and without a look at the database."""
    house.types(ANA, "language", "fr")
    *_, answer = [house.types(ANA, "home") for _ in range(40)]

    assert is_too_fast(answer)
    assert answer.reader.language == "fr"


def test_those_who_run_the_network_are_not_held_up(house: House) -> None:
    """A coordinator who decides on many is no script; whoever only says so has no such role."""
    answers = [house.hosts(who, "meeting") for who in (CLAIRE, FLO) for _ in range(100)]
    pretends = [house.hosts(ANA, "meeting") for _ in range(100)]

    assert {title(answer) for answer in answers} == {"meetings.list.title"}
    assert is_too_fast(pretends[-1])


def test_whoever_is_too_fast_makes_no_platform_read_their_roles(house: House) -> None:
    """Reading them anew costs a call each time."""
    event = Command("host", "pending", ANA.person)
    before = house.app.needs_fresh_roles(event)
    for _ in range(40):
        house.app.handle(event)

    assert (before, house.app.needs_fresh_roles(event)) == (True, False)
    assert house.app.needs_fresh_roles(Command("host", "pending", CLAIRE.person))


def test_looking_up_has_a_limit_too(house: House) -> None:
    """Names of communities are searched in memory; a script gets none after a while."""
    lookup = Lookup("joining.submit", "community", "calg", ANA.person)
    found = [bool(house.app.look_up(lookup)) for _ in range(LIMITS["lookup"].most + 1)]

    assert (all(found[:-1]), found[-1]) == (True, False)
    assert house.app.look_up(Lookup("joining.submit", "community", "calg", LUC.person))


def test_questions_and_themes_have_limits_of_their_own(ana: House) -> None:
    """Everything else works on for whoever has asked enough for an hour."""
    planned = plans(ana)
    answers = []
    for number in range(11):
        answers.append(asks(ana, words=f"{number}?"))
        ana.waits_for(seconds=10)

    assert [title(each) for each in answers] == ["questions.asked.title"] * 10 + ["refusal.title"]
    assert len(inside(ana, planned)) == 10
    assert form_of(ana.types(ANA, "topic")).action == "topics.suggest"


def test_nothing_of_it_is_stored(ana: House, tmp_path: Path) -> None:
    """A row for each time would tell when it was."""
    before = read_rows(sqlite_url(tmp_path))
    for _ in range(100):
        ana.types(ANA, "home")

    assert read_rows(sqlite_url(tmp_path)) == before


def test_another_account_has_a_count_of_its_own(house: House) -> None:
    """Two people of one name on two platforms, or in two workspaces, are two."""
    limits = Limits({"command": Limit(1, LIMITS["command"].span)})
    now = house.clock.now()
    events = [Command("peer", "home", who.person) for who in (ANA, ANA.on("discord"), LUC)]

    assert [limits.exceeded(each, now) for each in events] == [None] * 3
    assert all(limits.exceeded(each, now) for each in events)
