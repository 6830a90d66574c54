"""What coordinators do about members, step by step."""

from bot.deliveries import Direct, Letter
from bot.members.model import Profile
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.house import House
from tests.core.reading import (
    button,
    card_of,
    form_of,
)

ELSEWHERE = ANA.on("discord")


def looks_up(house: House, member: Profile, who: Actor = CLAIRE) -> Answer:
    return house.hosts(who, "member", member.reference)


def decides(house: House, what: str, member: Profile, reason: str = "other", who: Actor = CLAIRE) -> Answer:
    """By the button on the card and the form behind it."""
    form = form_of(house.clicks(who, button(card_of(looks_up(house, member, who)), f"members.{what}")))
    return house.fills_in(who, form, reason=reason)


def reinstates(house: House, member: Profile) -> Answer:
    return house.clicks(CLAIRE, button(card_of(looks_up(house, member)), "members.reinstate"))


def told(house: House) -> list[str]:
    """What letters and messages are about that are carried out now."""
    carried_out = house.carries_out()
    letters = [x.subject.id for x in carried_out if isinstance(x, Letter)]
    return letters + [x.card.title.id for x in carried_out if isinstance(x, Direct)]
