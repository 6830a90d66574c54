"""What members do about themes, and what facilitators do with these."""

from __future__ import annotations

from bot.ports import Unit
from bot.topics.model import State, Topic
from tests.wire.parity.acts import address, joins
from tests.wire.parity.person import Given, Person, Place

NASTY = "Floods <!channel>"
WHY = "The river rose, @everyone <@U1> *x* [y](https://a.example)."
SUGGESTED: dict[str, Given] = {"title": NASTY, "language": "en", "shown": "no"}


async def suggests(who: Person, **other: Given) -> None:
    await who.types("peer", "topic")
    await who.fills_in("topics.suggest", **SUGGESTED | other)


def topics(place: Place) -> list[Topic]:
    """Those that are open, on the shortlist or merged, the oldest first."""

    def work(unit: Unit) -> list[Topic]:
        return list(unit.topics.listed((State.SHORTLISTED, State.OPEN, State.MERGED, State.PARKED), 0, 99))

    return sorted(place.bot.storage.transact(work), key=lambda topic: topic.created)


async def members_suggest_and_support_themes(place: Place) -> None:
    """One from the panel; the other is shown what is like theirs, supports it, and thinks again."""
    ana, luc = place["ana"], place["luc"]
    for name in ("ana", "luc"):
        await joins(place, name)
    await ana.types("peer", "home")
    await ana.presses("topics.list")
    await ana.presses("topics.suggest")
    await ana.fills_in("topics.suggest", **SUGGESTED | {"why": WHY, "tags": ["water"]})
    await suggests(luc, title="Inondations", language="fr")
    await luc.presses("topics.instead")
    assert [topic.supporters for topic in topics(place)] == [2]
    await suggests(luc, title="Les inondations", language="fr")
    await luc.presses("topics.post")
    assert len(topics(place)) == 2
    await luc.presses("topics.take_back")
    await luc.presses("topics.taken_back")
    await luc.types("peer", "topics", topics(place)[0].reference)
    await luc.presses("topics.withdraw")
    await luc.types("peer", "topics")
    await luc.presses("topics.look")
    await luc.presses("topics.support")
    (topic,) = topics(place)

    assert (topic.title, topic.tags, topic.supporters) == (NASTY, ("water",), 2)
    assert ana.called not in luc.sees()


async def facilitators_gather_themes(place: Place) -> None:
    """Whoever suggested them hears of it, by mail where no message arrives."""
    ana, claire = place["ana"], place["claire"]
    await joins(place, "ana")
    for title in ("Floods", "Roofs"):
        await suggests(ana, title=title)
    letters = len(place.letters(address("ana")))
    await claire.types("host", "themes")
    await claire.presses("topics.run")
    for action in ("topics.shortlist", "topics.unlist"):
        await claire.presses(action)
    await claire.presses("topics.park")
    await claire.fills_in("topics.park", en="Next year")
    await claire.presses("topics.reopen")
    await claire.presses("topics.merge")
    await claire.fills_in("topics.merge", into=claire.offers("into")[0])
    assert [topic.state for topic in topics(place)].count(State.MERGED) == 1
    await claire.presses("topics.part")
    await claire.fills_in("topics.part", apart=claire.offers("apart")[0])
    await place.settles()
    await claire.presses("topics.split")
    await claire.fills_in("topics.split", title="Roofs", other="Gardens")
    await claire.presses("topics.all")
    await claire.types("host", "themes", topics(place)[0].reference)
    await claire.presses("topics.answer")
    await claire.fills_in("topics.answer", fr="Au printemps")
    place.lets_fail("topics.told_direct")
    await place.passes(minutes=2)

    assert sorted(topic.supporters for topic in topics(place)) == [1, 1, 1]
    assert len(place.letters(address("ana"))) > letters
    assert "Au printemps" in ana.sees() + "".join(place.letters(address("ana")))
