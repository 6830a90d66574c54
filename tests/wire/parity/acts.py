"""What scenarios have in common: somebody asks, proves their mailbox, is let in."""

from __future__ import annotations

from tests.wire.parity.person import Given, Place

PLACE = {"luc": "gatineau"}  # where they work; the others in Calgary
LISTED = {"luc": "gatineau.ca"}


def address(name: str) -> str:
    return f"{name}@{LISTED.get(name, 'calgary.ca')}"


async def asks(place: Place, name: str, **other: Given) -> None:
    """Step 1, by the command."""
    who = place[name]
    await who.types("peer", "join")
    given: dict[str, Given] = {
        "email": address(name), "community": PLACE.get(name, "calgary"), "role": "staff",
    }  # fmt: skip
    await who.fills_in("joining.submit", **given | other)
    await place.settles()


async def proves(place: Place, name: str, email: str = "", **other: Given) -> None:
    """Step 2, by the button."""
    who = place[name]
    await who.presses("joining.verify")
    code = place.code(email or address(name))
    await who.fills_in("joining.verify", code=code, attestation=["attest"], **other)
    await place.settles()


async def waits(place: Place, name: str, **other: Given) -> None:
    await asks(place, name, **other)
    await proves(place, name, str(other.get("email", "")), consent=["mail"])


async def approves(place: Place) -> None:
    """Whoever came last, at once."""
    await place["claire"].presses("joining.approve")
    await place.settles()
    await place["claire"].presses("joining.send")
    await place.settles()


async def declines(place: Place) -> None:
    """Whoever came last; for a while it can be undone."""
    await place["claire"].presses("joining.decline")
    await place["claire"].fills_in("joining.decline", reason="not_staff", note="Sorry", message="send")
    await place.settles()


async def joins(place: Place, name: str, **other: Given) -> None:
    await waits(place, name, **other)
    await approves(place)
