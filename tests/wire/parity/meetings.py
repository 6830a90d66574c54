"""What facilitators do with meetings, and members with their invitations."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.chat import Reader
from bot.meetings import clocks
from bot.meetings.feedback import Question
from bot.meetings.model import Coming, Counts, Meeting, State, Why
from bot.meetings.walltime import local
from bot.members.enrolment import Entrant
from bot.ports import Unit
from tests.wire.parity.acts import address, joins, proves
from tests.wire.parity.person import Given, Person, Place

LINK = "https://meet.example/peers"
PLAN: dict[str, Given] = {"day": "2026-12-16", "time": "13:00", "kind": "peer", "link": LINK}
LATER: dict[str, Given] = {"day": "2027-03-10", "time": "13:00", "kind": "foundational"}


async def drafts(who: Person, **plan: Given) -> None:
    await who.types("host", "meeting")
    await who.presses("meetings.plan")
    await who.fills_in("meetings.plan", **plan)


async def plans(place: Place, **plan: Given) -> None:
    """And everybody is invited."""
    await drafts(place["claire"], **plan)
    await place["claire"].presses("meetings.publish")
    await place.settles()


def counts(place: Place) -> list[tuple[State, Counts]]:
    """What is known of each meeting."""

    def work(unit: Unit) -> list[tuple[State, Counts]]:
        now = place.clock.now()
        found = unit.meetings.between(now, now.replace(year=now.year + 1), 9)
        return [(each.state, unit.seats.counts(each)) for each in found]

    return place.bot.storage.transact(work)


async def members_answer_their_invitations(place: Place) -> None:
    """By a press, and as often as they like; whoever cannot come says why, and it is counted."""
    await joins(place, "ana")
    await plans(place, **PLAN)
    await plans(place, **LATER)
    for name in ("mia", "bea", "luc"):
        await joins(place, name)
    ana = place["ana"]
    await ana.types("peer", "home")
    await ana.presses("meetings.mine")
    await ana.presses("meetings.look")
    await ana.types("peer", "meetings")
    await ana.presses("meetings.going")
    await ana.presses("meetings.wish")
    assert counts(place)[0][1].going == counts(place)[0][1].wishes == 1
    await ana.presses("meetings.maybe")
    for name, why in zip(("ana", "mia", "bea", "luc"), Why, strict=True):
        await place[name].types("peer", "meetings")
        await place[name].presses("meetings.no")
        await place[name].presses(f"meetings.why_{why}")
    await place.settles()
    planned, seen = counts(place)[0]

    assert (planned, seen.no, dict(seen.reasons)) == (State.PLANNED, 4, dict.fromkeys(map(str, Why), 1))
    assert {len(place.letters(address(name))) for name in ("ana", "mia")} == {4}


async def a_meeting_is_changed_and_called_off(place: Place) -> None:
    """Whoever changes it has seen it as it is; members hear of what matters to them."""
    claire, dev = place["claire"], place["dev"]
    await joins(place, "ana")
    await drafts(dev, **LATER)
    await dev.presses("meetings.discard")
    await drafts(dev, **PLAN)
    await dev.presses("meetings.publish")
    await place.settles()
    await claire.types("host", "meeting")
    await claire.presses("meetings.run")
    await claire.presses("meetings.move")
    await claire.fills_in("meetings.move", day="2026-12-17", time="14:30", minutes="45")
    await claire.presses("meetings.theme")
    await claire.fills_in("meetings.theme", theme_en="Floods", theme_fr="Inondations")
    await claire.presses("meetings.link")
    await claire.fills_in("meetings.link", link=f"{LINK}/2")
    await claire.presses("meetings.hand")
    await claire.fills_in("meetings.hand", facilitator=claire.offers("facilitator")[0])
    await claire.presses("meetings.details")
    await claire.fills_in("meetings.details", languages="both", interpretation="planned", breakouts="yes")
    await claire.presses("meetings.note")
    await claire.fills_in("meetings.note", note_en="Why?", note_fr="Pourquoi\u00a0?")
    await place.settles()
    assert {each for each in ("Floods", "Inondations") if each in claire.sees()}
    assert "Pourquoi" in place["ana"].sees()
    await claire.presses("meetings.cancel")
    await claire.presses("meetings.cancelled")
    await claire.presses("meetings.list")
    await place.settles()

    assert [state for state, _ in counts(place)] == [State.CANCELLED]
    assert len(place.letters(address("ana"))) == 5


async def new_rules(place: Place, name: str) -> None:
    """Of their clock: the next meeting was to be an hour earlier there."""
    member, now = place.known(name), place.clock.now()
    found = place.bot.storage.transact(lambda unit: unit.meetings.between(now, now + timedelta(days=99), 9))
    was = local(found[0].starts, member.reader.zone) - timedelta(hours=1)
    change = clocks.Change(found[0].id, member.reader.zone, was)
    place.bot.app.operate(partial(clocks.keep, changes=[change]))
    place.bot.app.operate(partial(clocks.tell, members=[member.id]))
    await place.settles()


async def members_are_reminded_as_they_wish(place: Place) -> None:
    """One by a message, one by mail, and all in their room; a calendar program may follow, and be told of
    new rules of clocks."""
    ana, mia = place["ana"], place["mia"]
    for name in ("ana", "mia"):
        await joins(place, name)
    await plans(place, **PLAN)
    for name, way in (("ana", "direct"), ("mia", "mail")):
        await place[name].types("peer", "reminders")
        await place[name].fills_in("meetings.remind", way=way, steps=["week", "hour"])
    await place.passes(days=14, hours=1)
    await ana.presses(f"meetings.{Coming.GOING}")
    await mia.types("peer", "calendar")
    await mia.presses("meetings.feed_new")
    assert "https://peers.example/calendar/" in mia.sees()
    await mia.presses("meetings.feed_revoke")

    assert counts(place)[0][1].going == 1
    assert len(place.letters(address("mia"))) == len(place.letters(address("ana"))) + 1
    await new_rules(place, "mia")
    assert len(place.letters(address("mia"))) == len(place.letters(address("ana"))) + 2


async def it_is_asked_how_a_webinar_was(place: Place) -> None:
    """In the members' room, and by mail of whoever sees none; and the public may see it afterwards."""
    ana, claire = place["ana"], place["claire"]
    await joins(place, "ana")
    zoe = Entrant("Zoé", "zoe@calgary.ca", "zoe@calgary.ca", "4806016", "", Reader("fr", "America/Regina"))
    place.bot.app.enrol([zoe])
    await plans(place, **PLAN | {"kind": "webinar"})
    await place.passes(days=21)
    await place.passes(hours=2)
    await place.settles()
    await ana.presses("meetings.rate")
    for question in Question:
        await ana.presses(f"meetings.rate_{question}")

    def webinar(unit: Unit) -> Meeting:
        (found,) = unit.meetings.between(place.clock.now() - timedelta(days=1), place.clock.now(), 9)
        return found

    held, member = place.bot.storage.transact(webinar), place.known("ana").id
    await claire.types("host", "meeting", held.reference)
    await claire.presses("meetings.recording")
    await claire.fills_in("meetings.recording", link="https://video.example/1")
    rated = place.bot.storage.transact(lambda unit: unit.feedback.rated(held.id, member))

    assert len(place.letters(zoe.address)) == 2
    assert set(rated) == set(Question)
    assert place.bot.storage.transact(webinar).recording == "https://video.example/1"


