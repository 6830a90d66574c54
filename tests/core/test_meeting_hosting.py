"""The facilitators' room: interpreters ten days before, a list an hour before, counts and questions after."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.chat import Named, Room, Text
from bot.deliveries import Post
from bot.meetings.feedback import Question
from bot.meetings.model import Interpretation
from tests.core.cast import ANA, FLO, LUC, Actor
from tests.core.house import NETWORK, House
from tests.core.meetings import MOVED, cancels, changes, meeting, plans, presses, shown
from tests.core.reading import actions, button, card_of, facts, form_of, refusal, said, title
from tests.core.test_meeting_reminding import everywhere
from tests.stores import sqlite_url

HOUR = timedelta(hours=1)
AFTER = ("meetings.hosts.after", "meetings.rate.post", "questions.receipt.over")


def told(house: House, end: datetime) -> list[tuple[datetime, str]]:
    """What is posted about meetings beside reminders until then, and when."""
    return [
        (house.clock.now(), each.card.title.id)
        for each in house.lives_until(end)
        if isinstance(each, Post) and "remind" not in each.card.title.id
    ]


def last(house: House, room: Room = Room.FACILITATORS) -> Post:
    return [post for post in house.arrived(Post) if post.room is room][-1]


def test_those_who_run_it_are_told_at_their_moments(ana: House) -> None:
    """In their room on each platform; afterwards the members are asked in theirs."""
    planned = plans(ana)
    found = told(ana, planned.ends + HOUR)
    before = [planned.starts - each for each in (timedelta(days=10), HOUR, HOUR / 4)]
    moments = [*before, *[planned.ends] * 3]
    names = ["meetings.hosts.interpretation", "meetings.hosts.checklist", "meetings.unrecorded.post", *AFTER]

    assert found == [(at, name) for at, name in zip(moments, names, strict=True) for _ in NETWORK.platforms]


def test_the_decision_on_interpreters_shows_how_many_wish_for_them(ana: House) -> None:
    """With the way to decide; what is decided is not asked again."""
    planned = plans(ana)
    ana.presses(ANA, "meetings.going", planned.id)
    ana.presses(ANA, "meetings.wish", planned.id)
    told(ana, planned.starts - timedelta(days=9))
    card = last(ana).card

    assert Text("meetings.hosts.wishes", {"n": 1}) in card.body
    assert "meetings.hosts.decide" in said(card.body)
    form = form_of(ana.clicks(FLO, button(card, "meetings.details")))
    ana.fills_in(FLO, form, languages="both", interpretation="planned", breakouts="no")
    decided = meeting(ana, planned.id)
    assert (decided.interpretation, decided.languages) == (Interpretation.PLANNED, ("en", "fr"))


def test_small_groups_are_warned_about_where_interpreters_may_come(ana: House) -> None:
    """Without interpreters there is nothing to warn about."""
    planned = plans(ana)
    warned = card_of(changes(ana, planned, "details", breakouts="yes"))
    silent = card_of(changes(ana, planned, "details", breakouts="yes", interpretation="none"))

    assert "meetings.breakouts" in said(warned.body)
    assert "meetings.breakouts" not in said(silent.body)
    assert Text("meetings.interpretation.none") in facts(card_of(ana.types(ANA, "meetings"))).values()


def test_the_list_an_hour_before_has_what_to_look_after(tmp_path: Path) -> None:
    """No recording, no assistant, the interpreters, the lands, and how the hour may go."""
    lands = Named("On these lands", "Sur ces terres")
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, acknowledgement=lands))
    planned = plans(house)
    changes(house, planned, "details", interpretation="planned")
    told(house, planned.starts)
    card = last(house).card
    show = [text.values["at"] for text in card.body[2] if isinstance(text, Text)]  # type: ignore[union-attr] # lines

    checks = {"sign_in", "waiting_room", "assistants", "recording", "interpreters"}
    assert {f"meetings.check.{each}" for each in checks} <= set(said(card.body))
    assert show == ["13:00", "13:06", "13:18", "13:42", "13:54"]
    assert lands in card.body
    house.close()


def test_a_webinar_may_be_recorded_and_is_not_checked_for_that(ana: House) -> None:
    """Everything else is."""
    planned = plans(ana, kind="webinar")
    told(ana, planned.starts)

    assert "meetings.check.recording" not in said(last(ana).card.body)
    assert "meetings.check.sign_in" in said(last(ana).card.body)


@pytest.mark.parametrize("what", ["move", "cancel"])
def test_of_a_moment_that_was_given_up_nothing_is_told(ana: House, what: str) -> None:
    """A moved meeting has moments of its own."""
    planned = plans(ana)
    told(ana, planned.starts - timedelta(days=2))
    changes(ana, planned, "move", **MOVED) if what == "move" else cancels(ana, planned)
    found = [name for _, name in told(ana, planned.ends + timedelta(days=2))]

    names = ["meetings.hosts.checklist", "meetings.unrecorded.post", *AFTER]
    assert found == (everywhere(names) if what == "move" else [])


def test_a_bot_that_starts_late_tells_what_is_still_of_use(ana: House) -> None:
    """Of before the meeting, once it has begun, only that it is not recorded."""
    planned = plans(ana)
    ana.waits_for(seconds=(planned.starts + HOUR / 2 - ana.clock.now()).total_seconds())
    begun = told(ana, ana.clock.now() + timedelta(minutes=5))
    after = [name for _, name in told(ana, planned.ends + HOUR)]

    assert [name for _, name in begun] == everywhere(["meetings.unrecorded.post"])
    assert after == everywhere(AFTER)


# ---- the note


def test_a_note_is_posted_and_stands_where_members_look(ana: House) -> None:
    """In both languages; nobody's calendar is told."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    card = card_of(changes(ana, planned, "note", note_en="Why meet?", note_fr="Pourquoi?"))
    ana.carries_out()
    note = Named("Why meet?", "Pourquoi?")

    assert said(card.body)[0] == "meetings.follows.silent"
    assert last(ana, Room.MEMBERS).card.body == (note, Text("meetings.not_recorded"))
    assert note in card_of(ana.types(ANA, "meetings")).body
    assert facts(shown(ana, planned))["meetings.fact.note"] == note
    assert meeting(ana, planned.id).news == 1


