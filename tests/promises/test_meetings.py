"""The promises of bot.meetings.ports.Meetings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.meetings.breaks import Break
from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Interpretation, Meeting, State
from storage.engine import Storage
from tests.promises.cast import DAY, MEETING, at_once
from tests.world import NOON

ALL = replace(
    MEETING,
    languages=("en", "fr"),
    interpretation=Interpretation.PLANNED,
    breakouts=True,
    kind=MeetingKind.WORKSHOP,
    capacity=30,
    breaks=(Break(15, 5), Break(30, 10)),
    sequence=2,
)


def add(storage: Storage, *meetings: Meeting) -> None:
    for each in meetings:
        storage.transact(lambda unit, each=each: unit.meetings.add(each))  # type: ignore[misc] # of this turn


def get(storage: Storage, meeting_id: str = "m1") -> Meeting | None:
    return storage.transact(lambda unit: unit.meetings.get(meeting_id))


def save(storage: Storage, meeting: Meeting) -> bool:
    return storage.transact(lambda unit: unit.meetings.save(meeting))


def on(days: int, **changes: object) -> Meeting:
    """Another one, so many days later."""
    values = {"id": f"m1-{days}", "wall": MEETING.wall + days * DAY} | changes
    return replace(MEETING, **values)  # type: ignore[arg-type] # by name


def ids(meetings: Sequence[Meeting]) -> list[str]:
    return [meeting.id for meeting in meetings]


@pytest.mark.parametrize("meeting", [MEETING, ALL, replace(MEETING, theme_en="", theme_fr="", link="")])
def test_a_meeting_comes_back_as_it_was_written(storage: Storage, meeting: Meeting) -> None:
    """With all that it says; there is none with another id."""
    add(storage, meeting)

    assert get(storage) == meeting
    assert get(storage, "m2") is None


def test_what_it_is_about_lies_sealed(storage: Storage) -> None:
    """Theme and link can be read with the network's key alone."""
    add(storage, MEETING)
    rows = storage.transact(lambda unit: list(unit.database.rows(unit_all(), {"id": "m1"})))  # type: ignore[attr-defined] # the store's own

    assert not any(word in repr(rows).encode() for word in (b"Floods", b"Inondations", b"meet.example"))


def unit_all() -> object:
    from storage.meetings import _GET  # noqa: PLC0415 - what the store itself reads

    return _GET


def test_a_change_is_stored_over_the_revision_before_it(storage: Storage) -> None:
    """What was told to everybody is not its affair."""
    add(storage, MEETING)
    storage.transact(lambda unit: unit.meetings.tell("m1", 1))
    moved = replace(MEETING, wall=MEETING.wall + DAY, link="", revision=2, sequence=1, news=2)

    assert save(storage, moved)
    assert get(storage) == replace(moved, told=1)
    assert not save(storage, moved)
    assert not save(storage, replace(moved, id="m2"))


def test_of_those_who_change_it_at_once_exactly_one_wins(storage: Storage) -> None:
    """Whichever it is."""
    add(storage, MEETING)
    changed = [replace(MEETING, revision=2, minutes=minutes) for minutes in (30, 45, 75, 90)]
    won = at_once([partial(save, storage, each) for each in changed])

    assert Counter(won) == {True: 1, False: 3}
    assert get(storage) == changed[won.index(True)]


def test_only_a_draft_is_dropped(storage: Storage) -> None:
    """Of what people were invited to, something stays."""
    add(storage, MEETING, replace(MEETING, id="d1", state=State.DRAFT))

    drop = [storage.transact(lambda unit, name=name: unit.meetings.drop(name)) for name in ("m1", "d1", "d1")]  # type: ignore[misc] # of this turn
    assert drop == [False, True, False]
    assert (get(storage) is None, get(storage, "d1")) == (False, None)


def test_one_is_found_by_how_its_id_begins(storage: Storage) -> None:
    """Two at most, which says that it is not enough."""
    add(storage, *(replace(MEETING, id=f"abcdef{letter}") for letter in "xyz"), replace(MEETING, id="abcdeg"))
    found = [
        ids(storage.transact(lambda unit, name=name: unit.meetings.referred(name)))  # type: ignore[misc] # of this turn
        for name in ("abcdefy", "abcdef", "abcdeh")
    ]

    assert found == [["abcdefy"], ["abcdefx", "abcdefy"], []]


