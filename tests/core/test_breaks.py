"""The breaks of a workshop: typed as clock times, kept by how long after its beginning they come."""

from datetime import datetime

import pytest

from bot.answers import Unusable
from bot.chat import Text
from bot.meetings.breaks import Break, fit, read, written
from tests.core.cast import ANA, FLO
from tests.core.house import House
from tests.core.meetings import changes, invitations, meeting, plans, presses
from tests.core.reading import card_of, facts, form_of, problems, said
from tests.core.test_meeting_hosting import last
from tests.core.test_meeting_hosting import told as hears

ONE = datetime(2026, 12, 16, 13, 0)  # noqa: DTZ001 - a wall time
LATE = datetime(2026, 12, 16, 23, 0)  # noqa: DTZ001 - a wall time
TWO = (Break(60, 15), Break(135, 10))


@pytest.mark.parametrize(
    "typed, found",
    [
        ("", ()),
        ("14:00, 15:15-15:25", TWO),
        ("15 h 15 - 15 h 25 ; 14 h", TWO),
        ("3:15 p.m.\u20133:25 p.m.; 2 pm", TWO),
    ],
)
def test_breaks_are_read_as_people_write_them(typed: str, found: tuple[Break, ...]) -> None:
    """In either language and any order; one without an end is a quarter of an hour."""
    assert read(typed, ONE, 180) == found
    assert read(written(found, ONE), ONE, 180) == found


def test_a_workshop_over_midnight_has_breaks_after_it() -> None:
    """The clock is no further than the workshop."""
    assert read("00:00-00:10", LATE, 180) == (Break(60, 10),)


@pytest.mark.parametrize(
    "typed",
    ["13:00", "12:00", "15:50-16:00", "14:00-14:04", "13:30-14:31", "14:00, 14:15", "14:00-15:00, 14:30",
     "16:30", "13:20-13:25, 13:40-13:45, 14:00-14:05, 14:20-14:25, 14:40-14:45"],
)  # fmt: skip
def test_a_break_that_cannot_be_is_refused(typed: str) -> None:
    """At an end, outside, too short or long, within another, or one too many."""
    with pytest.raises(Unusable, match=r"meetings.breaks.wrong"):
        read(typed, ONE, 180)


@pytest.mark.parametrize("typed", ["soon", "14:00-", "2:00", "25:00", ","])
def test_what_is_no_time_is_none_of_a_break(typed: str) -> None:
    """A comma alone is nothing at all."""
    if typed == ",":
        assert read(typed, ONE, 180) == ()
        return
    with pytest.raises(Unusable, match=r"meetings.time"):
        read(typed, ONE, 180)


def test_breaks_are_said_wherever_the_workshop_is(ana: House) -> None:
    """In the invitation and its letter, to members and to those who run it, and in how it may go."""
    planned = plans(ana, kind="workshop")
    answer = changes(ana, planned, "details", breaks="14:00, 15:15-15:25", capacity="9")
    ana.lives_on(minutes=1)
    lines = tuple(Text("meetings.breaks.line", {"after": each.after, "n": each.minutes}) for each in TWO)
    letter = ana.letters(ANA)[-1]

    assert facts(card_of(answer))["meetings.fact.breaks"] == lines
    assert facts(card_of(ana.types(ANA, "meetings")))["meetings.fact.breaks"] == lines
    assert lines in invitations(ana)[-1].body
    assert lines in letter.body
    assert "meetings.letter.places" in said(letter.body)
    hears(ana, planned.starts)
    show = next(part for part in last(ana).card.body if "meetings.show.break" in said(part))
    assert [(text.id.split(".")[2], text.values["at"]) for text in show if isinstance(text, Text)] == [  # type: ignore[union-attr] # lines
        ("welcome", "13:00"), ("round", "13:18"), ("theme", "13:54"), ("break", "14:00"), ("open", "15:06"),
        ("break", "15:15"), ("close", "15:42"),
    ]  # fmt: skip


def test_nothing_of_how_it_may_go_begins_in_a_break(ana: House) -> None:
    """It begins when the break is over."""
    planned = plans(ana, kind="workshop")
    changes(ana, planned, "details", breaks="15:00-15:20")
    hears(ana, planned.starts)

    assert Text("meetings.show.open", {"at": "15:20"}) in next(
        part for part in last(ana).card.body if "meetings.show.break" in said(part)
    )  # type: ignore[operator] # lines


def test_breaks_move_with_the_workshop_and_fit_into_it(ana: House) -> None:
    """One that is made too short for them is refused; the dialog shows them by the clock."""
    planned = plans(ana, kind="workshop")
    changes(ana, planned, "details", breaks="15:30")
    short = changes(ana, planned, "move", minutes="150")
    changes(ana, planned, "move", time="09:00")
    form = form_of(presses(ana, planned, "details"))

    assert problems(short) == {"minutes": "meetings.breaks.beyond"}
    assert meeting(ana, planned.id).breaks == (Break(150, 15),)
    assert [field.value for field in form.fields[3:]] == ["", "11:30-11:45"]


def test_what_is_typed_wrong_is_told_at_its_field(ana: House) -> None:
    """Both at once; what is no workshop has no such fields."""
    planned, peers = plans(ana, kind="workshop"), plans(ana, day="2027-02-24")
    wrong = changes(ana, planned, "details", breaks="noon", capacity="many")

    assert problems(wrong) == {"breaks": "meetings.breaks.wrong", "capacity": "meetings.capacity"}
    assert problems(changes(ana, planned, "details", capacity="0")) == {"capacity": "meetings.capacity"}
    assert len(form_of(presses(ana, peers, "details")).fields) == 3
    form = form_of(presses(ana, peers, "details"))
    taken = ana.fills_in(FLO, form, languages="en", interpretation="open", breakouts="no", capacity="9")
    assert "meetings.unchanged" in said(card_of(taken).body)


def test_breaks_fit_side_by_side() -> None:
    """With some time between them."""
    assert fit((Break(10, 10), Break(21, 10)), 60)
    assert not fit((Break(10, 10), Break(20, 10)), 60)
