"""Once before it closes, whoever has not voted is reminded; that nobody can tell who was."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import routes
from bot.deliveries import Direct, Letter
from bot.outbox import Outcome, Repeat, Result
from bot.polls import reminding
from bot.polls.model import Poll
from tests.core.cast import ANA, FLO, LUC
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.reading import form_of
from tests.core.voting import changes, closes, opened, votes
from tests.operations.network import read_rows
from tests.stores import sqlite_url

OTTO = ANA.called("otto")


@pytest.fixture
def asked(house: House) -> Poll:
    """Three members; the first has voted."""
    for who in (ANA, LUC, OTTO):
        house.joins(who)
    which = opened(house)
    votes(house, which, 1)
    house.carries_out()
    return which


def reminded(house: House) -> list[str]:
    """Whoever got one, by message."""
    return [x.identity.user for x in house.arrived(Direct) if x.card.title.id == "polls.remind.title"]


def errands(house: House, folder: Path) -> list[tuple[object, ...]]:
    """What is kept of those reminders, but the ids of rows and people."""
    return [row[3:4] + row[7:] for row in read_rows(sqlite_url(folder))["errands"] if reminding.KIND in row]


def comes_near(house: House, which: Poll) -> None:
    house.clock.push(reminding.moment(which) - house.clock.now())
    house.lives_on()
    house.lives_on(minutes=1)


def test_whoever_has_not_voted_is_reminded_a_day_before(house: House, asked: Poll) -> None:
    """Once, in their own language, with the way to the ballot."""
    comes_near(house, asked)
    house.lives_on(hours=2)

    assert sorted(reminded(house)) == ["luc", "otto"]
    assert {x.reader.language for x in house.directs(LUC) if x.card.title.id == "polls.remind.title"} == {
        "fr"
    }


def test_it_is_settled_alike_for_everybody(house: House, asked: Poll, tmp_path: Path) -> None:
    """Sent, failed, or nothing to send."""
    house.fates[Direct] = Outcome(Result.LATER, code="slack_busy")
    comes_near(house, asked)
    rows = errands(house, tmp_path)

    assert len(rows) == 3
    settled = [[value for value in row if not str(value).startswith("polls.remind:")] for row in rows]
    assert all("delivered" in row and "slack_busy" not in row for row in settled)
    assert len({row[-2] for row in settled}) == len({row[-1] for row in settled}) == 1
    assert reminded(house) == []


def test_when_it_was_settled_says_nothing(house: House, asked: Poll) -> None:
    """It is the moment for which it was written; so is the end of one whose courier died."""
    house.clock.push(reminding.moment(asked) - house.clock.now())
    house.app.tick()
    house.waits_for(minutes=5)
    claimed = [each for each in house.app.claim(9) if each.kind == reminding.KIND]
    house.app.settle(claimed[0], Outcome(Result.MOOT))
    house.waits_for(minutes=2)
    house.app.claim(9)
    ended = [house.errand(each.id) for each in claimed]

    assert [(each.result, each.settled_at) for each in ended if each] == [
        ("delivered", each.due) for each in claimed
    ]


def test_all_of_them_are_deleted_at_closing(house: House, asked: Poll, tmp_path: Path) -> None:
    """Those that wait still as well as those that are settled."""
    comes_near(house, asked)
    closes(house, asked)

    assert errands(house, tmp_path) == []
    house.lives_on(hours=1)
    assert len(reminded(house)) == 2


def test_whoever_votes_meanwhile_gets_none(house: House, asked: Poll) -> None:
    """What is sent follows from the moment of sending."""
    house.clock.push(reminding.moment(asked) - house.clock.now())
    house.app.tick()
    votes(house, asked, 2, LUC)
    house.carries_out()
    house.lives_on(minutes=1)

    assert reminded(house) == ["otto"]


def test_nobody_is_woken_by_it(house: House) -> None:
    """In the night of the reader it waits for their morning, where that is early enough."""
    west = replace(ANA, reader=replace(ANA.reader, zone="America/Vancouver"))
    house.joins(west)
    which = opened(house, day="2026-12-03", time="8:30")
    at = reminding.moment(which)

    assert reminding.moment_for(which, at, "America/Toronto") == at
    assert reminding.moment_for(which, at, "America/Vancouver") == at + timedelta(hours=1.5)
    late = replace(which, closes=at + timedelta(hours=1))
    assert reminding.moment_for(late, at, "America/Vancouver") == at


@pytest.mark.parametrize("way, by_mail", [("none", 0), ("mail", 1)])
def test_members_are_reminded_as_they_wish(house: House, asked: Poll, way: str, by_mail: int) -> None:
    """Of polls as of meetings."""
    house.fills_in(OTTO, form_of(house.types(OTTO, "reminders")), way=way, steps=("day",))
    comes_near(house, asked)
    letters = [x for x in house.letters(OTTO) if x.subject.id == "polls.letter.subject"]

    assert (reminded(house), len(letters)) == (["luc"], by_mail)


def test_once_is_once_although_it_is_extended(house: House, asked: Poll) -> None:
    """Who was reminded is not reminded again."""
    comes_near(house, asked)
    changes(house, asked, "move", FLO, day="2026-12-09")
    house.clock.push(timedelta(days=6))
    house.lives_on(minutes=1)

    assert len(reminded(house)) == 2


def test_one_that_closes_earlier_reminds_earlier(house: House, asked: Poll) -> None:
    """At the moment that follows from the new one."""
    changes(house, asked, "move", FLO, day="2026-11-29")
    house.clock.push(timedelta(days=3, hours=5))
    house.lives_on()
    house.lives_on(minutes=1)

    assert len(reminded(house)) == 2


def test_whoever_is_suspended_is_not_reminded(house: House, asked: Poll) -> None:
    """They could not vote now."""
    decides(house, "suspend", house.profile(OTTO))
    comes_near(house, asked)

    assert reminded(house) == ["luc"]


def test_whom_no_platform_reaches_is_told_by_mail(house: House) -> None:
    """That it is open, and where one votes; everybody else is not."""
    house.joins(ANA)
    alone(house, "mo@calgary.ca")
    which = opened(house)
    house.lives_on(minutes=1)
    letters = [x for x in house.arrived(Letter) if x.subject.id == "polls.letter.subject"]

    assert [x.to for x in letters] == ["mo@calgary.ca"]
    comes_near(house, which)
    letters = [x for x in house.arrived(Letter) if x.subject.id == "polls.letter.subject"]
    assert [x.to for x in letters] == ["mo@calgary.ca"] * 2


def alone(house: House, address: str) -> None:
    """A member without an account."""
    profile = replace(house.profile(ANA), id="mo", address=address)
    house.storage.transact(lambda unit: unit.profiles.add(profile))


def test_a_reminder_happens_at_most_once() -> None:
    """One too few is better than one too many."""
    route = routes.errand(reminding.KIND)

    assert (route.repeat, route.alike, route.tell) == (Repeat.AT_MOST_ONCE, True, False)
