"""Reminders: in the rooms, and to each who wants them, once, at their moment, while they are of use."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.answers import Given
from bot.chat import Room
from bot.deliveries import Direct, Letter, Post
from bot.meetings import reminding
from bot.meetings.model import Meeting
from bot.meetings.reminders import Step, moment
from bot.outbox import Outcome, Result
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import NETWORK, House
from tests.core.meetings import MOVED, cancels, changes, plans
from tests.core.reading import actions, button, card_of, form_of, problems, said, title
from tests.stores import sqlite_url

HOUR = timedelta(hours=1)
EVERY = ("week", "day", "hour")


def chooses(house: House, way: str, *steps: str, who: Actor = ANA) -> None:
    form = form_of(house.types(who, "reminders"))
    house.fills_in(who, form, way=way, steps=steps)


def lives_until(house: House, end: datetime) -> list[tuple[datetime, str, str]]:
    """Every reminder until then: when it was sent, which, and how."""
    return [
        (house.clock.now(), *found)
        for each in house.lives_until(end)
        if (found := reminder(each)) is not None
    ]


def reminder(delivery: object) -> tuple[str, str] | None:
    match delivery:
        case Post(_, Room.MEMBERS, card) if card.title.id.startswith("meetings.remind"):
            return card.title.id.rpartition(".")[2], "post"
        case Direct(_, card) if card.title.id.startswith("meetings.remind"):
            return card.title.id.rpartition(".")[2], "direct"
        case Letter(subject=subject) if subject.id.startswith("meetings.remind"):
            return subject.id.rpartition(".")[2], "letter"
    return None


def everywhere(steps: Sequence[str]) -> list[str]:
    """Once in each of the rooms."""
    return [step for step in steps for _ in NETWORK.platforms]


def moments(meeting: Meeting) -> list[datetime]:
    return [moment(meeting, step) for step in Step]


def only(found: list[tuple[datetime, str, str]], how: str) -> list[tuple[datetime, str]]:
    return [(at, which) for at, which, its in found if its == how]


def test_the_members_rooms_are_reminded_at_the_moments(ana: House) -> None:
    """One post on each platform, with a button that shows each their own."""
    planned = plans(ana)
    found = lives_until(ana, planned.ends)
    post = next(each for each in ana.arrived(Post) if reminder(each))

    assert only(found, "post") == [
        (at, step) for at, step in zip(moments(planned), EVERY, strict=True) for _ in ("slack", "discord")
    ]
    assert actions(post.card) == ["meetings.mine"]
    assert found == [each for each in found if each[2] == "post"]


@pytest.mark.parametrize("way", ["direct", "mail"])
def test_whoever_wants_reminders_gets_those_that_they_chose(ana: House, way: str) -> None:
    """There, and no others."""
    chooses(ana, way, "day", "hour")
    planned = plans(ana)
    found = only(lives_until(ana, planned.ends), {"mail": "letter"}.get(way, way))

    assert found == [*zip(moments(planned)[1:], EVERY[1:], strict=True)]


def test_a_reminder_can_be_answered(ana: House) -> None:
    """With a press, beside both times and the link."""
    chooses(ana, "direct", "week")
    planned = plans(ana)
    lives_until(ana, moments(planned)[0])
    card = ana.directs(ANA)[-1].card
    answer = card_of(ana.clicks(ANA, button(card, "meetings.going")))

    assert actions(card) == ["meetings.going", "meetings.maybe", "meetings.no"]
    assert said(answer.body)[0] == "meetings.said.going"


def test_after_cannot_nothing_more_is_said_of_that_meeting(ana: House) -> None:
    """And of the next one as always."""
    chooses(ana, "direct", *EVERY)
    planned, later = plans(ana), plans(ana, day="2027-01-20")
    lives_until(ana, moments(planned)[0])
    ana.presses(ANA, "meetings.no", planned.id)
    found = only(lives_until(ana, later.ends), "direct")

    assert found == [*zip(moments(later), EVERY, strict=True)]


def test_whoever_wants_none_is_reminded_by_the_room_alone(ana: House) -> None:
    """From that moment on, although one was written already."""
    chooses(ana, "mail", *EVERY)
    planned = plans(ana)
    lives_until(ana, moments(planned)[0] - HOUR)
    chooses(ana, "none")

    assert only(lives_until(ana, planned.ends), "letter") == []


def test_whoever_chooses_late_misses_nothing_that_is_to_come(ana: House) -> None:
    """Nor gets it twice."""
    planned = plans(ana)
    lives_until(ana, moments(planned)[1] - HOUR)
    chooses(ana, "mail", *EVERY)
    chooses(ana, "mail", *EVERY)

    assert [which for _, which in only(lives_until(ana, planned.ends), "letter")] == ["day", "hour"]


def test_nobody_is_reminded_in_their_night(ana: House) -> None:
    """Of a meeting at nine in Toronto, Vancouver hears in the evening before; Toronto an hour before."""
    west = replace(ANA.called("wes"), name="Wes Tern")
    ana.joins(west)
    for who in (ANA, west):
        chooses(ana, "direct", "hour", who=who)
    ana.submits(west, "members.language", language="en", zone="America/Vancouver")
    planned = plans(ana, time="9:00")
    found = only(lives_until(ana, planned.ends), "direct")

    assert [round((planned.starts - at) / HOUR, 3) for at, _ in found] == [10.5, 1]


def test_a_moved_meeting_is_reminded_of_at_its_new_moments(ana: House) -> None:
    """What was written for the old ones is silent."""
    chooses(ana, "direct", *EVERY)
    planned = plans(ana)
    lives_until(ana, moments(planned)[0] - HOUR)
    changes(ana, planned, "move", **MOVED)
    moved = ana.storage.transact(lambda unit: unit.meetings.get(planned.id))
    assert moved is not None
    found = only(lives_until(ana, moved.ends), "direct")

    assert found == [*zip(moments(moved), EVERY, strict=True)]


def test_a_meeting_that_is_moved_back_is_not_reminded_of_twice(ana: House) -> None:
    """Of the moment that it has again, people have heard."""
    planned = plans(ana)
    first = lives_until(ana, moments(planned)[0])
    changes(ana, planned, "move", **MOVED)
    changes(ana, planned, "move", day="2026-12-16", time="13:00")
    found = first + lives_until(ana, planned.ends)

    assert [which for _, which in only(found, "post")] == everywhere(EVERY)


def test_a_cancelled_meeting_is_silent(ana: House) -> None:
    """Whatever was written already."""
    chooses(ana, "mail", *EVERY)
    planned = plans(ana)
    lives_until(ana, moments(planned)[1] - HOUR)
    cancels(ana, planned)

    assert lives_until(ana, planned.ends) == []
    assert ana.storage.transact(lambda unit: unit.meetings.next_reminder()) is None


@pytest.mark.parametrize(
    "late, expected",
    [
        (timedelta(days=3), ["week"]),
        (timedelta(days=6, hours=1), ["day"]),
        (timedelta(days=6, hours=23, minutes=30), ["hour"]),
        (timedelta(days=7), []),
    ],
)
def test_a_bot_that_starts_late_sends_what_is_still_of_use(
    ana: House, late: timedelta, expected: list[str]
) -> None:
    """One of them at most, and nothing of what is over."""
    planned = plans(ana)
    ana.waits_for(seconds=(moments(planned)[0] + late - ana.clock.now()).total_seconds())
    tried = [reminder(each) for each in ana.lives_on(seconds=0)]

    assert [each for each in tried if each] == [(step, "post") for step in everywhere(expected)]


@pytest.mark.parametrize(
    "day, expected", [("2026-12-01", ["day", "hour"]), ("2026-11-26", ["hour"]), ("2026-12-03", list(EVERY))]
)
def test_a_meeting_that_is_planned_shortly_before_makes_up_for_nothing(
    ana: House, day: str, expected: list[str]
) -> None:
    """The invitation itself says when it is."""
    planned = plans(ana, day=day, time="11:00")
    found = lives_until(ana, planned.ends)

    assert [which for _, which in only(found, "post")] == everywhere(expected)


def test_a_second_process_and_a_restart_remind_nobody_twice(ana: House) -> None:
    """The wave is written once, whoever writes it."""
    chooses(ana, "mail", "week")
    planned = plans(ana)
    lives_until(ana, moments(planned)[0] - 5 * HOUR)
    for _ in range(2):
        ana.app.operate(lambda turn: turn.unit.meetings.remind(planned.id, turn.now, "week:0:"))
        ana.app.operate(lambda turn: reminding.write_next(turn, planned.id))

    assert [which for _, which in only(lives_until(ana, moments(planned)[0]), "letter")] == ["week"]


def test_whoever_takes_no_direct_messages_gets_a_mail(ana: House) -> None:
    """While that is of use; that they take none is kept, and is no failure."""
    chooses(ana, "direct", "day")
    planned = plans(ana)
    ana.fates[Direct] = Outcome(Result.NEVER, code="directs_closed")
    found = lives_until(ana, planned.ends)
    member = ana.profile(ANA).id
    accounts = ana.storage.transact(lambda unit: unit.profiles.accounts(member))
    failed = ana.storage.transact(lambda unit: unit.outbox.failed(9))

    assert only(found, "letter") == [(moments(planned)[1], "day")]
    assert ([each.directs_closed for each in accounts], failed) == ([True], ())


def test_a_letter_that_reminds_says_how_to_get_none(ana: House) -> None:
    """And that nothing is recorded."""
    chooses(ana, "mail", "week")
    planned = plans(ana)
    lives_until(ana, moments(planned)[0])
    body = said(ana.letters(ANA)[-1].body)

    assert {"meetings.remind.how", "meetings.letter.not_recorded", "meetings.letter.when"} <= set(body)


def test_a_choice_without_a_moment_is_asked_for_again(ana: House) -> None:
    """Without a place it needs none."""
    form = form_of(ana.types(ANA, "reminders"))
    wrong = ana.fills_in(ANA, form, way="mail", steps=())
    right = ana.fills_in(ANA, form, way="none", steps=())
    nothing: Given = ""

    assert problems(wrong) == {"steps": "answers.required"}
    assert title(right) == "meetings.remind.set"
    assert problems(ana.fills_in(ANA, form, way=nothing, steps=("day",))) == {"way": "answers.required"}


def test_reminders_are_for_members(ana: House) -> None:
    """Nobody else is reminded of anything."""
    assert said(card_of(ana.types(LUC, "reminders")).body) == ["refusal.not_allowed", "role.member"]


def test_a_network_has_the_reminders_that_its_settings_say(tmp_path: Path) -> None:
    """One without a week offers none, and posts none."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, reminders=("hour",)))
    house.joins(ANA)
    planned = plans(house)
    form = form_of(house.types(ANA, "reminders"))
    found = lives_until(house, planned.ends)

    assert [choice.value for choice in form.fields[1].choices] == ["hour"]
    assert {which for _, which in only(found, "post")} == {"hour"}
    house.close()


def test_between_reminders_a_beat_has_nothing_to_do(ana: House) -> None:
    """The next moment is known without looking at anybody."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    due = ana.app.operate(lambda turn: (reminding.due(turn), reminding.next_moment(turn)))

    assert due == ((), moments(planned)[0] - timedelta(hours=13))