def test_a_note_that_was_corrected_at_once_is_posted_once(ana: House) -> None:
    """As it is in the end."""
    planned = plans(ana)
    for note in ("Why met?", "Why meat?", "Why meet?"):
        changes(ana, planned, "note", note_en=note)
    posts = [each for each in ana.carries_out() if isinstance(each, Post)]

    assert [post.card.body[0] for post in posts] == [Named("Why meet?", "Why meet?")] * len(NETWORK.platforms)


def test_a_note_on_a_draft_is_posted_nowhere(ana: House) -> None:
    """Nor one that was emptied, nor the same once more."""
    planned = plans(ana)
    for note in ("Why meet?", "Why meet?", ""):
        changes(ana, planned, "note", note_en=note)
    posts = [each for each in ana.carries_out() if isinstance(each, Post)]

    assert posts == []


def test_whoever_sees_no_room_reads_the_note_in_their_mail(ana: House) -> None:
    """In the next reminder, and with whatever their calendar is told from then on."""
    ana.submits(ANA, "meetings.remind", way="mail", steps=("week",))
    planned = plans(ana)
    changes(ana, planned, "note", note_en="Why meet?", note_fr="Pourquoi?")
    told(ana, planned.starts - timedelta(days=6))
    note = Named("Why meet?", "Pourquoi?")
    invited, reminded = ana.letters(ANA)[-2:]

    assert invited.invitation
    assert reminded.subject.id == "meetings.remind.week"
    assert all(note in body for body in (invited.body, invited.invitation.body, reminded.body))


def test_a_note_on_a_webinar_says_nothing_of_recording(ana: House) -> None:
    """That it is not recorded holds for all else."""
    changes(ana, plans(ana, kind="webinar"), "note", note_en="Why meet?")
    ana.carries_out()

    assert said(last(ana, Room.MEMBERS).card.body) == []


# ---- the three questions


def rates(house: House, which: str, *marks: int, who: Actor = ANA) -> str:
    """One press for each; the title in the end."""
    answer = house.presses(who, "meetings.rate", which)
    for mark in marks:
        answer = house.clicks(who, card_of(answer).buttons[mark - 1])
    return title(answer)


def test_the_questions_are_asked_one_after_the_other(ana: House) -> None:
    """Each once; who comes back goes on where they were."""
    planned = plans(ana)
    told(ana, planned.ends + HOUR)
    (asked, *_) = [post for post in ana.arrived(Post) if post.card.title.id == "meetings.rate.post"]
    first = card_of(ana.clicks(ANA, button(asked.card, "meetings.rate")))

    assert actions(first) == ["meetings.rate_informed"] * 5
    assert rates(ana, planned.id, 4) == "meetings.rate.title"
    assert rates(ana, planned.id, 5, 5) == "meetings.rate.done"
    assert rates(ana, planned.id) == "meetings.rate.done"


def test_means_are_shown_from_five_on(ana: House) -> None:
    """To those who run it; of fewer nothing is said."""
    planned = plans(ana)
    people = [replace(ANA.called(f"a{number}"), name=f"Ana {number}") for number in range(4)]
    for who in people:
        ana.joins(who)
    told(ana, planned.ends + HOUR)
    for who in people:
        rates(ana, planned.id, 5, who=who)
    before = facts(shown(ana, planned))
    rates(ana, planned.id, 4, 3)

    assert "meetings.fact.feedback" not in before
    assert facts(shown(ana, planned))["meetings.fact.feedback"] == (
        Text("meetings.mean.informed", {"whole": 4, "tenth": 8, "n": 5}),
    )


@pytest.mark.parametrize("hours", [0, 21 * 24, 30 * 24])
def test_the_questions_are_open_in_the_week_after_it(ana: House, hours: int) -> None:
    """Not before it is over, nor later, nor with a mark that there is not."""
    planned = plans(ana)
    ana.waits_for(hours=hours)
    early_or_late = ana.presses(ANA, "meetings.rate", planned.id)
    ana.waits_for(seconds=max((planned.ends - ana.clock.now()).total_seconds(), 0))

    assert refusal(early_or_late) == "refusal.questions_closed"
    assert refusal(ana.presses(LUC, "meetings.rate", planned.id)) == "refusal.not_allowed"
    if hours <= 21 * 24:
        assert refusal(ana.presses(ANA, "meetings.rate_informed", planned.id, 6)) == "refusal.unknown"
        assert rates(ana, planned.id) == "meetings.rate.title"
    assert ana.storage.transact(lambda unit: dict(unit.feedback.means(planned.id))) == {}
    assert {*Question} == {Question.INFORMED, Question.MOTIVATED, Question.TOGETHER}


def test_details_are_shown_as_they_are(ana: House) -> None:
    """In the form that changes them."""
    planned = plans(ana)
    changes(ana, planned, "details", languages="fr", breakouts="yes")
    form = form_of(presses(ana, planned, "details"))

    assert [field.value for field in form.fields] == ["fr", "open", "yes"]
