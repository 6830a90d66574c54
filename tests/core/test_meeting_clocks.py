"""When the rules of zones have changed, those whose clocks show another time are written one notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import Reader, Text
from bot.deliveries import Letter
from bot.meetings.clocks import AT_ONCE, Change, clocks, keep, tell
from bot.meetings.model import Meeting
from bot.meetings.walltime import local
from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.core.meetings import cancels, plans
from tests.core.memberships import decides
from tests.core.reading import said
from tests.letters import composer
from tests.stores import sqlite_url


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[House]:
    """One member, by the rules of a version."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, zone_data="2026f"))
    house.joins(ANA)
    yield house
    house.close()


def notices(house: House) -> list[Letter]:
    return [letter for letter in house.letters(ANA) if letter.subject.id == "meetings.clock.subject"]


def tells(house: House, *meetings: Meeting, zone: str = "") -> None:
    """Their clock was to show an hour less for these."""
    member = house.profile(ANA)
    where = zone or member.reader.zone
    changes = [Change(each.id, where, local(each.starts, where) - timedelta(hours=1)) for each in meetings]
    house.app.operate(lambda turn: keep(turn, changes))
    house.app.operate(lambda turn: tell(turn, [member.id]))
    house.carries_out()


def test_a_member_is_told_the_new_times_beside_the_former_ones(ana: House) -> None:
    """By their own clock, the earliest first; what is cancelled, or is when it was, is not spoken of."""
    first, second = plans(ana), plans(ana, day="2027-02-24")
    off = plans(ana, day="2027-04-28")
    cancels(ana, off)
    plans(ana, day="2027-06-16")

    tells(ana, second, first, off)

    (notice,) = notices(ana)
    moments = [
        (line.values["now"], line.values["was"])
        for line in notice.body
        if isinstance(line, Text) and "was" in line.values
    ]
    assert moments == [(each.starts, each.starts - timedelta(hours=1)) for each in (first, second)]
    assert said(notice.body)[0] == "meetings.clock.body"


@pytest.mark.parametrize(
    "reader, line",
    [
        (Reader("en", "America/Vancouver"), "11:00\u00a0a.m. (Vancouver), and not Wednesday"),
        (Reader("fr", "America/Edmonton"), "12\u00a0h (Edmonton), et non mercredi"),
    ],
)
def test_the_notice_is_in_the_readers_words(ana: House, reader: Reader, line: str) -> None:
    """Both times by their own clock, with its city."""
    planned = plans(ana)
    member = replace(ana.profile(ANA), reader=reader)
    ana.storage.transact(lambda unit: unit.profiles.save(member))
    tells(ana, planned)
    (notice,) = notices(ana)
    plain = composer().compose(notice).get_body(("plain",))
    assert plain

    assert line in plain.get_content()


def test_of_another_zone_or_other_rules_there_is_nothing_to_tell(ana: House) -> None:
    """Whoever has moved since is at home with the new clock."""
    planned = plans(ana)
    tells(ana, planned, zone="America/Whitehorse")

    assert notices(ana) == []


def test_nobody_is_told_twice_of_the_same_rules(ana: House) -> None:
    """However often the command is given; newer rules are another notice."""
    planned = plans(ana)
    tells(ana, planned)
    tells(ana, planned)

    assert len(notices(ana)) == 1


def test_with_nothing_ahead_nobody_is_written_to(ana: House) -> None:
    """Nor is whoever is no member any more when the letter would go."""
    tells(ana)
    assert notices(ana) == []
    planned = plans(ana)
    decides(ana, "suspend", ana.profile(ANA))

    tells(ana, planned)

    assert notices(ana) == []


def test_clocks_are_listed_page_by_page(ana: House) -> None:
    """Ids and zones, nothing else."""
    member = ana.profile(ANA)

    assert ana.app.operate(lambda turn: clocks(turn, "")) == [(member.id, member.reader.zone)]
    assert ana.app.operate(lambda turn: clocks(turn, member.id)) == []
    assert AT_ONCE > 1