def test_those_of_a_time_are_found_in_their_order(storage: Storage) -> None:
    """In any state; the end is not part of it, and there is a limit."""
    add(storage, on(2, state=State.CANCELLED), on(3), on(1), on(0))
    first, last = on(0).starts, on(3).starts
    found = storage.transact(lambda unit: unit.meetings.between(first, last, 10))
    fewer = storage.transact(lambda unit: unit.meetings.between(first, last, 2))

    assert ids(found) == ["m1-0", "m1-1", "m1-2"]
    assert ids(fewer) == ["m1-0", "m1-1"]


def test_the_next_start_is_that_of_a_planned_one(storage: Storage) -> None:
    """Which begins after the moment."""
    add(storage, on(0), on(1, state=State.CANCELLED), on(2, state=State.DRAFT), on(3))
    after = [
        storage.transact(lambda unit, moment=moment: unit.meetings.next_start(moment))  # type: ignore[misc] # of this turn
        for moment in (NOON, on(0).starts, on(3).starts)
    ]

    assert after == [on(0).starts, on(3).starts, None]


def test_news_are_untold_until_everybody_was_told(storage: Storage) -> None:
    """What is newer than that stays to be told, and nothing is untold by an older word."""
    add(storage, MEETING, on(1, news=3, revision=3), on(2, news=0))
    untold = [list(storage.transact(lambda unit: unit.meetings.untold(10)))]
    for name, news in (("m1", 1), ("m1-1", 2), ("m1-1", 3), ("m1-1", 1)):
        storage.transact(lambda unit, name=name, news=news: unit.meetings.tell(name, news))  # type: ignore[misc] # of this turn
        untold.append(list(storage.transact(lambda unit: unit.meetings.untold(10))))

    assert untold == [["m1", "m1-1"], ["m1-1"], ["m1-1"], [], []]


def test_instants_of_other_zone_data_are_found_while_they_are_ahead(storage: Storage) -> None:
    """Until they were computed anew."""
    add(storage, on(0), on(1), on(2, zone_data="2027a"), on(3, state=State.CANCELLED))

    def otherwise() -> list[str]:
        now = on(0).starts
        return list(storage.transact(lambda unit: unit.meetings.otherwise_computed("2027a", now, 10)))

    before = otherwise()
    storage.transact(lambda unit: unit.meetings.recomputed("m1-1", "2027a"))

    assert (before, otherwise()) == (["m1-1"], [])
    assert storage.transact(lambda unit: unit.meetings.computed("m1-1")) == on(1).starts
    assert get(storage, "m1-1") == on(1, zone_data="2027a")


def test_an_instant_is_that_of_the_wall_time(storage: Storage) -> None:
    """Found by it to the minute."""
    add(storage, MEETING)
    exactly = storage.transact(
        lambda unit: unit.meetings.between(MEETING.starts, MEETING.starts + timedelta(minutes=1), 1)
    )

    assert ids(exactly) == ["m1"]


def test_holding_one_counts_those_who_do(storage: Storage) -> None:
    """At the same moment too, one after the other; a change leaves the number as it is."""
    add(storage, MEETING)

    def hold(meeting_id: str = "m1") -> int:
        return storage.transact(lambda unit: unit.meetings.hold(meeting_id))

    numbers = at_once([hold] * 4)
    save(storage, replace(MEETING, revision=2))

    assert sorted(numbers) == [1, 2, 3, 4]
    assert (hold(), hold("m2")) == (5, 0)


def test_whoever_came_by_a_list_is_told_of_what_is_ahead(storage: Storage) -> None:
    """Though everybody was told before, or half of them; not of drafts, nor of what has begun."""
    add(storage, on(1, told=1), on(2, told=1, telling="1:jo"), on(3, told=0, telling="1:jo"))
    add(storage, on(4, state=State.DRAFT, told=1), on(-30, told=1))
    storage.transact(lambda unit: unit.meetings.tell_again(NOON))

    assert storage.transact(lambda unit: unit.meetings.untold(9)) == ["m1-1", "m1-2", "m1-3"]
    found = [get(storage, f"m1-{days}") for days in (1, 2, 3)]
    assert [(each.told, each.telling) for each in found if each] == [(0, "")] * 3
