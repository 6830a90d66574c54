"""Guests of public webinars are told what is new, reminded, sent the recording; their calendars answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from adapters.mail.calendar import Uids
from bot.chat import Reader
from bot.deliveries import Letter, Post
from bot.meetings.model import Meeting
from bot.returned import replied
from tests.core.cast import CLAIRE
from tests.core.house import CUT, GONE, House
from tests.core.meetings import LINK, MOVED, cancels, changes, meeting
from tests.core.reading import card_of, said, written
from tests.core.webinars import (
    PAM,
    comes,
    count,
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
from tests.world import NOON

SEEN = "https://video.example/seen"


@pytest.fixture
def house(migrated_sqlite: str) -> Iterator[House]:
    with webinar_house(migrated_sqlite) as house:
        yield house


@pytest.fixture
def trees(house: House) -> Meeting:
    return webinar(house)


def invitations(house: House, email: str = PAM) -> list[tuple[str, int]]:
    found = [letter.invitation for letter in letters(house, email) if letter.invitation]
    return [(each.method, each.sequence) for each in found]


def answers(house: House, answer: str, sequence: int = 0, email: str = PAM, uid: str = "") -> bool:
    """What Pam's calendar sends back."""
    known = uid or next(letter.invitation.uid for letter in letters(house) if letter.invitation)
    return house.app.operate(lambda turn: replied(turn, known, email, answer, sequence, NOON))


def test_an_invitation_says_where_one_comes_in_and_how_one_withdraws(house: House, trees: Meeting) -> None:
    """For the calendar and in words, without what is said to members alone."""
    comes(house, trees)
    letter = letters(house)[-1]
    assert letter.invitation is not None

    assert (letter.invitation.link, letter.invitation.method) == (LINK, "REQUEST")
    assert {"webinars.link", "webinars.leave"} <= set(said(letter.body))
    assert not {"meetings.letter.link", "meetings.letter.answer"} & set(said(letter.body))
    assert LINK in written(letter.body)


