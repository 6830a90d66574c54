"""Which change of a meeting asks members again, which is only told, and which is nobody's affair."""

from dataclasses import fields, replace
from datetime import datetime, timedelta

import pytest

from bot.meetings.breaks import Break
from bot.meetings.changes import RULES, changed, published, revised
from bot.meetings.kinds import POLICIES, MeetingKind
from bot.meetings.model import Interpretation, Meeting, State
from tests.world import NOON

WALL = datetime(2026, 12, 16, 13, 0)  # noqa: DTZ001 - a wall time
DRAFT = Meeting("m1", MeetingKind.WEBINAR, State.DRAFT, WALL, "America/Toronto", 60, NOON)
PLANNED = published(DRAFT, NOON)
LATER = NOON + timedelta(days=1)
OTHERWISE: dict[str, object] = {
    "state": State.CANCELLED,
    "wall": WALL + timedelta(hours=1),
    "zone": "America/Halifax",
    "minutes": 75,
    "theme_en": "Floods",
    "theme_fr": "Inondations",
    "link": "https://meet.example/1",
    "languages": ("en", "fr"),
    "interpretation": Interpretation.PLANNED,
    "zone_data": "2027a",
    "kind": MeetingKind.PEER,
    "facilitators": ("flo",),
    "breakouts": True,
    "capacity": 30,
    "breaks": (Break(20, 15),),
    "recording": "https://meet.example/seen",
    "note_en": "Why?",
    "note_fr": "Pourquoi?",
}
SEATED = {"capacity", "breaks"}  # of workshops alone
ASKING = {"state", "wall", "zone", "minutes"}
SILENT = {"facilitators", "breakouts", "capacity", "recording", "note_en", "note_fr"}


def otherwise(meeting: Meeting, name: str) -> Meeting:
    if name in SEATED:
        meeting = replace(meeting, kind=MeetingKind.WORKSHOP)
    return revised(meeting, replace(meeting, **{name: OTHERWISE[name]}), LATER)  # type: ignore[arg-type] # by name


@pytest.mark.parametrize("name", RULES)
def test_what_matters_to_an_answer_asks_again(name: str) -> None:
    """The moment, the length, whether it takes place at all; nothing else raises the sequence."""
    assert otherwise(PLANNED, name).sequence == (name in ASKING)


@pytest.mark.parametrize("name", RULES)
def test_what_stands_in_calendars_is_told(name: str) -> None:
    """With the moment of the change; what does not is kept to those who run the meeting."""
    after = otherwise(PLANNED, name)

    assert (after.news, after.stamp) == ((1, NOON) if name in SILENT else (2, LATER))
    assert after.revision == 2


@pytest.mark.parametrize("name", RULES)
def test_of_a_draft_nobody_has_heard(name: str) -> None:
    """Whatever is changed, there is nothing to tell."""
    after = otherwise(DRAFT, name)

    assert (after.sequence, after.news, after.revision) == (0, 0, 1)


def test_every_field_has_a_rule_but_those_that_count() -> None:
    """One of tomorrow cannot be forgotten."""
    counting = {"id", "stamp", "sequence", "revision", "news", "told", "telling", "reminding", "hosting"}

    assert RULES.keys() == {field.name for field in fields(Meeting)} - counting
    assert OTHERWISE.keys() == RULES.keys()


def test_what_did_not_change_is_no_news() -> None:
    """It counts as a change all the same: two who save at once are told apart."""
    after = revised(PLANNED, PLANNED, LATER)

    assert changed(PLANNED, PLANNED) == frozenset()
    assert (after.revision, after.news, after.sequence) == (2, 1, 0)


def test_planning_a_draft_is_the_first_news() -> None:
    """To which the first answers are given."""
    assert (PLANNED.state, PLANNED.sequence, PLANNED.news, PLANNED.told) == (State.PLANNED, 0, 1, 0)


@pytest.mark.parametrize("kind", sorted(set(MeetingKind) - {MeetingKind.WEBINAR}))
def test_what_peers_say_to_each_other_has_no_place_for_a_recording(kind: MeetingKind) -> None:
    """Nor can it be given one by any mistake."""
    with pytest.raises(ValueError, match="never recorded"):
        replace(PLANNED, kind=kind, minutes=60, recording="https://meet.example/seen")


@pytest.mark.parametrize("name", sorted(SEATED))
def test_workshops_alone_have_places_and_breaks(name: str) -> None:
    """To everything else everybody can come."""
    with pytest.raises(ValueError, match="room for everybody"):
        replace(PLANNED, **{name: OTHERWISE[name]})  # type: ignore[arg-type] # by name


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_meeting_is_no_longer_than_its_kind(kind: MeetingKind) -> None:
    """A workshop takes half a day at most."""
    policy = POLICIES[kind]
    replace(PLANNED, kind=kind, minutes=policy.longest)

    assert policy.minutes <= policy.longest <= 240
    with pytest.raises(ValueError, match="m1"):
        replace(PLANNED, kind=kind, minutes=policy.longest + 1)
