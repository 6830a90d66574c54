"""What coordinators do with communities and their domains."""

from bot.chat import Card
from bot.communities.registry import Listed, listing_key
from bot.replies import Answer
from tests.core.cast import CALGARY, CLAIRE, Actor
from tests.core.evidence import UMA
from tests.core.house import House
from tests.core.reading import card_of

PEAKS = "peaks.example.ca"


def confirms(house: House, who: Actor = CLAIRE, of: Actor = UMA) -> Answer:
    """By the button on the card of whoever was approved."""
    request = house.request(of)
    return house.presses(who, "joining.confirm_domain", request.id, request.revision)


def learns(house: House) -> None:
    """Uma is approved, and her domain confirmed."""
    house.approves(CLAIRE, house.waits(UMA))
    confirms(house)
    house.lives_on(minutes=1)


def looks_at(house: House, query: str, who: Actor = CLAIRE) -> Answer:
    return house.hosts(who, "community", query)


def community(house: House, query: str = CALGARY) -> Card:
    return card_of(looks_at(house, query))


def presses_on_domain(
    house: House, action: str, domain: str = PEAKS, of: str = CALGARY, who: Actor = CLAIRE
) -> Answer:
    return house.presses(who, f"communities.{action}", listing_key(of, domain))


def listed(house: House, domain: str = PEAKS, of: str = CALGARY) -> Listed | None:
    """As it is stored."""
    return house.storage.transact(lambda unit: unit.registry.listed(listing_key(of, domain)))
