"""Where members come in: shown at once, or from a set time before the meeting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import Text
from bot.meetings.feeding import feed
from tests.core.cast import ANA
from tests.core.changes import proves_change
from tests.core.house import NETWORK, House
from tests.core.meetings import LINK, cancels, changes, invitations, meeting, plans, shown, told
from tests.core.memberships import decides
from tests.core.reading import card_of, facts, written
from tests.core.test_meeting_hosting import told as hosted
from tests.stores import sqlite_url

DAY = timedelta(days=1)


@pytest.fixture
def late(tmp_path: Path) -> Iterator[House]:
    """A network that shows it a day before."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, link_before=DAY))
    house.joins(ANA)
    yield house
    house.close()


def seen(house: House) -> object:
    return facts(card_of(house.types(ANA, "meetings")))["meetings.fact.link"]


def test_until_then_only_those_who_run_it_see_the_link(late: House) -> None:
    """Neither letter nor calendar nor screen has it."""
    planned = plans(late)
    late.lives_on(minutes=1)
    (invitation,) = invitations(late)

    assert (invitation.link, seen(late)) == ("", Text("meetings.link.later"))
    assert LINK not in written((*late.letters(ANA)[-1].body, *invitation.body))
    assert facts(shown(late, planned))["meetings.fact.link"] == LINK


def test_from_then_on_every_calendar_has_it(late: House) -> None:
    """Told once, to the minute, and nobody is asked again."""
    planned = plans(late)
    late.lives_on(minutes=1)
    late.lives_on(seconds=(planned.starts - DAY - late.clock.now()).total_seconds())
    late.lives_on(minutes=1)
    late.lives_on(minutes=1)

    assert told(late) == [("invited", "REQUEST", 0), ("changed", "REQUEST", 0)]
    assert (invitations(late)[-1].link, seen(late)) == (LINK, LINK)


def test_a_calendar_feed_has_it_from_then_on_too(late: House) -> None:
    """Though a feed is read whenever a program likes."""
    planned = plans(late)
    member = late.profile(ANA).id
    late.storage.transact(lambda unit: unit.calendar_feeds.keep(member, "t" * 26, late.clock.now()))
    before = late.app.operate(lambda turn: feed(turn, "t" * 26))
    late.waits_for(seconds=(planned.starts - DAY - late.clock.now()).total_seconds())
    after = late.app.operate(lambda turn: feed(turn, "t" * 26))

    assert [each.entries[0].link for each in (before, after) if each] == ["", LINK]


def test_a_link_that_comes_after_that_is_told_as_always(late: House) -> None:
    """There is nothing to wait for."""
    planned = plans(late, link="")
    late.lives_on(minutes=1)
    late.lives_on(seconds=(planned.starts - DAY / 2 - late.clock.now()).total_seconds())
    changes(late, planned, "link", link=LINK)
    late.lives_on(minutes=1)

    assert (told(late)[-1], invitations(late)[-1].link) == (("changed", "REQUEST", 0), LINK)


def test_where_it_is_shown_at_once_nothing_is_told_later(ana: House) -> None:
    """The revision stays as it is."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    ana.lives_on(seconds=(planned.starts - ana.clock.now()).total_seconds() + 60)

    assert (invitations(ana)[0].link, len(invitations(ana))) == (LINK, 1)
    assert meeting(ana, planned.id).revision == 1


@pytest.mark.parametrize("how", ["remove", "mailbox", "cancel"])
def test_whoever_is_called_off_is_told_no_link(ana: House, how: str) -> None:
    """One that has changed since is for members alone, and for the mailbox that is theirs."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    changes(ana, planned, "link", link=f"{LINK}/new")
    match how:
        case "remove":
            decides(ana, "remove", ana.profile(ANA))
        case "mailbox":
            proves_change(ana, email="ana.r@calgary.ca")
        case "cancel":
            cancels(ana, planned)
    ana.lives_on(minutes=1)
    called_off = invitations(ana)[-1]

    assert called_off.method == "CANCEL"
    assert called_off.link == ""
    assert not [each for each in written((*ana.letters(ANA)[-1].body, *called_off.body)) if LINK in each]


def test_what_comes_at_the_same_moment_is_told_too(tmp_path: Path) -> None:
    """The list of the hour before, where the link is shown from then on."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, link_before=timedelta(hours=1)))
    planned = plans(house)
    names = [name for _, name in hosted(house, planned.starts + timedelta(minutes=1))]

    assert names.count("meetings.hosts.checklist") == len(NETWORK.platforms)
    house.close()
