"""Changing a meeting: what asks again, what is only told, who comes second, what is too late."""

from functools import partial

import pytest

from bot.chat import Named
from bot.meetings.model import Meeting, State
from tests.core.cast import CLAIRE, DEV, FLO
from tests.core.house import House
from tests.core.meetings import (
    LINK,
    MOVED,
    cancels,
    changes,
    drafts,
    meeting,
    meeting_of,
    plans,
    presses,
    shown,
)
from tests.core.reading import actions, button, card_of, facts, form_of, problems, refusal, said
from tests.promises.cast import at_once


def counts(which: Meeting) -> tuple[int, int, int]:
    return which.sequence, which.news, which.revision


def test_moving_a_meeting_asks_again(house: House) -> None:
    """And says so; the form shows how it was."""
    planned = plans(house)
    form = form_of(presses(house, planned, "move"))
    card = card_of(changes(house, planned, "move", **MOVED))
    moved = meeting(house, planned.id)

    assert [field.value for field in form.fields] == ["2026-12-16", "13:00", "60"]
    assert said(card.body)[0] == "meetings.follows.asked"
    assert f"{moved.wall:%d %H:%M}" == "17 14:30"
    assert counts(moved) == (1, 2, 2)


def test_a_meeting_that_is_moved_twice_in_a_minute_is_where_it_was_moved_last(house: House) -> None:
    """Each move asks again."""
    planned = plans(house)
    changes(house, planned, "move", **MOVED)
    house.waits_for(seconds=20)
    changes(house, planned, "move", day="2026-12-18")
    moved = meeting(house, planned.id)

    assert f"{moved.wall:%d %H:%M}" == "18 14:30"
    assert counts(moved) == (2, 3, 3)


def test_another_length_asks_again(house: House) -> None:
    """Within what its kind allows."""
    planned = plans(house)
    changes(house, planned, "move", minutes="75")

    assert (meeting(house, planned.id).minutes, meeting(house, planned.id).sequence) == (75, 1)


@pytest.mark.parametrize("minutes", ["", "14", "121", "-60", "sixty", "٦٠", "1e2"])
def test_a_length_that_its_kind_does_not_allow_is_refused(house: House, minutes: str) -> None:
    """Nothing is changed."""
    planned = plans(house)

    assert problems(changes(house, planned, "move", minutes=minutes)).keys() == {"minutes"}
    assert meeting(house, planned.id) == planned


def test_a_meeting_is_moved_to_no_time_at_which_it_could_not_be_planned(house: House) -> None:
    """As when planning."""
    planned = plans(house)

    assert problems(changes(house, planned, "move", day="2025-12-16")) == {"day": "meetings.day.past"}
    gap = changes(house, planned, "move", day="2027-03-14", time="2:30 a.m.")
    assert problems(gap) == {"time": "meetings.time.gap"}


def test_a_theme_is_told_and_nobody_is_asked_again(house: House) -> None:
    """Months later, in both languages."""
    planned = plans(house)
    card = card_of(changes(house, planned, "theme", theme_en="Floods", theme_fr="Les crues"))

    assert said(card.body)[0] == "meetings.follows.told"
    assert facts(card)["meetings.fact.theme"] == Named("Floods", "Les crues")
    assert counts(meeting(house, planned.id)) == (0, 2, 2)


def test_a_link_can_come_later_and_go(house: House) -> None:
    """It is told, and nobody is asked again."""
    planned = plans(house, link="")
    changes(house, planned, "link", link=LINK)
    with_link = meeting(house, planned.id)
    changes(house, planned, "link", link="")

    assert (planned.link, with_link.link, meeting(house, planned.id).link) == ("", LINK, "")
    assert counts(meeting(house, planned.id)) == (0, 3, 3)
    assert problems(changes(house, planned, "link", link="zoom.example")) == {"link": "meetings.link.https"}


def test_what_is_left_as_it_was_is_no_change(house: House) -> None:
    """Nobody is told anything."""
    planned = plans(house)
    card = card_of(changes(house, planned, "move"))

    assert said(card.body)[0] == "meetings.unchanged"
    assert meeting(house, planned.id) == planned


