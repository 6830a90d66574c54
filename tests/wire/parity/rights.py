"""What people ask about themselves."""

from __future__ import annotations

from bot.chat import Reader
from bot.members.enrolment import Entrant
from bot.rights import wishes
from bot.rights.wishes import Wish
from tests.wire.parity.acts import address, joins
from tests.wire.parity.person import ADDRESS, Place


async def a_member_looks_at_what_is_held(place: Place) -> None:
    """Page by page, takes it along by a link, stops mail and resumes it."""
    ana = place["ana"]
    await joins(place, "ana")
    await ana.types("peer", "privacy")
    await ana.presses("rights.data")
    assert address("ana") in ana.sees()
    for page in ("lists", "deeds", "purposes"):
        await ana.presses(f"rights.{page}")
        await ana.presses("rights.data")
    await ana.presses("rights.export")
    assert f"{ADDRESS}/download/" in ana.sees()
    await ana.types("peer", "mail", "off")
    await ana.presses("rights.mail_on")
    await ana.types("peer", "mail")
    await ana.presses("rights.mail_off")
    assert place.known("ana").mail_off
    await ana.types("peer", "data")
    await place.settles()


async def a_member_is_forgotten(place: Place) -> None:
    """After a look at what will happen; the receipt is the last letter."""
    ana = place["ana"]
    await joins(place, "ana")
    await ana.types("peer", "forget")
    await ana.presses("rights.privacy")
    await ana.presses("rights.forget")
    await ana.presses("rights.forgotten")
    await place.settles()

    assert place.profile("ana") is None
    receipt = place.letters(address("ana"))[-1].partition("Your receipt: ")[2][:14]
    assert len(receipt.split("-")) == 3
    assert receipt in ana.sees()


async def somebody_without_an_account_asks_by_mail(place: Place) -> None:
    """What is held, the notice, mail or none; and is forgotten, as the last letter says."""
    zoe = Entrant("Zoé", "zoe@calgary.ca", "zoe@calgary.ca", "4806016", "", Reader("fr", "America/Regina"))
    place.bot.app.enrol([zoe])

    def writes(wish: Wish, token: str = "") -> bool:
        return place.bot.app.operate(lambda turn: wishes.wished(turn, wish, zoe.address, "", token))

    for wish in (Wish.DATA, Wish.PRIVACY, Wish.MAIL_OFF, Wish.FORGET):
        assert writes(wish)
        await place.settles()
    word = place.letters(zoe.address)[-1].partition("forget-")[2][:26]
    assert writes(Wish.CONFIRMED, word)
    await place.settles()

    assert "Votre reçu" in place.letters(zoe.address)[-1]
    assert not writes(Wish.DATA)
