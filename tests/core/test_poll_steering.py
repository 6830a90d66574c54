"""What those who run it may do with an open poll, and what its outcome is made of."""

from datetime import timedelta

import pytest

from bot.answers import Given
from bot.chat import Room
from bot.deliveries import Direct, Post
from bot.polls.model import Poll, Stage
from bot.topics.model import State
from tests.core.cast import ANA, CLAIRE, FLO, LUC
from tests.core.house import House
from tests.core.meetings import invitations, meeting, plans, seats
from tests.core.reading import actions, button, card_of, form_of, problems, refusal, said, title
from tests.core.voting import (
    changes,
    choice,
    closes,
    drafted,
    hangs,
    opened,
    opens,
    poll,
    presses,
    shortlist,
    shown,
    votes,
)


@pytest.fixture
def voted(ana: House) -> Poll:
    """One ballot is in the box."""
    which = opened(ana)
    votes(ana, which, 2)
    ana.carries_out()
    return which


def told(house: House) -> list[str]:
    """What the members read of it in their room, on one platform."""
    posts = [x for x in house.arrived(Post) if x.room is Room.MEMBERS and x.platform == "slack"]
    return [x.card.title.id for x in posts if x.card.title.id.startswith("polls.notice")]


@pytest.mark.parametrize("day", ["2026-11-26", "2026-12-16"])
def test_it_closes_at_another_moment_with_notice(ana: House, voted: Poll, day: str) -> None:
    """Earlier or later: members are told, and ballots stay."""
    changes(ana, voted, "move", day=day)
    ana.carries_out()
    now = poll(ana, voted.id)

    assert f"{now.closes:%Y-%m-%d}" == day
    assert told(ana) == ["polls.notice.moved"]
    assert closes(ana, voted).counts[1] == (2, 1)


def test_nobody_is_cut_short_without_an_hours_notice(ana: House, voted: Poll) -> None:
    """Nor is it moved to where it is."""
    soon: dict[str, Given] = {"day": "2026-11-25", "time": "12:30"}

    assert problems(changes(ana, voted, "move", FLO, **soon)) == {"time": "polls.move.notice"}
    assert "polls.unchanged" in said(card_of(changes(ana, voted, "move")).body)
    assert told(ana) == []


def test_in_its_last_hour_it_can_only_be_extended(ana: House, voted: Poll) -> None:
    """And once it has closed, not any more."""
    ana.clock.push(voted.closes - ana.clock.now() - timedelta(minutes=30))
    form = form_of(presses(ana, voted, "move"))
    extended = ana.fills_in(FLO, form, day="2026-12-02", time="17:30")
    ana.clock.push(timedelta(hours=2))
    ana.app.tick()

    assert "polls.moved" in said(card_of(extended).body)
    assert refusal(ana.fills_in(FLO, form, day="2026-12-09", time="17:30")) == "refusal.stale"
    assert refusal(ana.presses(FLO, "polls.move", voted.id, 4)) == "refusal.poll_not_open"


def test_one_that_is_withdrawn_is_never_counted(ana: House, voted: Poll) -> None:
    """After it was asked twice; its ballots are gone at once."""
    confirm = card_of(presses(ana, voted, "withdraw"))
    ana.clicks(FLO, button(confirm, "polls.withdrawn"))
    ana.carries_out()

    assert poll(ana, voted.id).stage is Stage.WITHDRAWN
    assert choice(ana, voted) is None
    assert refusal(votes(ana, voted, 1)) == "refusal.poll_withdrawn"
    assert (told(ana), hangs(ana, voted).title.id) == (["polls.notice.withdrawn"], "polls.card.withdrawn")
    assert refusal(ana.clicks(CLAIRE, button(confirm, "polls.withdrawn"))) == "refusal.stale"


# ---- the winner becomes the theme


