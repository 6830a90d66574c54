"""The card in the members' rooms: turnout alone while it is open, on a grid of time and never by a vote."""

from datetime import UTC, datetime, timedelta

from bot.chat import Room, Text
from bot.deliveries import Edit, Post
from bot.outbox import Outcome, Result
from bot.polls.posting import on_grid
from bot.replies import Replace, Say
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.reading import actions, button, facts, said
from tests.core.voting import closes, hangs, opened, votes


def turnout(house: House, which: object) -> object:
    fact = facts(hangs(house, which))["polls.fact.turnout"]  # type: ignore[arg-type]
    assert isinstance(fact, Text)
    return fact.values["n"]


def test_it_hangs_in_the_members_room_of_every_platform(ana: House) -> None:
    """With what is asked, until when, and the way to the ballot."""
    which = opened(ana)
    posts = [x for x in ana.carries_out() if isinstance(x, Post)]
    card = hangs(ana, which)

    assert [(x.platform, x.room) for x in posts] == [("slack", Room.MEMBERS), ("discord", Room.MEMBERS)]
    assert actions(card) == ["polls.ballot"]
    assert facts(card)["polls.fact.closes"] == which.closes
    assert "polls.card.secret" in said(card.body)


def test_no_vote_edits_it(ana: House) -> None:
    """Nor does it write an errand."""
    which = opened(ana)
    ana.carries_out()
    votes(ana, which, 1)

    assert ana.carries_out() == []
    assert turnout(ana, which) == 0


def test_turnout_is_brought_up_to_date_at_the_next_moment_of_the_grid(ana: House) -> None:
    """Once, however many have voted until then; where nothing has changed, nothing is edited."""
    ana.joins(LUC)
    which = opened(ana)
    ana.carries_out()
    for who in (ANA, LUC):
        votes(ana, which, 1, who)
    before = [x for x in ana.lives_on(minutes=9, seconds=59) if isinstance(x, Edit)]
    at = [x for x in ana.lives_on(seconds=1) if isinstance(x, Edit)]
    after = [x for x in ana.lives_on(minutes=10) if isinstance(x, Edit)]

    assert (len(before), len(at), len(after)) == (0, 2, 0)
    assert turnout(ana, which) == 2


def test_the_grid_is_the_same_for_everybody() -> None:
    """Every ten minutes, whenever a poll was opened."""
    noon = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)

    assert [on_grid(noon + timedelta(minutes=n, seconds=7)) for n in (0, 9, 10)] == [
        noon, noon, noon + timedelta(minutes=10),
    ]  # fmt: skip


def test_one_that_was_deleted_is_put_up_anew(ana: House) -> None:
    """At the next occasion, and told to nobody."""
    which = opened(ana)
    ana.carries_out()
    votes(ana, which, 1)
    ana.fates[Edit] = Outcome(Result.NEVER, code="message_gone")
    ana.lives_on(minutes=10)
    del ana.fates[Edit]

    assert turnout(ana, which) == 1
    assert len([x for x in ana.arrived(Post) if x.card.title.id == "polls.card.open"]) == 4


def test_whoever_presses_it_is_answered_alone(ana: House) -> None:
    """What hangs for everybody stays as it is; once it has closed it shows everybody what came of it."""
    which = opened(ana)
    ana.carries_out()
    vote = button(hangs(ana, which), "polls.ballot")
    alone = ana.clicks(ANA, vote)
    closes(ana, which)
    late = ana.clicks(ANA, vote)

    assert isinstance(alone.reply, Say)
    assert isinstance(late.reply, Replace)
    assert late.reply.card == hangs(ana, which)
