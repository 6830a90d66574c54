"""A workshop has so many places: who finds none waits, and moves up when one is free."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.chat import Text
from bot.deliveries import Direct, Letter
from bot.meetings.answering import reply
from bot.meetings.model import Coming, Meeting
from tests.core.cast import CLAIRE, Actor
from tests.core.house import GONE, House
from tests.core.meetings import MOVED, changes, invitations, meeting, shown
from tests.core.memberships import decides
from tests.core.reading import actions, card_of, facts, said
from tests.core.workshops import PEOPLE, counts, placed, resized, says, workshop
from tests.promises.cast import at_once
from tests.stores import sqlite_url

ONE, TWO, THREE, FOUR = PEOPLE
GOING, MAYBE, NO = Coming


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Four members."""
    house = House(sqlite_url(tmp_path))
    for who in PEOPLE:
        house.joins(who)
    yield house
    house.close()


@pytest.fixture
def full(house: House) -> tuple[House, Meeting]:
    """Two places, two who have them, and two who wait."""
    planned = workshop(house)
    for who in PEOPLE:
        says(house, planned, who)
    house.lives_on(minutes=1)
    return house, planned


def told(house: House, who: Actor) -> list[str]:
    """What they were told of their place, by mail."""
    titles = [letter.subject.id for letter in house.letters(who)]
    return [title.split(".")[2] for title in titles if title.startswith("meetings.place.")]


def calendar(house: House, planned: Meeting, who: Actor, coming: Coming) -> bool:
    """Theirs answers."""
    asked, stamp = invitations(house, who)[-1], house.clock.now()
    return house.app.operate(lambda turn: reply(turn, asked.uid, who.email, coming, asked.sequence, stamp))


def test_whoever_finds_no_place_is_put_on_the_list_and_told_so(house: House) -> None:
    """With their number on it; before they ask they see that nothing is left."""
    planned = workshop(house)
    before = facts(card_of(house.types(THREE, "meetings")))["meetings.fact.places"]
    says(house, planned, ONE)
    says(house, planned, TWO)
    seen = facts(card_of(house.types(THREE, "meetings")))["meetings.fact.places"]
    card = says(house, planned, THREE)
    again = says(house, planned, THREE)

    assert (before, seen) == (Text("meetings.places.free", {"n": 2}), Text("meetings.places.full", {"n": 0}))
    assert card.body[0] == again.body[0] == Text("meetings.said.waiting", {"n": 1})
    assert facts(card)["meetings.fact.answer"] == Text("meetings.answer.waiting", {"n": 1})
    assert says(house, planned, FOUR).body[0] == Text("meetings.said.waiting", {"n": 2})
    assert placed(house, planned, *PEOPLE) == [True, True, False, False]
    taken = facts(shown(house, planned))["meetings.fact.places"]
    assert taken == Text("meetings.places.taken", {"n": 2, "capacity": 2, "waiting": 2})


@pytest.mark.parametrize("coming", [MAYBE, NO])
def test_a_place_that_becomes_free_is_the_firsts_in_line(full: tuple[House, Meeting], coming: Coming) -> None:
    """Who is told at once, and nobody else is; who comes back stands at the end."""
    house, planned = full
    says(house, planned, ONE, coming)
    house.carries_out()
    back = says(house, planned, ONE)

    assert placed(house, planned, *PEOPLE) == [False, True, True, False]
    assert [told(house, who) for who in PEOPLE] == [[], [], ["placed"], []]
    assert back.body[0] == Text("meetings.said.waiting", {"n": 2})
    notice = next(each for each in house.directs(THREE) if "place" in each.card.title.id)
    assert actions(notice.card) == [f"meetings.{each}" for each in Coming]


def test_maybe_keeps_no_place(full: tuple[House, Meeting]) -> None:
    """And says so."""
    house, planned = full

    assert said(says(house, planned, ONE, MAYBE).body)[:2] == ["meetings.said.maybe", "meetings.places.kept"]


def test_who_takes_no_messages_has_a_letter(full: tuple[House, Meeting]) -> None:
    """As everybody does: a message may be lost, and a letter is not."""
    house, planned = full
    house.fates[Direct] = GONE
    says(house, planned, ONE, NO)
    house.carries_out()
    (letter,) = (each for each in house.letters(THREE) if "place" in each.subject.id)

    assert letter.invitation is None
    assert "meetings.place.how" in said(letter.body)


def test_a_notice_that_is_not_true_any_more_is_not_sent(full: tuple[House, Meeting]) -> None:
    """Whoever gave the place back before it went out hears nothing, and the next one does."""
    house, planned = full
    says(house, planned, ONE, NO)
    says(house, planned, THREE, NO)
    house.carries_out()

    assert [told(house, who) for who in PEOPLE] == [[], [], [], ["placed"]]


def test_a_calendar_gets_and_gives_places_as_a_press_does(full: tuple[House, Meeting]) -> None:
    """Whoever finds none is told by a letter, since no calendar says so; theirs shows a perhaps."""
    house, planned = full
    assert calendar(house, planned, ONE, NO)
    house.waits_for(minutes=1)
    assert calendar(house, planned, ONE, GOING)
    house.carries_out()
    changes(house, planned, "theme", theme_en="Floods")
    house.lives_on(minutes=1)

    assert placed(house, planned, *PEOPLE) == [False, True, True, False]
    assert [told(house, who) for who in PEOPLE] == [["waiting"], [], ["placed"], []]
    assert [invitations(house, who)[-1].answer for who in PEOPLE] == ["maybe", "going", "going", "maybe"]


