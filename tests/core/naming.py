"""What coordinators do about a community that may be named in public."""

from __future__ import annotations

from bot.communities import announced
from bot.communities.agreement import Agreement
from bot.replies import Answer
from tests.core.cast import CALGARY, CLAIRE, Actor
from tests.core.house import House
from tests.core.reading import button, card_of, form_of
from tests.core.registering import community

DAY = "2026-11-02"


def agrees(
    house: House, of: str = CALGARY, *, who: Actor = CLAIRE, basis: str = "council", agreed: str = DAY
) -> Answer:
    """It is written down."""
    form = form_of(house.clicks(who, button(community(house, of), "communities.name")))
    return house.fills_in(who, form, basis=basis, agreed=agreed)


def ends(house: House, of: str = CALGARY, *, who: Actor = CLAIRE) -> Answer:
    """With both presses."""
    asked = house.clicks(who, button(community(house, of), "communities.unname"))
    return house.clicks(who, button(card_of(asked), "communities.unnamed"))


def agreement(house: House, of: str = CALGARY) -> Agreement | None:
    """As it is stored."""
    return house.storage.transact(lambda unit: unit.agreements.get(of))


def named(house: House) -> list[str]:
    """Those that anybody may know of, by id."""
    return [each.id for each in house.app.operate(announced.named)]
