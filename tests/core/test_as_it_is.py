"""Whoever changes what they chose finds it as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.meetings.choices import Way
from bot.members.enrolment import Entrant
from bot.visits import links
from tests.core.cast import ANA, CALGARY, Actor
from tests.core.house import House
from tests.core.reading import form_of
from tests.core.test_meeting_reminding import chooses
from tests.core.visits import PUBLIC, VISITOR, begins
from tests.core.voting import opened
from tests.stores import sqlite_url


def reminders(house: House, who: Actor = ANA) -> tuple[str, tuple[str, ...]]:
    way, steps = form_of(house.types(who, "reminders")).fields
    return way.value, steps.chosen


def test_the_reminders_that_were_chosen_are_ticked(ana: House) -> None:
    """None at first, beside those in the room."""
    before = reminders(ana)
    chooses(ana, "mail", "week", "hour")

    assert before == (Way.NONE, ())
    assert reminders(ana) == (Way.MAIL, ("week", "hour"))


def test_who_sees_no_room_finds_the_mail_that_comes_by_itself(tmp_path: Path) -> None:
    """And can send that off as it stands."""
    house = House(sqlite_url(tmp_path), network=PUBLIC)
    house.app.enrol([Entrant(ANA.name, ANA.email, ANA.email, CALGARY, "", ANA.reader)])
    member = house.storage.transact(lambda unit: unit.profiles.of_mailbox(ANA.email))
    assert member is not None
    begins(house, house.app.operate(lambda turn: links.link(turn, member.id, links.HERE)))
    before = reminders(house, VISITOR)
    chooses(house, "mail", *before[1], who=VISITOR)

    assert before == reminders(house, VISITOR) == (Way.MAIL, ("week", "day"))
    house.close()


@pytest.mark.parametrize("method, cast", [("approval", ("3", "1")), ("one", "11")])
def test_a_ballot_is_changed_from_what_is_in_the_box(
    ana: House, method: str, cast: str | tuple[str, ...]
) -> None:
    """Several, or one of many; nothing stands there before the first one."""
    options = "\n".join(f"Option {number}" for number in range(1, 13))
    poll = opened(ana, method=method, options=options)
    found: list[object] = []
    for _ in range(2):
        form = form_of(ana.presses(ANA, "polls.choose", poll.id))
        found.append(form.fields[0].chosen or form.fields[0].value)
        ana.fills_in(ANA, form, options=cast)

    assert found == ["", tuple(sorted(cast)) if isinstance(cast, tuple) else cast]
