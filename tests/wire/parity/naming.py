"""What coordinators do about communities that may be named in public."""

from __future__ import annotations

from bot.communities import announced
from tests.wire.parity.acts import joins
from tests.wire.parity.person import Place

CALGARY = "4806016"


def named(place: Place) -> list[str]:
    """Those that anybody may know of."""
    return [each.id for each in place.bot.app.operate(announced.named)]


async def a_community_is_named_and_named_no_more(place: Place) -> None:
    """By one coordinator's word and another's; a screen of before shows how things stand."""
    claire, dev = place["claire"], place["dev"]
    await joins(place, "ana")
    await dev.types("host", "community", CALGARY)
    await claire.types("host", "community", CALGARY)
    await claire.presses("communities.name")
    await claire.fills_in("communities.name", basis="council", agreed="2026-11-02")
    assert "2026-11-02" in claire.sees()
    await place.settles()
    agreed = named(place)
    await dev.presses("communities.name")
    await dev.presses("communities.unname")
    await dev.presses("communities.unnamed")
    await place.settles()

    assert (agreed, named(place)) == ([CALGARY], [])