def test_a_larger_room_lets_those_in_who_wait(full: tuple[House, Meeting]) -> None:
    """In their order; in one for everybody nobody waits."""
    house, planned = full
    resized(house, planned, 3)
    house.carries_out()
    three = placed(house, planned, *PEOPLE)
    resized(house, planned, "")
    house.carries_out()

    assert three == [True, True, True, False]
    assert placed(house, planned, *PEOPLE) == [True] * 4
    assert [told(house, who) for who in PEOPLE] == [[], [], ["placed"], ["placed"]]
    assert "meetings.fact.places" not in facts(card_of(house.types(ONE, "meetings")))


def test_whoever_makes_room_is_told_that_people_are_written_to(full: tuple[House, Meeting]) -> None:
    """Only those who get a place; in a smaller room, or in one that is still full, nobody is."""
    house, planned = full
    larger = changes(house, planned, "details", capacity="3")
    smaller = changes(house, planned, "details", capacity="1")

    assert card_of(larger).body[0] == Text("meetings.follows.places", {"n": 1})
    assert card_of(smaller).body[0] == Text("meetings.follows.silent")


def test_a_smaller_room_takes_a_place_from_nobody(full: tuple[House, Meeting]) -> None:
    """What becomes free is given away only once there are fewer than there is room for."""
    house, planned = full
    resized(house, planned, 1)
    says(house, planned, ONE, NO)
    one_left = placed(house, planned, *PEOPLE)
    says(house, planned, TWO, NO)

    assert one_left == [False, True, False, False]
    assert placed(house, planned, *PEOPLE) == [False, False, True, False]


def test_whoever_was_coming_before_there_was_a_limit_has_a_place(house: House) -> None:
    """Even when these are more than there is room for."""
    planned = workshop(house, places=9)
    planned = resized(house, planned, "")
    for who in PEOPLE[:3]:
        says(house, planned, who)
    planned = resized(house, planned, 1)

    assert placed(house, planned, *PEOPLE[:3]) == [True] * 3
    assert counts(house, planned).waiting == 0


@pytest.mark.parametrize("how", ["leaves", "suspend", "remove"])
def test_whoever_goes_leaves_their_place(full: tuple[House, Meeting], how: str) -> None:
    """At once, before their calendar is told."""
    house, planned = full
    house.leaves(ONE) if how == "leaves" else decides(house, how, house.profile(ONE))

    assert placed(house, planned, *PEOPLE[1:]) == [True, True, False]
    house.carries_out()
    assert told(house, THREE) == ["placed"]


def test_whoever_comes_back_is_asked_anew(full: tuple[House, Meeting]) -> None:
    """Their place is somebody else's."""
    house, planned = full
    decides(house, "suspend", house.profile(ONE))
    house.lives_on(minutes=1)
    house.clicks(
        CLAIRE,
        next(
            each
            for each in card_of(house.hosts(CLAIRE, "member", house.profile(ONE).reference)).buttons
            if each.action == "members.reinstate"
        ),
    )
    house.lives_on(minutes=1)

    assert invitations(house, ONE)[-1].answer == ""
    assert facts(card_of(house.types(ONE, "meetings")))["meetings.fact.answer"] == Text(
        "meetings.answer.none"
    )
    assert placed(house, planned, *PEOPLE) == [False, True, True, False]


def test_a_workshop_that_is_moved_has_all_its_places_free(full: tuple[House, Meeting]) -> None:
    """Everybody is asked again, and who answers first has one."""
    house, planned = full
    changes(house, planned, "move", **MOVED)
    says(house, planned, FOUR)

    assert counts(house, planned).going == 1
    assert counts(house, planned).waiting == 0
    assert facts(card_of(house.types(THREE, "meetings")))["meetings.fact.places"] == Text(
        "meetings.places.free", {"n": 1}
    )


def test_nobody_moves_up_once_it_has_begun(full: tuple[House, Meeting]) -> None:
    """There is nothing to come to in time."""
    house, planned = full
    house.waits_for(seconds=(planned.starts - house.clock.now() + timedelta(minutes=1)).total_seconds())
    says(house, planned, ONE, NO)
    house.carries_out()

    assert placed(house, planned, *PEOPLE) == [False, True, False, False]
    assert told(house, THREE) == []


def test_a_reminder_is_no_place(full: tuple[House, Meeting]) -> None:
    """Whoever waits reads in it that they do."""
    house, planned = full
    house.submits(THREE, "meetings.remind", way="mail", steps=("week", "hour"))
    house.waits_for(seconds=(planned.starts - timedelta(days=8) - house.clock.now()).total_seconds())
    for _ in range(26):
        house.lives_on(hours=1)
    (reminder,) = (each for each in house.letters(THREE) if each.subject.id == "meetings.remind.week")

    assert reminder.body[0] == Text("meetings.answer.waiting", {"n": 1})


def test_many_at_once_take_no_place_twice(crowded: House) -> None:
    """Nor do those who give theirs up leave one empty, or tell anybody twice."""
    people = [replace(ONE.called(f"c{number}"), name=f"Pat {number}") for number in range(8)]
    for who in people:
        crowded.joins(who)
    planned = workshop(crowded, places=3)
    at_once([partial(says, crowded, planned, who) for who in people])
    first = placed(crowded, planned, *people)
    going = [who for who, has in zip(people, first, strict=True) if has]
    at_once([partial(says, crowded, planned, who, NO) for who in going])
    crowded.carries_out()

    assert (len(going), counts(crowded, planned).going, counts(crowded, planned).waiting) == (3, 3, 2)
    assert sorted(map(len, (told(crowded, who) for who in people))) == [0] * 5 + [1] * 3
    assert crowded.arrived(Letter)
    assert meeting(crowded, planned.id).capacity == 3
