"""The promises of bot.meetings.ports.Seats."""

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Counts, Meeting, Seat, State, Why
from bot.members.model import Standing
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import AL, DAY, HOUR, JO, MEETING, ON_SLACK, at_once, know
from tests.world import NOON

TOLD = Seat("m1", "jo", news=1, told_by="e1")
GOING = Seat("m1", "jo", answer="going", answered_to=0, answered_at=NOON)


@pytest.fixture(autouse=True)
def a_meeting(storage: Storage) -> None:
    """There is one, and two people."""
    know(storage, replace(JO, standing=Standing.MEMBER), AL)
    storage.transact(lambda unit: unit.meetings.add(MEETING))


def seat(storage: Storage, meeting_id: str = "m1", member: str = "jo") -> Seat:
    return storage.transact(lambda unit: unit.seats.get(meeting_id, member))


def tell(storage: Storage, *seats: Seat) -> None:
    for each in seats:
        storage.transact(lambda unit, each=each: unit.seats.tell(each))  # type: ignore[misc] # of this turn


def answer(storage: Storage, *seats: Seat) -> None:
    for each in seats:
        storage.transact(lambda unit, each=each: unit.seats.answer(each))  # type: ignore[misc] # of this turn


def counts(storage: Storage, meeting: Meeting = MEETING) -> Counts:
    return storage.transact(lambda unit: unit.seats.counts(meeting))


def ahead(storage: Storage, member: str = "jo") -> list[str]:
    return list(storage.transact(lambda unit: unit.seats.ahead(member, NOON)))


def test_where_nothing_is_known_it_is_blank(storage: Storage) -> None:
    """Whoever it is."""
    assert seat(storage, "m2", "nobody") == Seat("m2", "nobody")


def test_what_is_told_and_what_is_answered_do_not_undo_each_other(storage: Storage) -> None:
    """In either order, and at the same moment."""
    tell(storage, TOLD)
    at_once([partial(answer, storage, GOING), partial(tell, storage, replace(TOLD, news=2, shift=1))])
    storage.transact(lambda unit: unit.seats.wish("m1", "jo", wish=True))

    assert seat(storage) == replace(GOING, news=2, told_by="e1", shift=1, wish=True)


def test_members_without_an_account_are_asked_by_mail(storage: Storage) -> None:
    """Those in whose calendar it stands, leafed through."""
    know(storage, *(replace(JO, id=name, standing=Standing.MEMBER) for name in ("a", "b", "c", "d")))
    storage.transact(lambda unit: unit.profiles.link(replace(ON_SLACK, profile_id="c")))
    tell(storage, *(replace(TOLD, member=name) for name in ("a", "b", "c", "al")))
    tell(storage, replace(TOLD, member="jo", called_off=True))
    answer(storage, replace(GOING, member="d"))

    def asked(after: str = "", limit: int = 9) -> list[str]:
        return list(storage.transact(lambda unit: unit.seats.to_ask(MEETING, after, limit)))

    assert (asked(), asked(limit=1), asked(after="a")) == (["a", "b"], ["a"], ["b"])


def test_it_is_found_by_the_name_that_one_calendar_has_for_it(storage: Storage) -> None:
    """There is none by an empty one; a name stands for one alone."""
    tell(storage, replace(TOLD, uid="u1"), replace(TOLD, member="al"), replace(TOLD, member="bo"))

    def known(uid: str) -> Seat | None:
        return storage.transact(lambda unit: unit.seats.known_as(uid))

    assert (known("u1"), known(""), known("m1")) == (replace(TOLD, uid="u1"), None, None)


def test_the_latest_answer_holds(storage: Storage) -> None:
    """To what it was given."""
    answer(storage, GOING, replace(GOING, answer="no", answered_to=1, answered_at=NOON + HOUR))

    assert (seat(storage).answer, seat(storage).answered_to) == ("no", 1)


def test_a_reason_is_counted_once_and_belongs_to_nobody(storage: Storage) -> None:
    """Of one member, whatever they press at once; without an answer there is none."""
    answer(storage, replace(GOING, answer="no"), replace(GOING, member="al", answer="no"))

    def reason(why: Why, member: str = "jo") -> bool:
        return storage.transact(lambda unit: unit.seats.reason("m1", member, why))

    counted = at_once([partial(reason, Why.TIME)] * 4)
    assert Counter(counted) == {True: 1, False: 3}
    assert (reason(Why.TIME, "al"), reason(Why.THEME, "al"), reason(Why.TIME, "nobody")) == (
        True,
        False,
        False,
    )
    assert counts(storage).reasons == (("time", 2),)


def test_counts_are_of_answers_to_the_sequence(storage: Storage) -> None:
    """An older one counts as none; wishes of those who cannot come do not count."""
    answers = {"a": ("going", 1), "b": ("maybe", 1), "c": ("no", 1), "d": ("going", 0), "e": ("going", 1)}
    for member, (said, to) in answers.items():
        answer(storage, replace(GOING, member=member, answer=said, answered_to=to))
        storage.transact(lambda unit, member=member: unit.seats.wish("m1", member, wish=member in "abc"))  # type: ignore[misc] # of this turn
    tell(storage, TOLD, replace(TOLD, member="e", called_off=True), replace(TOLD, meeting_id="m2"))

    assert counts(storage, replace(MEETING, sequence=1)) == Counts(1, 1, 1, invited=5, wishes=2)
    assert counts(storage, replace(MEETING, sequence=1)).silent == 2
    assert counts(storage, replace(MEETING, id="m9")) == Counts()