def chosen(house: House, **scope: Given) -> tuple[Poll, str]:
    """Closed; a topic of Luc's has won."""
    house.joins(LUC)
    topic = shortlist(house, "De l’ombre", LUC)
    draft = drafted(house)
    changes(house, draft, "topics", topics=(topic,))
    if scope:
        changes(house, draft, "scope", FLO, **scope)
    opens(house, draft)
    votes(house, draft, 4)
    closes(house, draft)
    return draft, topic


def test_it_becomes_the_theme_of_its_meeting_and_nobody_is_asked_again(ana: House) -> None:
    """Calendars hear of it under the same sequence; answers stay."""
    planned = plans(ana)
    ana.lives_on(seconds=1)
    ana.clicks(ANA, button(card_of(ana.types(ANA, "meetings")), "meetings.going"))
    which, _ = chosen(ana, meeting=planned.id)
    answer = presses(ana, which, "theme")
    ana.lives_on(seconds=1)
    now = meeting(ana, planned.id)

    assert (now.theme_en, now.theme_fr, now.sequence) == ("", "De l’ombre", planned.sequence)
    assert "meetings.follows.told" in said(card_of(answer).body)
    assert [each.sequence for each in invitations(ana)] == [0, 0]
    assert [x.answer for x in invitations(ana)][-1] == "going"
    assert len(seats(ana)) == 1


def test_whoever_brought_it_is_thanked_once(ana: House) -> None:
    """And it stands there as chosen."""
    planned = plans(ana)
    which, topic = chosen(ana, meeting=planned.id)
    card = shown(ana, which)
    ana.clicks(FLO, button(card, "polls.theme"))
    again = ana.clicks(CLAIRE, button(card, "polls.theme"))
    ana.lives_on(seconds=1)
    found = ana.storage.transact(lambda unit: unit.topics.get(topic))
    thanks = [x for x in ana.directs(LUC) if "chosen" in x.card.title.id]

    assert refusal(again) == "refusal.stale"
    assert found is not None
    assert found.state is State.CHOSEN
    assert len(thanks) == 1
    assert "polls.theme" not in actions(shown(ana, which))


def test_one_that_was_on_its_own_asks_for_which_meeting(ana: House) -> None:
    """Of those that are ahead; where there is none, it says so."""
    which, _ = chosen(ana)
    nothing = presses(ana, which, "theme")
    planned = plans(ana)
    form = form_of(presses(ana, which, "theme"))
    wrong = ana.fills_in(FLO, form, meeting="another")
    ana.fills_in(FLO, form, meeting=planned.id)

    assert refusal(nothing) == "refusal.no_meeting_ahead"
    assert problems(wrong) == {"meeting": "answers.choice"}
    assert meeting(ana, planned.id).theme_fr == "De l’ombre"


def test_what_has_no_winner_becomes_no_theme(ana: House) -> None:
    """Nor does what is still open."""
    plans(ana)
    which = opened(ana)

    assert refusal(ana.presses(FLO, "polls.theme", which.id, 1)) == "refusal.no_outcome"
    closes(ana, which)
    assert refusal(ana.presses(FLO, "polls.theme", which.id, 3)) == "refusal.no_outcome"


def test_the_draft_of_the_outcome_reaches_those_who_run_it(ana: House) -> None:
    """With the button that makes it a theme."""
    chosen(ana)
    drafts = [x for x in ana.arrived(Post) if x.room is Room.FACILITATORS]

    assert [x.platform for x in drafts] == ["slack", "discord"]
    assert actions(drafts[0].card) == ["polls.theme", "polls.list"]
    assert not [x for x in ana.arrived(Direct) if "chosen" in x.card.title.id]


def test_of_a_withdrawn_poll_the_list_still_tells(ana: House, voted: Poll) -> None:
    """With what became of it."""
    ana.clicks(FLO, button(card_of(presses(ana, voted, "withdraw")), "polls.withdrawn"))

    assert "polls.stage.withdrawn" in said(card_of(ana.hosts(FLO, "poll")).body)
    assert title(ana.presses(FLO, "polls.run", voted.id)) == "polls.title.english"
