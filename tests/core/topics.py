"""What people do about themes, step by step."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import Given
from bot.chat import Button, Card
from bot.members.model import Account, Admission, Profile, Standing
from bot.ports import Unit
from bot.replies import Answer
from bot.topics.model import Topic
from tests.core.cast import ANA, FLO, LUC, Actor
from tests.core.house import House
from tests.core.reading import button, card_of, form_of

BEA = replace(ANA, user="bea", name="Bea Fox", email="bea@calgary.ca")
SUGGESTED: dict[str, Given] = {
    "title": "Floods", "why": "The river rose.", "tags": ("water",), "language": "en", "shown": "no",
}  # fmt: skip


def enters(house: House, *people: Actor) -> None:
    """They are members, by whatever door."""

    def work(unit: Unit) -> None:
        for who in people:
            unit.profiles.add(
                Profile(
                    f"{who.user}member", Standing.MEMBER, who.name, who.email, who.reader, house.clock.now()
                )
            )
            unit.profiles.claim_mailbox(f"{who.user}member", who.email)
            unit.profiles.link(
                Account(f"{who.user}account", f"{who.user}member", who.person.identity, Admission.ADMITTED)
            )

    house.storage.transact(work)


def everybody_enters(house: House) -> House:
    enters(house, ANA, LUC, BEA)
    return house


# ---- members


def suggests(house: House, who: Actor = ANA, **other: Given) -> Answer:
    return house.fills_in(who, form_of(house.types(who, "topic")), **SUGGESTED | other)


def suggested(house: House, who: Actor = ANA, title: str = "Floods", **other: Given) -> Topic:
    """And it stands there, whatever it is like."""
    card = card_of(suggests(house, who, title=title, **other))
    post = [each for each in card.buttons if each.action == "topics.post"]
    for each in post:
        house.clicks(who, each)
    return own(house, who)[-1]


def own(house: House, who: Actor = ANA) -> list[Topic]:
    """All that is theirs, drafts too."""
    member = house.profile(who).id
    return list(house.storage.transact(lambda unit: unit.topics.of(member)))


def topic(house: House, which: Topic) -> Topic:
    """As it is now."""
    found = house.storage.transact(lambda unit: unit.topics.get(which.id))
    assert found is not None
    return found


def looks(house: House, which: Topic, who: Actor = ANA) -> Card:
    return card_of(house.presses(who, "topics.look", which.id))


def supports(house: House, which: Topic, *people: Actor) -> None:
    for who in people:
        house.presses(who, "topics.support", which.id)


# ---- facilitators


def shown(house: House, which: Topic, who: Actor = FLO) -> Card:
    return card_of(house.presses(who, "topics.run", which.id))


def presses(house: House, which: Topic, what: str, who: Actor = FLO) -> Answer:
    """A button of its card, as it stands now."""
    return house.clicks(who, button(shown(house, which, who), f"topics.{what}"))


def does(house: House, which: Topic, what: str, **values: Given) -> Answer:
    """By that button and the form behind it; what is not said stays as it is."""
    form = form_of(presses(house, which, what))
    as_it_is: dict[str, Given] = {field.name: field.value for field in form.fields}
    return house.fills_in(FLO, form, **as_it_is | values)


def merges(house: House, which: Topic, into: Topic) -> Answer:
    return does(house, which, "merge", into=into.id)


def titles(card: Card) -> list[object]:
    """Of a list, in its order."""
    lines = next(each for each in card.body if isinstance(each, tuple))
    return [line.values["title"] for line in lines if hasattr(line, "values")]


def numbers(card: Card, action: str) -> list[Button]:
    return [each for each in card.buttons if each.action == action]
