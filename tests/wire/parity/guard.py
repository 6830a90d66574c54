"""How a meeting is kept from being recorded, and what is temporary about it goes."""

from __future__ import annotations

from pathlib import Path

from bot.audit import Action, Entry
from bot.members import kept_here
from bot.oversight import WATCHED
from bot.ports import Unit
from tests.wire.parity.acts import joins, waits
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


async def what_is_kept_hangs_in_the_members_room(place: Place) -> None:
    """By the bot, and by the platform; once, however often the bot starts."""
    ana = place["ana"]
    await joins(place, "ana")
    for _ in range(2):
        place.bot.app.operate(kept_here.put_up)
        await place.settles()

    assert ana.sees().count("What is kept here") == 1
    assert "This bot reads no conversation and keeps none" in ana.sees()


async def a_meeting_is_asked_without_names(place: Place) -> None:
    """Whoever runs it reads the questions and marks them; at its end they are gone, and a receipt says so."""
    ana, mia, claire = place["ana"], place["mia"], place["claire"]
    for name in ("ana", "mia"):
        await joins(place, name)
    await plans(place, **PLAN)
    await ana.types("peer", "question")
    await ana.fills_in("questions.ask", words="Who pays for the pumps?")
    await mia.types("peer", "meetings")
    await mia.presses("questions.ask")
    await mia.fills_in("questions.ask", words="Et après?")
    await place.passes(days=21)
    await claire.types("host", "questions")
    assert {each for each in ("Who pays for the pumps?", "Et après?") if each in claire.sees()}
    for mark in ("answered", "aside", "open"):
        await claire.presses("questions.look")
        await claire.presses(f"questions.{mark}")
    await claire.presses("questions.list")
    await place.passes(hours=2)

    assert place.bot.storage.transact(lambda unit: unit.questions.boxes(9)) == []
    assert "2 questions that were asked without a name were erased." in ana.sees()
    assert "2 questions posées sans nom ont été effacées." in ana.sees()


async def a_coordinator_reveals_very_many_addresses(place: Place) -> None:
    """With the last that may be the others are told; one more is refused."""
    claire = place["claire"]
    await joins(place, "ana")
    await waits(place, "mia")
    actor, now = place.known("claire").id, place.clock.now()

    def has_looked(unit: Unit) -> None:
        for number in range(WATCHED["revealed"].most - 1):
            unit.audit.append(Entry(f"line{number}", now, actor, Action.REVEALED, "some"))

    place.bot.storage.transact(has_looked)
    await claire.presses("joining.reveal")
    await place.settles()
    assert "addresses within an hour" in place["dev"].sees()
    await claire.presses("joining.reveal")
    await place.settles()

    told = ("the other coordinators have been told", "l’équipe de coordination est prévenue")
    assert any(each in claire.sees() for each in told)
