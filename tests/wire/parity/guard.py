"""How a meeting is kept from being recorded, and what is temporary about it goes."""

from __future__ import annotations

from pathlib import Path

from tests.wire.parity.acts import joins
from tests.wire.parity.meetings import PLAN, plans
from tests.wire.parity.person import Place

NAMES = "Ana Roy (Host, me)\nZyxwva Canaria\nFred's Notetaker (Guest)\nFred Gong"


async def a_meeting_is_kept_from_being_recorded(place: Place) -> None:
    """The members read that it is not; who looks like a recording assistant is found, and forgotten."""
    ana, claire = place["ana"], place["claire"]
    await joins(place, "ana")
    await plans(place, **PLAN)
    await place.passes(days=21)
    await place.passes(minutes=50)
    assert "Not recorded, not transcribed" in ana.sees()
    await claire.types("host", "roll")
    await claire.fills_in("meetings.roll", names="Ana Roy, Luc Gagné")
    await claire.presses("meetings.roll")
    await claire.fills_in("meetings.roll", names=NAMES)
    assert "Fred's Notetaker (Guest)" in claire.sees()
    assert "Fred Gong" not in claire.sees()
    await place.settles()

    file = Path(place.url.removeprefix("sqlite:///"))
    kept = b"".join(each.read_bytes() for each in file.parent.rglob("*") if each.is_file())
    assert b"Canaria" not in kept
    assert "Canaria" not in ana.sees()
