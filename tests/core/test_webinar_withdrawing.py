"""A guest who withdraws by a press: their calendar is told, and only then nothing of them is kept."""

from collections.abc import Iterator

import pytest
from icalendar import Calendar

from adapters.mail.calendar import Uids
from bot.deliveries import Letter
from bot.meetings.model import Meeting
from bot.webinars.model import LEAVING, Guest
from tests.core.house import CUT, GONE, House
from tests.core.meetings import MOVED, cancels, changes
from tests.core.reading import written
from tests.core.webinars import (
    PAM,
    comes,
    confirms,
    count,
    guest,
    known,
    letters,
    page,
    page_in,
    registers,
    told,
    webinar,
    webinar_house,
    withdraws,
)
from tests.letters import composer


@pytest.fixture
def house(database_url: str) -> Iterator[House]:
    with webinar_house(database_url) as house:
        yield house


@pytest.fixture
def trees(house: House) -> Meeting:
    return webinar(house)


def leaving(house: House, token: str) -> Guest | None:
    return house.storage.transact(lambda unit: unit.guests.leaving(token[:26]))


def test_the_webinar_goes_from_their_calendar_before_they_are_forgotten(house: House, trees: Meeting) -> None:
    """One further than what it was told last; meanwhile they are gone for everybody else."""
    token = comes(house, trees)
    changes(house, trees, "move", **MOVED, minutes="60")
    house.lives_on(minutes=1)
    withdraws(house, trees, token)
    meanwhile = (guest(house, token), page(house, token), count(house, trees), known(house, trees))
    kept = leaving(house, token)
    last = letters(house)[-1]
    event = Calendar.from_ical(_calendar(last)).walk("VEVENT")[0]

    assert meanwhile == (None, None, 0, None)
    assert kept is not None
    assert last.invitation is not None
    assert (last.invitation.method, last.invitation.sequence) == ("CANCEL", 2)
    assert Uids(b"s" * 32).read(str(event["UID"]), PAM) == kept.id
    assert (str(event["STATUS"]), str(event["ATTENDEE"])) == ("CANCELLED", f"mailto:{PAM}")
    assert "/registration/" not in written(last.body)
    assert leaving(house, token) is None


def _calendar(letter: Letter) -> str:
    (found,) = [
        part for part in composer().compose(letter).walk() if part.get_content_type() == "text/calendar"
    ]
    return str(found.get_content())


def test_whoever_was_never_invited_is_written_to_no_more(house: House, trees: Meeting) -> None:
    """Not confirmed, or the invitation waits still: it finds nobody."""
    registers(house, trees)
    unsure = page_in(letters(house)[-1])
    withdraws(house, trees, unsure)
    at_once = leaving(house, unsure)
    registers(house, trees)
    token = confirms(house, trees)
    withdraws(house, trees, token)

    assert at_once is None
    assert told(house) == ["confirm", "confirm"]
    assert leaving(house, token) is None


def test_whoever_registers_anew_meanwhile_is_another_guest(house: House, trees: Meeting) -> None:
    """The last letter of the one takes nothing of the other."""
    token = comes(house, trees)
    withdraws(house, trees, token)
    registers(house, trees)
    anew = confirms(house, trees)

    assert told(house) == ["confirm", "invited", "withdrawn", "confirm", "invited"]
    assert (leaving(house, token), count(house, trees)) == (None, 1)
    assert guest(house, anew) is not None


def test_a_letter_that_finds_no_mailbox_ends_it_too(house: House, trees: Meeting) -> None:
    """Nothing is kept for another attempt."""
    token = comes(house, trees)
    withdraws(house, trees, token)
    house.fates[Letter] = GONE
    house.carries_out()

    assert leaving(house, token) is None


def test_a_courier_that_dies_leaves_it_to_the_next_one(house: House, trees: Meeting) -> None:
    """Which says the same, under the same key."""
    token = comes(house, trees)
    withdraws(house, trees, token)
    (errand,) = house.app.claim(16)
    first = house.app.compose(errand)
    house.app.settle(errand, CUT)
    kept = leaving(house, token)
    house.lives_on(hours=1)

    assert kept is not None
    assert letters(house)[-1] == first
    assert leaving(house, token) is None


def test_a_letter_that_never_went_keeps_nobody(house: House, trees: Meeting) -> None:
    """A week later they are forgotten, by the rule that forgets guests; then it finds nobody."""
    token = comes(house, trees)
    withdraws(house, trees, token)
    (errand,) = house.app.claim(16)
    house.clock.push(LEAVING)
    house.app.tick()

    assert leaving(house, token) is None
    assert house.app.compose(errand) is None


def test_what_was_cancelled_is_taken_out_once(house: House, trees: Meeting) -> None:
    """By whichever letter comes first; of what is over there is nothing to take out."""
    rain = webinar(house, day="2026-12-17", theme="Rain")
    one, other = comes(house, trees), comes(house, rain)
    cancels(house, trees)
    house.lives_on(minutes=1)
    withdraws(house, trees, one)
    off = told(house)
    house.waits_for(days=23)
    withdraws(house, rain, other)

    assert off == ["confirm", "invited", "confirm", "invited", "off"]
    assert "withdrawn" not in told(house)
    assert (leaving(house, one), leaving(house, other)) == (None, None)
