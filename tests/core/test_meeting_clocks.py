"""When the rules of zones have changed, those whose clocks show another time are written one notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import Text
from bot.deliveries import Letter
from bot.meetings.clocks import AT_ONCE, clocks, tell
from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.core.meetings import cancels, plans
from tests.core.memberships import decides
from tests.core.reading import said
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


def tells(house: House) -> None:
    member = house.profile(ANA).id
    house.app.operate(lambda turn: tell(turn, [member]))
    house.carries_out()


def test_a_member_is_told_of_all_that_is_ahead(ana: House) -> None:
    """In their own time beside the organiser's, earliest first; what is cancelled is not spoken of."""
    first, second = plans(ana), plans(ana, day="2027-02-24")
    cancels(ana, plans(ana, day="2027-04-28"))

    tells(ana)

    (notice,) = notices(ana)
    moments = [
        line.values["mine"] for line in notice.body if isinstance(line, Text) and "mine" in line.values
    ]
    assert moments == [first.starts, second.starts]
    assert said(notice.body)[0] == "meetings.clock.body"


def test_nobody_is_told_twice_of_the_same_rules(ana: House) -> None:
    """However often the command is given; newer rules are another notice."""
    plans(ana)
    tells(ana)
    tells(ana)

    assert len(notices(ana)) == 1


def test_with_nothing_ahead_nobody_is_written_to(ana: House) -> None:
    """Nor is whoever is no member any more when the letter would go."""
    tells(ana)
    assert notices(ana) == []
    plans(ana)
    decides(ana, "suspend", ana.profile(ANA))

    tells(ana)

    assert notices(ana) == []


def test_clocks_are_listed_page_by_page(ana: House) -> None:
    """Ids and zones, nothing else."""
    member = ana.profile(ANA)

    assert ana.app.operate(lambda turn: clocks(turn, "")) == [(member.id, member.reader.zone)]
    assert ana.app.operate(lambda turn: clocks(turn, member.id)) == []
    assert AT_ONCE > 1