async def a_workshop_has_so_many_places(place: Place) -> None:
    """Whoever finds none waits, and is told when there is one; its breaks are known. Another mailbox is
    invited in the place of the former one."""
    ana, mia, claire = place["ana"], place["mia"], place["claire"]
    for name in ("ana", "mia"):
        await joins(place, name)
    await plans(place, **PLAN | {"kind": "workshop"})
    await claire.presses("meetings.details")
    await claire.fills_in(
        "meetings.details",
        languages="both", interpretation="none", breakouts="no", capacity="1", breaks="14:00, 15:30-15:40",
    )  # fmt: skip
    for who in (ana, mia):
        await who.types("peer", "meetings")
        await who.presses("meetings.going")
    assert (counts(place)[0][1].going, counts(place)[0][1].waiting) == (1, 1)
    assert "150" in mia.sees()
    await ana.presses("meetings.no")
    await place.settles()

    assert (counts(place)[0][1].going, counts(place)[0][1].waiting) == (1, 0)
    assert len(place.letters(address("mia"))) == len(place.letters(address("ana"))) + 1
    await mia.types("peer", "change")
    await mia.fills_in("joining.change", email="mia.two@calgary.ca", community="calgary")
    await place.settles()
    await proves(place, "mia", "mia.two@calgary.ca")
    assert counts(place)[0][1].going == 1