def test_a_meeting_is_handed_over(house: House) -> None:
    """To whoever coordinates or facilitates; members are not written to."""
    other = plans(house, CLAIRE, day="2027-02-24")
    planned = plans(house)
    form = form_of(presses(house, planned, "hand"))
    offered = {str(choice.label) for choice in form.fields[0].choices}
    card = card_of(house.fills_in(FLO, form, facilitator=house.profile(CLAIRE).id))

    assert offered == {"Flo Marsh", "Claire Coté"}
    assert said(card.body)[0] == "meetings.follows.silent"
    assert facts(card)["meetings.fact.facilitator"] == ("Claire Coté",)
    assert counts(meeting(house, planned.id)) == (0, 1, 2)
    assert meeting(house, other.id) == other


def test_anybody_who_runs_meetings_can_take_one_over(house: House) -> None:
    """By handing it to themselves."""
    planned = plans(house)
    form = form_of(presses(house, planned, "hand", DEV))
    house.fills_in(DEV, form, facilitator=house.profile(DEV).id)

    assert meeting(house, planned.id).facilitators == (house.profile(DEV).id,)


def test_cancelling_shows_first_what_it_does(house: House) -> None:
    """And then there is nothing more to do about it."""
    planned = plans(house)
    asked = card_of(presses(house, planned, "cancel"))
    before = meeting(house, planned.id)
    card = card_of(cancels(house, planned))
    cancelled = meeting(house, planned.id)

    assert actions(asked) == ["meetings.cancelled", "meetings.run"]
    assert before == planned
    assert (cancelled.state, counts(cancelled)) == (State.CANCELLED, (1, 2, 2))
    assert actions(card) == ["meetings.list"]
    assert [entry.action for entry in house.audit()] == ["meeting_planned", "meeting_cancelled"]


@pytest.mark.parametrize("what", ["move", "theme", "link", "hand", "cancel", "cancelled"])
def test_of_what_was_cancelled_nothing_is_changed(house: House, what: str) -> None:
    """Whatever an older screen offers."""
    planned = plans(house)
    cancels(house, planned)

    assert refusal(house.presses(FLO, f"meetings.{what}", planned.id, 1)) == "refusal.meeting_cancelled"


@pytest.mark.parametrize("what", ["move", "theme", "link", "hand", "cancel", "cancelled"])
def test_of_what_has_begun_nothing_is_changed(house: House, what: str) -> None:
    """From its first second on."""
    planned = plans(house)
    house.waits_for(days=21, hours=1)

    assert refusal(house.presses(FLO, f"meetings.{what}", planned.id, 1)) == "refusal.meeting_begun"
    assert actions(shown(house, planned)) == ["questions.list", "meetings.roll", "meetings.list"]


def test_whoever_comes_second_sees_what_the_first_has_done(house: House) -> None:
    """A form that was open meanwhile changes nothing."""
    planned = plans(house)
    form = form_of(presses(house, planned, "theme", CLAIRE))
    changes(house, planned, "move", **MOVED)
    late = house.fills_in(CLAIRE, form, theme_en="Floods", theme_fr="")

    assert refusal(late) == "refusal.stale"
    assert meeting(house, planned.id).theme is None


def test_of_those_who_change_it_at_once_one_wins(crowded: House) -> None:
    """The others are told how it stands."""
    planned = plans(crowded)
    forms = [form_of(presses(crowded, planned, "move", who)) for who in (FLO, CLAIRE, DEV)]
    days = ["2026-12-17", "2026-12-18", "2026-12-21"]
    fill = [
        partial(crowded.fills_in, who, form, day=day, time="13:00", minutes="60")
        for who, form, day in zip((FLO, CLAIRE, DEV), forms, days, strict=True)
    ]
    answers = at_once(fill)
    stale = [answer for answer in answers if "refusal.stale" in said(card_of(answer).body)]

    assert len(stale) == 2
    assert counts(meeting(crowded, planned.id)) == (1, 2, 2)


def test_a_draft_is_changed_in_silence(house: House) -> None:
    """However often, it begins with the first sequence when everybody is invited."""
    draft = meeting_of(house, card_of(drafts(house)))
    changes(house, draft, "move", **MOVED)
    changes(house, draft, "theme", theme_en="Floods")
    card = shown(house, draft)
    house.clicks(FLO, button(card, "meetings.publish"))

    assert "meetings.card.draft" in said(card.body)
    assert counts(meeting(house, draft.id)) == (0, 3, 3)
    assert [entry.action for entry in house.audit()] == ["meeting_planned"]
