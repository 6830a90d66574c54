"""Planning a meeting: what is taken, what is pointed out, and that nobody hears of a draft."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.answers import Given
from bot.chat import Local, Named, Text
from bot.meetings.model import State
from tests.core.cast import ANA, CLAIRE, FLO, FRENCH, LUC, Actor
from tests.core.house import NETWORK, House
from tests.core.meetings import LINK, PLAN, drafts, meeting, meeting_of, plans, presses, shown
from tests.core.reading import actions, button, card_of, facts, problems, refusal, said, title, written
from tests.stores import sqlite_url

WALL = datetime(2026, 12, 16, 13, 0)  # noqa: DTZ001 - a wall time
FLO_IN_FRENCH = replace(FLO, user="flore", reader=FRENCH)


@pytest.mark.parametrize("who", [FLO, CLAIRE])
def test_a_meeting_is_seen_before_anybody_hears_of_it(house: House, who: Actor) -> None:
    """By a facilitator or a coordinator, with all that was filled in."""
    card = card_of(drafts(house, who, theme="Floods"))
    draft = meeting_of(house, card)

    assert "meetings.card.draft" in said(card.body)
    assert facts(card)["meetings.fact.when"] == Local(draft.starts, "America/Toronto")
    assert (draft.wall, draft.minutes, draft.state, draft.link) == (WALL, 60, State.DRAFT, LINK)
    assert facts(card)["meetings.fact.theme"] == Named("Floods", "Floods")
    assert house.lives_on(minutes=5) == []
    assert [entry.action for entry in house.audit()] == []


def test_a_press_invites_everybody(house: House) -> None:
    """Which the audit says, and the card from then on."""
    card = card_of(house.clicks(FLO, button(card_of(drafts(house)), "meetings.publish")))

    assert said(card.body)[0] == "meetings.published"
    assert meeting_of(house, card).state is State.PLANNED
    assert facts(card)["meetings.fact.theme"] == Text("meetings.theme.open")
    assert [entry.action for entry in house.audit()] == ["meeting_planned"]
    assert "meetings.publish" not in actions(card)


def test_a_theme_is_in_the_language_of_whoever_plans(house: House) -> None:
    """It stands for both until there is another one."""
    english, french = plans(house, theme="Floods"), plans(house, FLO_IN_FRENCH, theme="Les crues")

    assert (english.theme_en, english.theme_fr) == ("Floods", "")
    assert (french.theme_en, french.theme_fr) == ("", "Les crues")
    assert french.theme == Named("Les crues", "Les crues")


@pytest.mark.parametrize(
    "field, typed, problem",
    [
        ("day", "", "answers.required"),
        ("day", "soon", "meetings.day.unreadable"),
        ("day", "2025-12-16", "meetings.day.past"),
        ("day", "2026-11-24", "meetings.day.past"),
        ("day", "2027-12-16", "meetings.day.far"),
        ("day", "jeudi 16 décembre 2026", "meetings.day.weekday"),
        ("time", "1:00", "meetings.time.which"),
        ("time", "25:00", "meetings.time.unreadable"),
        ("kind", "party", "answers.choice"),
        ("theme", "Floods\x07", "answers.control"),
        ("theme", "F\nloods", "answers.one_line"),
        ("theme", "x" * 121, "answers.too_long"),
        ("link", "http://meet.example/1", "meetings.link.https"),
        ("link", "meet.example/1", "meetings.link.https"),
        ("link", "https://", "meetings.link.https"),
        ("link", "https://meet", "meetings.link.https"),
        ("link", "https://ana:secret@meet.example/", "meetings.link.https"),
        ("link", "https://meet.example:x/", "meetings.link.https"),
        ("link", "https://meet.example/ 1", "meetings.link.https"),
        ("link", "https://meet.example/>", "meetings.link.https"),
        ("link", "https://meet.exämple/", "meetings.link.https"),
        ("link", "javascript:alert(1)//https://meet.example", "meetings.link.https"),
        ("link", "https://meet.example/\u202e1", "answers.control"),
        ("link", "https://meet.example/" + "x" * 480, "answers.too_long"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(house: House, field: str, typed: str, problem: str) -> None:
    """And nothing is written down."""
    assert problems(drafts(house, FLO, **{field: typed})) == {field: problem}
    assert actions(card_of(house.hosts(FLO, "meeting"))) == ["meetings.plan"]


def test_all_that_is_wrong_is_told_at_once(house: House) -> None:
    """Whatever else is right."""
    wrong: dict[str, Given] = {"day": "", "time": "late", "link": "ftp://x.example"}

    assert problems(drafts(house, FLO, **wrong)) == {
        "day": "answers.required",
        "time": "meetings.time.unreadable",
        "link": "meetings.link.https",
    }


@pytest.mark.parametrize(
    "day, time, problem",
    [
        ("2027-03-14", "2:30 am", {"time": "meetings.time.gap"}),
        ("2027-11-07", "1:30 am", {"time": "meetings.time.fold"}),
        ("2026-11-25", "12:00", {"time": "meetings.time.past"}),
    ],
)
def test_a_time_that_does_not_exist_comes_twice_or_has_passed_is_refused(
    house: House, day: str, time: str, problem: dict[str, str]
) -> None:
    """To the minute."""
    assert problems(drafts(house, day=day, time=time)) == problem


def test_today_there_is_still_time(house: House) -> None:
    """From the next minute on."""
    assert plans(house, day="2026-11-25", time="12:01").wall.day == 25


@pytest.mark.parametrize(
    "day, remarks",
    [
        ("2026-12-16", []),
        ("2026-12-19", ["weekend"]),
        ("2026-12-25", ["holiday"]),
        ("2026-12-26", ["weekend", "holiday"]),
        ("2027-03-26", ["gap"]),
    ],
)
def test_what_is_worth_a_second_look_is_pointed_out(tmp_path: Path, day: str, remarks: list[str]) -> None:
    """And forbids nothing: whoever plans decides."""
    holidays = frozenset({date(2026, 12, 25), date(2026, 12, 26)})
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, holidays=holidays))
    card = card_of(drafts(house, day=day))

    assert [line for line in said(card.body) if "remark" in line] == [f"meetings.remark.{r}" for r in remarks]
    assert "meetings.publish" in actions(card)
    house.close()


def test_a_fifth_meeting_in_a_year_is_pointed_out(house: House) -> None:
    """Workshops and webinars do not count, nor drafts, nor what was cancelled."""
    for day in ("2027-01-13", "2027-02-24", "2027-04-28"):
        plans(house, day=day)
    for kind in ("webinar", "workshop"):
        plans(house, day="2027-05-19", kind=kind)
    drafts(house, day="2027-06-16")
    fourth = card_of(drafts(house, day="2027-08-18"))
    house.clicks(FLO, button(fourth, "meetings.publish"))
    fifth = card_of(drafts(house, day="2027-09-22"))

    assert "meetings.remark.often" not in said(fourth.body)
    assert "meetings.remark.often" in said(fifth.body)


def test_what_nobody_was_invited_to_can_be_thrown_away(house: House) -> None:
    """And is gone."""
    card = card_of(drafts(house))
    draft = meeting_of(house, card)
    gone = house.clicks(FLO, button(card, "meetings.discard"))

    assert title(gone) == "meetings.discarded.title"
    assert house.storage.transact(lambda unit: unit.meetings.get(draft.id)) is None
    assert refusal(house.clicks(FLO, button(card, "meetings.publish"))) == "refusal.unknown"


def test_an_old_draft_on_the_screen_invites_nobody(house: House) -> None:
    """It has been changed, or sent, since."""
    card = card_of(drafts(house))
    house.clicks(CLAIRE, button(card, "meetings.publish"))

    assert refusal(house.clicks(FLO, button(card, "meetings.publish"))) == "refusal.stale"
    assert refusal(house.clicks(FLO, button(card, "meetings.discard"))) == "refusal.stale"
    assert meeting_of(house, card).revision == 1


def test_a_draft_whose_moment_has_passed_invites_nobody(house: House) -> None:
    """It needs another time first."""
    card = card_of(drafts(house))
    house.waits_for(days=30)

    assert refusal(house.clicks(FLO, button(card, "meetings.publish"))) == "refusal.meeting_past"
    assert meeting_of(house, card).state is State.DRAFT


def test_what_is_at_hand_is_listed_with_a_button_for_each(house: House) -> None:
    """The next one first, drafts too; what is over is not."""
    later, sooner = plans(house, day="2027-02-24"), plans(house)
    drafts(house, day="2027-01-20")
    card = card_of(house.hosts(FLO, "meeting"))
    house.waits_for(days=60)

    assert [each.subject for each in card.buttons][1::2] == [sooner.id, later.id]
    assert [text.values["number"] for text in card.body[0]] == [1, 2, 3]  # type: ignore[union-attr] # lines
    assert [each.subject for each in card_of(house.presses(FLO, "meetings.list", "all")).buttons][1:] == [
        later.id
    ]


def test_one_is_found_by_its_reference(house: House) -> None:
    """As it is quoted; there is none with another one."""
    planned = plans(house)
    nobody = house.hosts(FLO, "meeting", "ABCDEF")

    assert card_of(house.hosts(FLO, "meeting", planned.reference)) == shown(house, planned)
    assert (refusal(nobody), written(card_of(nobody).body)) == ("refusal.no_such_meeting", ["ABCDEF"])
    assert refusal(house.hosts(FLO, "meeting", "!" * 99)) == "refusal.no_such_meeting"


@pytest.mark.parametrize("who", [ANA, LUC])
def test_members_and_newcomers_plan_nothing(house: House, who: Actor) -> None:
    """Nor do they see drafts."""
    house.joins(ANA)
    planned = plans(house)
    tries = [
        house.hosts(who, "meeting"),
        house.submits(who, "meetings.plan", "new", 0, **PLAN),
        *(house.presses(who, f"meetings.{x}", planned.id, 1) for x in ("run", "move", "cancelled", "hand")),
    ]

    assert {refusal(answer) for answer in tries} == {"refusal.not_allowed"}
    assert meeting(house, planned.id) == planned


def test_a_peer_meeting_says_that_it_is_not_recorded(house: House) -> None:
    """A public webinar may be, and says nothing."""
    peer, webinar = plans(house), plans(house, kind="webinar")

    assert "meetings.not_recorded" in said(shown(house, peer).body)
    assert "meetings.not_recorded" not in said(shown(house, webinar).body)


def test_a_meeting_that_there_is_not_is_unknown(house: House) -> None:
    """Whatever is pressed."""
    planned = plans(house)
    house.storage.transact(lambda unit: unit.meetings.get(planned.id))

    assert refusal(house.presses(FLO, "meetings.run", "nothere")) == "refusal.unknown"
    assert refusal(house.presses(FLO, "meetings.publish", "nothere", 1)) == "refusal.unknown"
    assert title(presses(house, planned, "cancel")) == "meetings.cancel.title"
