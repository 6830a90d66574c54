"""What people do on Discord and have no way to do elsewhere, or need not."""

from __future__ import annotations

from tests.wire.parity.acts import address, asks, joins, waits
from tests.wire.parity.discord import OnDiscord
from tests.wire.parity.person import Place


async def a_typed_name_may_be_that_of_several(place: Place) -> None:
    """It is none of those; then it is one of them after all."""
    mia = place["mia"]
    await asks(place, "mia", community="Nanaimo")
    await mia.presses("joining.not_listed")
    assert place.request("mia").community_typed == "Nanaimo"
    await asks(place, "mia", community="Nanaimo")
    await mia.presses("joining.meant")

    assert place.request("mia").community_id.startswith("5921")


async def a_community_is_completed(place: Place) -> None:
    """While it is typed behind the command; then the form does not ask for it."""
    ana = place["ana"]
    await ana.types("peer", "join", "calg")
    await ana.fills_in("joining.submit", email=address("ana"), role="staff")

    assert place.request("ana").community_id == "4806016"


async def somebody_takes_no_direct_messages(place: Place) -> None:
    """Who is asked about a colleague, and to whom a request is handed over, hear of it by mail."""
    claire, bea, dev = place["claire"], place["bea"], place["dev"]
    await joins(place, "bea")
    await joins(place, "dev")
    await dev.types("host", "pending")
    await waits(place, "mia")
    for who in (bea, dev):
        assert isinstance(who, OnDiscord)
        who.who.member.directs = False
    await dev.presses("joining.assign")
    await claire.presses("joining.assign")
    await claire.presses("joining.ask_vouch")
    await claire.fills_in("joining.ask_vouch", voucher=place.known("bea").id)
    await place.settles()
    await claire.presses("joining.correct")
    await claire.fills_in("joining.correct", assignee=place.known("dev").id)
    await place.settles()
    await bea.types("peer", "home")
    await bea.presses("joining.vouch_show")
    await bea.presses("joining.vouch_yes")
    await place.settles()

    assert [len(place.letters(address(name))) for name in ("bea", "dev")] == [3, 3]
    assert "Bea Hill" in claire.sees()
