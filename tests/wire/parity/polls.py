"""What facilitators do with polls, and members with their ballots."""

from __future__ import annotations

from dataclasses import replace

from bot.polls import published
from bot.polls.model import Choice, Poll, Stage
from bot.polls.totals import Totals
from bot.ports import Unit
from bot.topics.model import State, Topic
from tests.wire.parity.acts import joins
from tests.wire.parity.meetings import PLAN as MEETING
from tests.wire.parity.meetings import plans
from tests.wire.parity.person import Given, Place

NEW: dict[str, Given] = {
    "title": "Which theme?",
    "method": "one",
    "day": "2026-12-02",
    "time": "17:00",
    "options": "Heat\nFloods\nTrees",
}
MANY = "\n".join(f"Option {number}" for number in range(1, 10))
ALONE = "mo@calgary.ca"


async def drafts(place: Place, **other: Given) -> None:
    claire = place["claire"]
    await claire.types("host", "poll")
    await claire.presses("polls.new")
    await claire.fills_in("polls.new", **NEW | other)


async def opens(place: Place) -> None:
    """The draft on the screen, seen in both languages first."""
    for action in ("polls.preview", "polls.preview_next", "polls.open"):
        await place["claire"].presses(action)
    await place.settles()


def the_latest(place: Place) -> Poll:
    return place.bot.storage.transact(lambda unit: unit.polls.in_stages(tuple(Stage), 1)[0])


def choice(place: Place, name: str) -> Choice | None:
    """What is in the latest box of theirs."""
    which, member = the_latest(place).id, place.known(name).id
    found = place.bot.storage.transact(lambda unit: unit.ballots.own(which, member))
    return found.choice if found else None


def totals(place: Place) -> Totals:
    which = the_latest(place).id
    return published.read(place.bot.storage.transact(lambda unit: unit.polls.totals(which))).totals


def a_theme_and_a_member_without_account(place: Place) -> str:
    """The theme is on the shortlist."""
    ana, now = place.known("ana"), place.clock.now()
    topic = Topic("t" * 26, "Shade", "en", ana.id, now, now, state=State.SHORTLISTED)

    def work(unit: Unit) -> None:
        unit.topics.add(topic)
        unit.profiles.add(replace(ana, id="m" * 26, address=ALONE))

    place.bot.storage.transact(work)
    return topic.id


async def members_vote_and_the_winner_becomes_the_theme(place: Place) -> None:
    """One of them changes their mind, another one adds an option; nobody has to close it."""
    ana, claire = place["ana"], place["claire"]
    await joins(place, "ana")
    await plans(place, **MEETING)
    topic = a_theme_and_a_member_without_account(place)
    await drafts(place, method="approval")
    await claire.presses("polls.topics")
    await claire.fills_in("polls.topics", topics=[topic])
    await claire.presses("polls.texts")
    await claire.fills_in(
        "polls.texts",
        title_en="Which theme?",
        title_fr="Quel thème?",
        options_en="Heat\nShade",
        options_fr="Canicule\nDe l’ombre",
    )
    await claire.presses("polls.rules")
    await claire.fills_in(
        "polls.rules", method="approval", limit="2", quorum="1", tie="drawn", deciding="person"
    )
    await claire.presses("polls.closes")
    await claire.fills_in("polls.closes", day="2026-12-03", time="17:00")
    await claire.presses("polls.scope")
    await claire.fills_in("polls.scope", meeting="none", may_add="yes")
    await opens(place)
    await ana.presses("polls.ballot")
    await ana.presses("polls.choose")
    await ana.fills_in("polls.choose", options=["1"])
    assert choice(place, "ana") == (1,)
    await ana.presses("polls.take_back")
    await ana.presses("polls.protected")
    await ana.presses("polls.again")
    await ana.presses("polls.suggest")
    await ana.fills_in("polls.suggest", text="Snow <!channel> @everyone")
    await ana.presses("polls.choose")
    await ana.fills_in("polls.choose", options=["2", "3"])
    await claire.types("host", "poll")
    await claire.presses("polls.run")
    await claire.presses("polls.move")
    await claire.fills_in("polls.move", day="2026-12-04", time="17:00")
    await place.passes(days=8, hours=6)
    await place.passes(seconds=1)
    await place.passes(hours=24)
    await ana.types("peer", "polls")
    await ana.presses("polls.results")
    await claire.types("host", "poll")
    await claire.presses("polls.run")
    await claire.presses("polls.theme")
    await claire.fills_in("polls.theme", meeting=claire.offers("meeting")[0])
    await place.settles()
    found = totals(place)

    assert (found.ballots, found.outcome.winner in (2, 3)) == (1, True)
    assert "Snow" in ana.sees()
    assert len(place.letters(ALONE)) == 3  # that it is open, a reminder, and the meeting's theme


async def ballots_are_pressed_and_ranked(place: Place) -> None:
    """By presses, as long as there are few options; from lists, where there are many."""
    ana, claire = place["ana"], place["claire"]
    await joins(place, "ana")
    await drafts(place)
    await claire.presses("polls.discard")
    await drafts(place)
    await opens(place)
    await ana.types("peer", "polls")
    await ana.presses("polls.vote")
    assert choice(place, "ana") in {(1,), (3,)}
    await drafts(place, method="ranked")
    await opens(place)
    await ana.types("peer", "home")
    await ana.presses("polls.mine")
    await ana.presses("polls.ballot")
    await ana.presses("polls.rank")
    await ana.presses("polls.rank")
    await ana.presses("polls.ranked")
    assert len(choice(place, "ana") or ()) == 2
    await drafts(place, method="ranked", options=MANY)
    await opens(place)
    await ana.presses("polls.ballot")
    for number in ("9", "2"):
        await ana.presses("polls.next")
        await ana.fills_in("polls.next", option=number)
    await ana.presses("polls.ranked")
    assert choice(place, "ana") == (9, 2)
    await claire.presses("polls.withdraw")
    await claire.presses("polls.withdrawn")
    await claire.presses("polls.list")
    await place.settles()

    assert the_latest(place).stage is Stage.WITHDRAWN
    assert choice(place, "ana") is None
