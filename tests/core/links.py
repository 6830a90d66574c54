"""An account is linked to a membership, and unlinked, step by step."""

from bot.replies import Answer
from tests.core.cast import ANA, Actor
from tests.core.changes import newest_code
from tests.core.house import House
from tests.core.reading import form_of

ELSEWHERE = ANA.on("discord")


def links(house: House, who: Actor, email: str = ANA.email) -> Answer:
    return house.fills_in(who, form_of(house.types(who, "link")), email=email)


def proves_link(house: House, who: Actor, email: str = ANA.email) -> Answer:
    links(house, who, email)
    return enters(house, who, newest_code(house))


def enters(house: House, who: Actor, code: str) -> Answer:
    """A link is proven by the code alone."""
    return house.submits(who, "joining.verify", house.request(who).id, 0, code=code)


def both(house: House) -> None:
    """Ana is a member with two accounts, and both are inside."""
    house.joins(ANA)
    proves_link(house, ELSEWHERE)
    house.carries_out()


def unlinks(house: House, who: Actor, other: Actor) -> Answer:
    return house.presses(who, "members.unlinked", house.account(other).id)
