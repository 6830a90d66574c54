"""Letters lead whoever no chat reaches to their own pages, each to the very thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.deliveries import Letter
from bot.meetings.model import Coming
from bot.members.model import Profile
from bot.polls import reminding
from bot.polls.model import Poll
from bot.visits.links import HERE, link
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.reading import said, written
from tests.core.test_enrolment import entrant
from tests.core.visits import ADDRESS, PUBLIC, VISITOR, Looker, begins, links
from tests.core.voting import closes, opened, votes
from tests.core.workshops import PEOPLE, says, workshop
from tests.operations.network import read_rows
from tests.stores import sqlite_url

MINE = f"{ADDRESS}/en/mine"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)


@pytest.fixture
def house(url: str) -> Iterator[House]:
    """One of a network that is reached on the web, with a member who came in by a list."""
    house = House(url, network=PUBLIC)
    house.app.enrol([entrant(ANA)])
    house.carries_out()
    yield house
    house.close()


def member(house: House, who: Actor = ANA) -> Profile:
    found = house.storage.transact(lambda unit: unit.profiles.of_mailbox(who.email))
    assert found is not None
    return found


def last(house: House) -> Letter:
    return house.letters(ANA)[-1]


def leads_to(letter: Letter) -> str:
    """What its one personal link shows: the key of a button."""
    (link,) = links(letter)
    return link.address.removeprefix(f"{ADDRESS}/en/link/").partition("/")[2]


def polled(house: House) -> Poll:
    poll = opened(house)
    house.lives_on(minutes=1)
    return poll


def test_the_letter_about_a_poll_leads_to_the_ballot(house: House) -> None:
    """It says how long, whose it is and where there is another, and speaks of no chat."""
    poll = polled(house)
    letter = last(house)
    ids = said(letter.body)

    assert leads_to(letter) == f"polls.ballot:{poll.id}:0"
    assert {"polls.letter.how_page", "visits.letter.personal"} <= set(ids)
    assert "polls.letter.how" not in ids
    assert MINE in written(letter.body)


def test_whoever_follows_it_votes_without_a_chat(house: House) -> None:
    """Within the seven days for which it is good."""
    poll = polled(house)
    house.waits_for(days=6)

    assert begins(house, links(last(house))[0])
    votes(house, poll, 1, VISITOR)
    assert closes(house, poll).ballots == 1


def test_the_reminder_leads_there_too(house: House) -> None:
    """With a link of its own."""
    poll = polled(house)
    first = links(last(house))
    house.clock.push(reminding.moment(poll) - house.clock.now())
    house.lives_on(minutes=1)

    assert leads_to(last(house)) == f"polls.ballot:{poll.id}:0"
    assert links(last(house)) != first


def test_what_a_reminder_leaves_behind_does_not_tell_who_has_voted(house: House, url: str) -> None:
    """Whoever has a ballot in the box gets none, and as many links are known of them as of the others."""
    house.app.enrol([entrant(LUC)])
    poll = polled(house)
    begins(house, links(last(house))[0])
    votes(house, poll, 1, VISITOR)
    house.clock.push(reminding.moment(poll) - house.clock.now())
    for _ in range(2):
        house.lives_on(minutes=1)

    reminded = [each.to for each in house.arrived(Letter) if "polls.remind.body" in said(each.body)]
    ahead = Counter(whose for _, begun, whose, _ in read_rows(url)["visits"] if begun is None)
    assert reminded == [LUC.email]
    assert ahead[member(house).id] == ahead[member(house, LUC).id] - 1  # of the letter that was followed


def test_the_question_whether_they_still_work_there_leads_home(house: House) -> None:
    """Where the buttons for it are."""
    house.lives_on(days=365)
    letter = last(house)

    assert letter.subject.id == "members.reverify.title"
    assert leads_to(letter) == ""
    assert "members.reverify.how" not in said(letter.body)


def test_the_letter_about_a_place_leads_to_the_meeting(house: House) -> None:
    """Where the answer can be changed."""
    full = workshop(house, 1)
    house.joins(PEOPLE[0])
    says(house, full, PEOPLE[0])
    ana = member(house).id
    begins(house, house.app.operate(lambda turn: link(turn, ana, HERE)))
    says(house, full, VISITOR)
    says(house, full, PEOPLE[0], Coming.NO)
    house.lives_on(minutes=1)
    (letter,) = [each for each in house.letters(ANA) if each.subject.id == "meetings.place.placed.title"]

    assert "meetings.place.how_page" in said(letter.body)
    assert leads_to(letter) == f"meetings.look:{full.id}:0"


def test_the_welcome_leads_home(house: House) -> None:
    """Whoever asked on a page and was let in needs no chat."""
    zoe = Looker("p1" * 13, "Zoe", "zoe@calgary.ca")
    house.joins(zoe)
    (letter,) = [each for each in house.letters(zoe) if each.subject.id == "joining.letter.subject"]

    assert "joining.letter.pages" in said(letter.body)
    assert leads_to(letter) == ""


def test_what_is_handed_on_to_others_names_the_public_page_alone(house: House) -> None:
    """An invitation, a reminder of a meeting: nobody's pages are open to whoever gets a copy."""
    plans(house)
    house.lives_on(minutes=1)
    invitation = last(house)
    house.lives_on(days=18)
    reminder = last(house)

    for letter, how in ((invitation, "meetings.letter.answer_page"), (reminder, "meetings.remind.how_page")):
        assert how in said(letter.body)
        assert MINE in written(letter.body)
        assert links(letter) == []


def test_whoever_a_chat_reaches_gets_no_link(house: House) -> None:
    """They ask for one there, when they want it."""
    house.joins(LUC)
    plans(house)
    house.lives_on(days=365)

    assert all("/link/" not in each for letter in house.letters(LUC) for each in written(letter.body))
    assert "members.reverify.how" in said(house.letters(LUC)[-1].body)


def test_a_network_without_pages_writes_as_ever(tmp_path: Path) -> None:
    """That one votes in a chat."""
    house = House(sqlite_url(tmp_path))
    house.app.enrol([entrant(ANA)])
    polled(house)
    letter = last(house)
    house.close()

    assert "polls.letter.how" in said(letter.body)
    assert links(letter) == []
