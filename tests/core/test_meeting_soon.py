"""Who asks less than a week before a meeting is told that it may be too late, and comes first at the desk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import Card, Text
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.desk import pending
from tests.core.house import NETWORK, House
from tests.core.meetings import cancels, plans
from tests.core.reading import card_of, said
from tests.core.seeing import lines
from tests.stores import sqlite_url
from tests.world import NOON

DAY = timedelta(days=1)
MEETING, NEXT = NOON + 8 * DAY, NOON + 100 * DAY


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[House]:
    """One that meets in eight days, and again in a season; they are planned in no order."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, meetings=(NEXT, MEETING)))
    yield house
    house.close()


def told(card: Card) -> list[object]:
    """Of which meeting a card says that it is near."""
    texts = [text for text in card.body if isinstance(text, Text)]
    return [text.values["meeting"] for text in texts if text.id.endswith(".soon")]


def test_who_asks_less_than_a_week_before_a_meeting_is_told_so_once_the_mailbox_is_proven(
    meeting: House,
) -> None:
    """With its moment, beside the promise."""
    meeting.waits_for(days=1, seconds=1)
    meeting.asks(ANA)
    asked = card_of(meeting.types(ANA, "status"))
    proven = card_of(meeting.proves(ANA))

    assert told(asked) == []
    assert said(proven.body) == ["joining.status.waiting", "joining.status.soon"]
    assert told(proven) == told(card_of(meeting.types(ANA, "status"))) == [MEETING]


def test_the_card_says_it_to_the_coordinators(meeting: House) -> None:
    """While it waits for them."""
    meeting.waits_for(days=2)
    request = meeting.waits(ANA)
    waiting = told(meeting.card(request))
    meeting.asks_more(CLAIRE, request, "Which service?")
    meeting.carries_out()

    assert waiting == [MEETING]
    assert told(meeting.card(request)) == []


def test_who_asks_a_week_before_it_or_earlier_is_in_time(meeting: House) -> None:
    """To the second."""
    meeting.waits_for(days=1)
    request = meeting.waits(ANA)

    assert told(card_of(meeting.types(ANA, "status"))) == []
    assert told(meeting.card(request)) == []


def test_whoever_may_be_too_late_comes_before_an_older_promise(meeting: House) -> None:
    """Of two of them, the older promise again."""
    meeting.waits(LUC)
    meeting.waits_for(days=2)
    meeting.waits(ANA)
    meeting.waits_for(hours=1)
    meeting.waits(replace(ANA.called("bo"), name="Bo Ek"))

    assert lines(card_of(pending(meeting)), "waiting") == ["Ana Roy", "Bo Ek", "Luc Gagné"]


def test_after_the_meeting_nobody_is_late_for_it_any_more(meeting: House) -> None:
    """The order is that of the promises again, and nothing is said."""
    meeting.waits(LUC)
    meeting.waits_for(days=2)
    request = meeting.waits(ANA)
    meeting.waits_for(days=6)

    assert lines(card_of(pending(meeting)), "waiting") == ["Luc Gagné", "Ana Roy"]
    assert told(card_of(meeting.types(ANA, "status"))) == []
    assert told(card_of(meeting.presses(CLAIRE, "joining.show", request.id))) == []


def test_a_meeting_that_is_planned_here_counts_as_well(house: House) -> None:
    """The nearer one is named, until it is cancelled."""
    planned = plans(house, day="2026-11-30")
    request = house.waits(ANA)
    named = told(house.card(request)), told(card_of(house.types(ANA, "status")))
    cancels(house, planned)

    assert named == ([planned.starts], [planned.starts])
    assert told(card_of(house.types(ANA, "status"))) == []


def test_where_no_meeting_is_planned_nobody_is_late(house: House) -> None:
    """The network has just begun."""
    request = house.waits(ANA)

    assert told(house.card(request)) == []
    assert told(card_of(house.types(ANA, "status"))) == []