def test_the_mail_is_one_that_a_calendar_can_answer(house: House, trees: Meeting) -> None:
    """To a mailbox without a name, in French; and what it declines comes back as such."""
    comes(house, trees)
    mail = composer().compose(letters(house)[-1])
    (calendar,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    event = Calendar.from_ical(str(calendar.get_content())).walk("VEVENT")[0]
    uid = Uids(b"s" * 32).read(str(event["UID"]), PAM)

    assert mail["To"] == PAM
    assert mail["Subject"].startswith("Votre invitation")
    assert (calendar.get_param("method"), str(event["ATTENDEE"])) == ("REQUEST", f"mailto:{PAM}")
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert "/fr/registration/" in str(event["DESCRIPTION"])
    assert uid is not None
    assert answers(house, "no", 0, uid=uid)


def test_a_webinar_that_moves_changes_or_is_cancelled_is_told_to_each_guest_once(
    house: House, trees: Meeting
) -> None:
    """Each in their own words, with the sequence that calendars need; nobody who has not confirmed."""
    comes(house, trees)
    comes(house, trees, "bo@gmail.com")
    registers(house, trees, "silent@gmail.com")
    changes(house, trees, "move", **MOVED, minutes="60")
    house.lives_on(minutes=1)
    changes(house, trees, "link", link=f"{LINK}/2")
    house.lives_on(minutes=1)
    cancels(house, trees)
    house.lives_on(minutes=1)
    house.lives_on(minutes=1)

    assert told(house) == ["confirm", "invited", "moved", "changed", "off"]
    assert invitations(house) == [("REQUEST", 0), ("REQUEST", 1), ("REQUEST", 1), ("CANCEL", 2)]
    assert told(house, "bo@gmail.com") == told(house)
    assert told(house, "silent@gmail.com") == ["confirm"]


def test_of_several_changes_at_once_one_letter_tells(house: House, trees: Meeting) -> None:
    """The latest state, and that it is another time."""
    comes(house, trees)
    changes(house, trees, "move", **MOVED, minutes="60")
    changes(house, trees, "theme", theme_en="Oaks", theme_fr="Chênes")
    house.lives_on(minutes=1)

    assert told(house) == ["confirm", "invited", "moved"]


def test_a_letter_that_is_tried_again_says_the_same(house: House, trees: Meeting) -> None:
    """Under the same key, so that it has the same Message-ID."""
    comes(house, trees)
    changes(house, trees, "move", **MOVED, minutes="60")
    house.app.tick()
    (errand,) = [each for each in house.app.claim(16) if each.kind == "webinars.invite_letter"]
    first = house.app.compose(errand)
    house.app.settle(errand, CUT)
    house.lives_on(hours=1)
    again = letters(house)[-1]

    assert first == again
    assert again.subject.id == "webinars.moved.subject"


def test_guests_are_reminded_a_day_before_by_their_own_clock(house: House, trees: Meeting) -> None:
    """Where that is in their night, the evening before; once, and in their language."""
    comes(house, trees)
    comes(house, trees, "tokyo@gmail.com", Reader("en", "Asia/Tokyo"))
    found: dict[str, list[datetime]] = {PAM: [], "tokyo@gmail.com": []}
    house.waits_for(days=19)
    for _ in range(2 * 24):
        for each in house.lives_on(hours=1):
            if isinstance(each, Letter) and each.subject.id == "webinars.remind.subject":
                found[each.to].append(house.clock.now())
    (pams,), (tokyos,) = found.values()

    assert trees.starts - pams == timedelta(days=1)
    assert timedelta(hours=24) < trees.starts - tokyos < timedelta(hours=37)
    assert tokyos.astimezone(ZoneInfo("Asia/Tokyo")).hour in {20, 21}


def test_whoever_comes_within_that_day_needs_no_reminder(house: House, trees: Meeting) -> None:
    """They have just been invited; and whoever withdraws gets none either."""
    token = comes(house, trees)
    house.waits_for(days=19, hours=14)
    house.app.tick()
    withdraws(house, trees, token)
    house.waits_for(hours=12)
    comes(house, trees, "late@gmail.com")
    house.lives_on(hours=1)

    assert told(house) == ["confirm", "invited", "withdrawn"]
    assert told(house, "late@gmail.com") == ["confirm", "invited"]


def test_the_recording_is_sent_to_those_who_were_registered(house: House, trees: Meeting) -> None:
    """Once, when there is one; their page leads to it too."""
    token = comes(house, trees)
    registers(house, trees, "silent@gmail.com")
    house.lives_on(days=22)
    before = told(house)
    changes(house, trees, "recording", link=SEEN)
    house.lives_on(minutes=1)
    house.lives_on(minutes=1)
    shown = page(house, token)

    assert "recording" not in before
    assert told(house)[-1] == "recording"
    assert told(house).count("recording") == 1
    assert SEEN in written(letters(house)[-1].body)
    assert shown is not None
    assert shown.title.id == "webinars.page.over"
    assert "recording" not in told(house, "silent@gmail.com")


def test_a_calendar_that_declines_withdraws(house: House, trees: Meeting) -> None:
    """Without a letter, for it stands there no more; what it says otherwise changes nothing."""
    comes(house, trees)
    taken = [answers(house, each) for each in ("going", "maybe")]
    before = count(house, trees)
    declined = answers(house, "no")

    assert (taken, before, declined, count(house, trees)) == ([True, True], 1, True, 0)
    assert told(house) == ["confirm", "invited"]


def test_an_answer_that_is_not_the_guests_own_changes_nothing(house: House, trees: Meeting) -> None:
    """Another mailbox, an unknown name, what they were asked before it was moved."""
    comes(house, trees)
    comes(house, trees, "bo@gmail.com")
    changes(house, trees, "move", **MOVED, minutes="60")
    house.lives_on(minutes=1)
    taken = [
        answers(house, "no", 1, "bo@gmail.com"),
        answers(house, "no", 1, "nobody@gmail.com"),
        answers(house, "no", 1, uid="x" * 26),
        answers(house, "no", 0),
        answers(house, "no", 1, "no address"),
    ]

    assert (any(taken), count(house, trees)) == (False, 2)


def test_whoever_does_not_confirm_is_forgotten_after_three_days(house: House, trees: Meeting) -> None:
    """The registered stay; that somebody asked is known until the webinar, and no address."""
    comes(house, trees)
    registers(house, trees, "silent@gmail.com")
    token = page_in(letters(house, "silent@gmail.com")[-1])
    house.lives_on(days=4)
    kept = known(house, trees, "silent@gmail.com")
    shown = page(house, token)
    house.lives_on(days=20)

    assert kept is not None
    assert (kept.address, shown) == ("", None)
    assert count(house, trees) == 1
    assert known(house, trees, "silent@gmail.com") is None


def test_guests_are_forgotten_thirty_days_after_the_webinar_wherever_it_was_moved(
    house: House, trees: Meeting
) -> None:
    """Not a day before."""
    comes(house, trees)
    changes(house, trees, "move", day="2027-01-20", time="13:00", minutes="60")
    house.lives_on(minutes=1)
    moved = meeting(house, trees.id)
    house.clock.push(moved.ends - house.clock.now() + timedelta(days=29))
    house.app.tick()
    kept = count(house, trees)
    house.lives_on(days=2)

    assert (kept, count(house, trees)) == (1, 0)


def test_a_letter_that_found_no_mailbox_is_shown_without_whose_it_was(house: House, trees: Meeting) -> None:
    """To coordinators, who may have it sent again; nobody is called for it."""
    registers(house, trees)
    house.fates[Letter] = GONE
    posts = [each for each in house.carries_out() if isinstance(each, Post)]
    card = card_of(house.hosts(CLAIRE, "undelivered"))

    assert posts == []
    assert "errand.webinars.confirm_letter" in said(card.body)
    assert PAM not in repr(card)
