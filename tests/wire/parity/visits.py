"""Members come to their own pages on the web."""

from __future__ import annotations

from bot.rights.wishes import Wish, wished
from tests.wire.parity.acts import address, joins
from tests.wire.parity.person import ADDRESS, Place

LINK = f"{ADDRESS}/en/link/"


async def a_member_asks_for_a_link(place: Place) -> None:
    """In their chat, where nobody else sees it; from what is held about them; and by mail."""
    ana, mia = place["ana"], place["mia"]
    await joins(place, "ana")
    await ana.types("peer", "page")
    assert ana.sees().count(LINK) == 1
    assert LINK not in mia.sees()
    await ana.types("peer", "data")
    await ana.presses("visits.page")
    assert ana.sees().count(LINK) == 2
    assert place.bot.app.operate(lambda turn: wished(turn, Wish.PAGE, address("ana")))
    await place.settles()
    assert LINK in place.letters(address("ana"))[-1]