def test_everybody_who_is_a_member_is_told_and_whoever_has_it_in_their_calendar(storage: Storage) -> None:
    """Leafed through, with nobody left out; of a cancelled one only those."""
    tell(storage, replace(TOLD, member="al"), replace(TOLD, member="was", called_off=True))

    def told(meeting: Meeting, after: str = "", limit: int = 10) -> list[str]:
        return list(storage.transact(lambda unit: unit.seats.to_tell(meeting, after, limit)))

    assert told(MEETING) == ["al", "jo"]
    assert told(MEETING, limit=1) + told(MEETING, after="al", limit=1) == ["al", "jo"]
    assert told(replace(MEETING, state=State.CANCELLED)) == ["al"]


def test_what_stands_in_a_calendar_and_is_ahead_is_found(storage: Storage) -> None:
    """In its order; not what was called off, nor what is over, nor another's."""
    for days, name in ((3, "m4"), (1, "m2"), (-30, "m3"), (2, "m5")):
        meeting = replace(MEETING, id=name, wall=MEETING.wall + days * DAY)
        storage.transact(lambda unit, meeting=meeting: unit.meetings.add(meeting))  # type: ignore[misc] # of this turn
        tell(storage, replace(TOLD, meeting_id=name))
    tell(storage, replace(TOLD, meeting_id="m5", called_off=True), replace(TOLD, member="al"))
    answer(storage, GOING)

    assert ahead(storage) == ["m2", "m4"]


def test_a_letter_that_is_under_way_counts_until_it_is_settled(storage: Storage) -> None:
    """By its own errand."""
    tell(storage, replace(TOLD, called_off=True, under_way=True))
    found = [ahead(storage)]
    for errand in ("e0", "e1"):
        storage.transact(lambda unit, errand=errand: unit.seats.settled("m1", "jo", errand))  # type: ignore[misc] # of this turn
        found.append(ahead(storage))

    assert found == [["m1"], ["m1"], []]


def test_what_one_answered_goes_over_to_the_other(storage: Storage) -> None:
    """Unless the other has answered too; what was told to the one was told to another mailbox."""
    storage.transact(lambda unit: unit.seats.wish("m1", "jo", wish=True))
    answer(
        storage,
        GOING,
        replace(GOING, meeting_id="m2"),
        replace(GOING, meeting_id="m2", member="al", answer="no"),
    )
    tell(storage, TOLD)
    storage.transact(lambda unit: unit.seats.hand_over("jo", "al"))

    assert seat(storage, member="al") == replace(GOING, member="al", wish=True)
    assert (seat(storage, "m2", "al").answer, seat(storage, "m2", "al").wish) == ("no", False)
    assert seat(storage) == Seat("m1", "jo")


def test_whoever_waits_stands_in_line(storage: Storage) -> None:
    """With a place, called off, or going to another moment, nobody does; without a limit nobody waits."""
    limited = replace(MEETING, kind=MeetingKind.WORKSHOP, capacity=2)
    waiting = {"a": 3, "b": 1, "c": 2}
    answer(storage, *(replace(GOING, member=name, line=line) for name, line in waiting.items()))
    answer(storage, GOING, replace(GOING, placed=True), replace(GOING, member="d", answered_to=1))
    answer(storage, replace(GOING, member="off"), replace(GOING, member="e", answer="maybe"))
    tell(storage, replace(TOLD, member="off", called_off=True))

    def first(limit: int) -> list[str]:
        return [
            each.member for each in storage.transact(lambda unit: unit.seats.first_waiting(limited, limit))
        ]

    assert (first(9), first(1)) == (["b", "c", "a"], ["b"])
    assert storage.transact(lambda unit: unit.seats.waiting_before(limited, 3)) == 2
    assert (counts(storage, limited).going, counts(storage, limited).waiting) == (1, 3)
    assert (counts(storage).going, counts(storage).waiting) == (4, 0)


def test_a_place_that_only_one_of_them_has_is_the_others_too(storage: Storage) -> None:
    """And who waited earlier gives way to it; another answer of their own holds."""
    answer(storage, replace(GOING, placed=True), replace(GOING, member="al", line=7))
    answer(
        storage, *(replace(GOING, meeting_id="m2", member=name, placed=name == "jo") for name in ("jo", "al"))
    )
    answer(storage, replace(GOING, meeting_id="m2", member="al", answer="no"))
    storage.transact(lambda unit: unit.seats.hand_over("jo", "al"))

    assert seat(storage, member="al") == replace(GOING, member="al", placed=True)
    assert seat(storage, "m2", "al").answer == "no"


def test_what_somebody_goes_to_is_found(storage: Storage) -> None:
    """While it is ahead."""
    late = replace(MEETING, id="m2", wall=MEETING.wall - 30 * DAY)
    storage.transact(lambda unit: unit.meetings.add(late))
    answer(storage, GOING, replace(GOING, meeting_id="m2"), replace(GOING, member="al", answer="maybe"))

    def going(member: str) -> list[str]:
        return list(storage.transact(lambda unit: unit.seats.going(member, NOON)))

    assert (going("jo"), going("al")) == (["m1"], [])


@pytest.mark.parametrize("how", ["profiles", "seats"])
def test_of_whoever_is_forgotten_nothing_is_kept(storage: Storage, how: str) -> None:
    """Whichever store is asked to forget; what was counted stays counted."""
    answer(storage, replace(GOING, answer="no"), replace(GOING, member="al"))

    def forget(unit: Unit) -> None:
        unit.seats.reason("m1", "jo", Why.TIME)
        unit.profiles.forget("jo") if how == "profiles" else unit.seats.forget("jo")

    storage.transact(forget)

    assert (seat(storage), seat(storage, member="al").answer) == (Seat("m1", "jo"), "going")
    assert counts(storage) == Counts(going=1, invited=1, reasons=(("time", 1),))
