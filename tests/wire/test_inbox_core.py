"""From the mailbox to the counts: an invitation that went out is answered by the calendar that got it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import default
from html import unescape
from pathlib import Path

import pytest
from icalendar import Calendar

from adapters.mail.inbox import Inbox
from adapters.returned import Returned
from bot.deliveries import Letter
from bot.meetings.feedback import Mean, Question
from bot.meetings.model import Counts, Meeting
from bot.members.enrolment import Entrant
from tests.core.cast import ANA, CALGARY, LUC
from tests.core.house import NETWORK, House
from tests.core.meetings import meeting, plans
from tests.core.reverifications import work
from tests.letters import composer
from tests.replies import READING, Answer, bounce, by_a_person, mail
from tests.stores import sqlite_url
from tests.wire.imap_server import ImapServer, running_imap_server
from tests.wire.inboxes import may, poll, settings


@pytest.fixture
async def server() -> AsyncIterator[ImapServer]:
    async with running_imap_server() as server:
        yield server


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(sqlite_url(tmp_path))
    house.joins(ANA)
    yield house
    house.close()


def invited(house: House) -> Meeting:
    planned = plans(house)
    house.lives_on(minutes=10)
    return planned


def read(house: House, server: ImapServer) -> Inbox:
    reading = replace(READING, clock=house.clock)
    return Inbox(settings(server), reading, Returned(house.app, house.storage), may)


def answers(house: House, partstat: str) -> bytes:
    """What a calendar makes of the letter that it got: the UID and the sequence come back as they came."""
    asked = [letter for letter in house.letters(ANA) if letter.invitation][-1]
    (part,) = [each for each in composer().compose(asked).walk() if _is_calendar(each)]
    (event,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
    answer = Answer(
        partstat,
        str(event["ATTENDEE"]),
        str(event["UID"]),
        f"SEQUENCE:{event['SEQUENCE']}",
        f"{house.clock.now():%Y%m%dT%H%M%SZ}",
    )
    return mail(answer.calendar(), sender=ANA.email).as_bytes()


def _is_calendar(part: Message) -> bool:
    return part.get_content_type() == "text/calendar"


def page(letter: Letter) -> str:
    received = message_from_bytes(composer().compose(letter).as_bytes(), policy=default)
    html = received.get_body(("html",))
    assert html
    return str(html.get_content())


def counts(house: House, which: Meeting) -> Counts:
    now = meeting(house, which.id)
    return house.storage.transact(lambda unit: unit.seats.counts(now))


async def test_a_calendars_answer_is_counted(house: House, server: ImapServer) -> None:
    """The last one holds; an older one that comes late changes nothing."""
    planned = invited(house)
    early = answers(house, "ACCEPTED")
    house.waits_for(minutes=5)
    for octets in (answers(house, "DECLINED"), early):
        server.arrives(octets)
    inbox = read(house, server)

    await poll(inbox)

    assert inbox.counts == {"reply": 1, "reply_ignored": 1}
    assert (counts(house, planned).going, counts(house, planned).no) == (0, 1)
    assert not server.held


async def test_a_letter_that_came_back_asks_its_member(house: House, server: ImapServer) -> None:
    """By the letter's own Message-ID, for that very mailbox."""
    invited(house)
    asked = [letter for letter in house.letters(ANA) if letter.invitation][-1]
    head, _, _ = composer().compose(asked).as_bytes().partition(b"\r\n\r\n")
    server.arrives(bounce(to=ANA.email, returned=head + b"\r\n"))
    inbox = read(house, server)

    await poll(inbox)

    assert inbox.counts == {"bounce": 1}
    assert work(house, house.profile(ANA)) == [("asked", "mail")]


async def test_a_mail_says_how_it_was(server: ImapServer, tmp_path: Path) -> None:
    """As the letter has written it already: counted once, by whoever the letter was to, and removed."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, answers_by_mail=True))
    house.app.enrol([Entrant(ANA.name, ANA.email, ANA.email, CALGARY, "", ANA.reader)])
    planned = invited(house)
    house.waits_for(seconds=(planned.ends - house.clock.now()).total_seconds())
    house.lives_on(minutes=1)
    asked = [letter for letter in house.letters(ANA) if letter.asked][-1]
    links = re.findall(r'href="(mailto:[^"]+subject=[^"]+-[1-5])"', page(asked))
    for sender, link in ((LUC.email, links[4]), (ANA.email, links[4]), (ANA.email, links[0])):
        server.arrives(by_a_person(unescape(link), sender))
    inbox = read(house, server)

    await poll(inbox)

    assert len(links) == 15
    assert inbox.counts == {"rated": 1, "rated_ignored": 2}
    assert not server.held
    assert house.storage.transact(lambda unit: unit.feedback.means(planned.id)) == {
        Question.INFORMED: Mean(1, 5)
    }
    house.close()
