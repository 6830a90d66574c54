"""A small network in which there is something of everything, in every state; some of it is Ana's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.chat import Reader, Role
from bot.deliveries import Letter
from bot.joining.model import JoinRequest
from bot.members.model import Profile
from bot.outbox import Outcome, Result
from bot.ports import Unit
from tests.core.cast import ANA, CLAIRE, DEV, FLO, FRENCH, MONTREAL, Actor
from tests.core.house import House
from tests.core.meetings import cancels, drafts, plans
from tests.core.memberships import decides
from tests.core.naming import agrees
from tests.core.questions import asks
from tests.core.topics import BEA, suggested, suggests
from tests.core.voting import closes, drafted, opened

MIA, PIA, DON = (
    replace(ANA.called(name), name=name.title(), reader=FRENCH) for name in ("mia", "pia", "don")
)
SUE, LEO = (replace(ANA.called(name), name=name.title()) for name in ("sue", "leo"))
ZED = Actor("zed", "Zed", "zed@calgary.ca", reader=Reader("en", "America/Toronto"))
PEOPLE: Mapping[str, Actor] = {
    "anyone": ZED,
    "applicant": MIA,
    "member": ANA,
    "suspended": SUE,
    "left": LEO,
    "facilitator": FLO,
    "coordinator": CLAIRE,
}
HELD: Mapping[str, frozenset[Role]] = {
    "anyone": frozenset({Role.ANYONE}),
    "applicant": frozenset({Role.ANYONE}),
    "member": frozenset({Role.ANYONE, Role.MEMBER}),
    "suspended": frozenset({Role.ANYONE}),
    "left": frozenset({Role.ANYONE}),
    "facilitator": frozenset({Role.ANYONE, Role.FACILITATOR}),
    "coordinator": frozenset({Role.ANYONE, Role.FACILITATOR, Role.COORDINATOR}),
}
BROKEN = Outcome(Result.NEVER, code="mailbox_refused")


@dataclass(frozen=True, slots=True)
class Thing:
    """What a button or form can be about; `anas` when it is hers, and nobody else's business."""

    id: str
    revision: int = 0
    anas: bool = False


def peoples(house: House) -> Mapping[str, Sequence[Thing]]:
    """What there is in the end, by the beginning of the actions that are about it."""
    _members(house)
    _applicants(house)
    _meetings(house)
    polls = _polls(house)
    _topics(house)
    _near(house)
    _failed(house)
    agrees(house, MONTREAL, who=DEV)
    people = [profile for who in (ANA, BEA, SUE, MIA, DON) if (profile := house.knows(who))]
    requests = [request for who in (MIA, PIA, DON, ANA) if (request := house.asked(who))]
    return house.storage.transact(partial(_things, house.clock.now(), people, requests, polls))


def _members(house: House) -> None:
    for who in (ANA, BEA, SUE, LEO):
        house.joins(who)
    decides(house, "suspend", house.profile(SUE))
    house.leaves(LEO)
    house.presses(DEV, "members.reveal", house.profile(ANA).id)
    house.carries_out()


def _applicants(house: House) -> None:
    house.asks(PIA)
    house.declines(CLAIRE, house.waits(DON))
    house.waits(MIA)
    house.carries_out()


def _meetings(house: House) -> None:
    drafts(house)
    plans(house, day="2026-11-26")
    cancels(house, plans(house, day="2027-01-13"))
    plans(house)
    house.lives_on(minutes=1)


def _polls(house: House) -> Sequence[str]:
    closed = opened(house, day="2026-11-27", time="12:00")
    closes(house, closed)
    return [closed.id, opened(house, day="2026-12-20").id, drafted(house).id]


def _topics(house: House) -> None:
    for who, title in ((ANA, "Floods"), (BEA, "Heat"), (BEA, "Trees")):
        suggested(house, who, title)
    suggests(house, BEA, title="Trees and more")


def _near(house: House) -> None:
    """One that begins in half an hour, and has been asked something."""
    soon = house.clock.now() + timedelta(minutes=30)
    plans(house, day=f"{soon:%Y-%m-%d}", time=f"{soon - timedelta(hours=5):%H:%M}")
    asks(house, BEA)


def _failed(house: House) -> None:
    """A letter that found no mailbox."""
    house.fates[Letter] = BROKEN
    house.lives_on(minutes=1)
    house.fates.clear()


def _things(
    now: datetime,
    people: Sequence[Profile],
    requests: Sequence[JoinRequest],
    polls: Sequence[str],
    unit: Unit,
) -> Mapping[str, Sequence[Thing]]:
    """Ana is the first of the people."""
    ana, bea, *_ = [each.id for each in people]
    meetings = unit.meetings.between(now - timedelta(days=9), now + timedelta(days=99), 20)
    topics = [each for whose in (ana, bea) for each in unit.topics.of(whose)]
    asked = [each for of in meetings for each in unit.questions.of(of.id)]
    accounts = [each for whose in (ana, bea) for each in unit.profiles.accounts(whose)]
    members = [Thing(each.id, 0, each.id == ana) for each in people]
    members += [Thing(each.id, 0, each.profile_id == ana) for each in accounts]
    planned = [Thing(each.id, each.revision) for each in meetings]
    return {
        "joining": [Thing(each.id, each.revision, each.applicant == ana) for each in requests],
        "members": members,
        "rights": members,
        "meetings": planned,
        "polls": [Thing(each.id, each.revision) for each in map(unit.polls.get, polls) if each],
        "topics": [Thing(each.id, each.revision, each.proposer == ana) for each in topics],
        "communities": [Thing(MONTREAL, 1)],
        "questions": [Thing(each.id) for each in asked] + planned,
    }
