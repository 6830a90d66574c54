"""What a line of the table of contents says: which role an event needs and what it leads to, what an errand
turns into, what time alone brings about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.chat import Role
from bot.closed import ByMail
from bot.deliveries import Delivery
from bot.outbox import Errand, Outcome, Repeat
from bot.ports import Operate, Turn
from bot.replies import Reply

ANYONE, MEMBER, FACILITATOR, COORDINATOR = Role.ANYONE, Role.MEMBER, Role.FACILITATOR, Role.COORDINATOR
ONCE, AGAIN = Repeat.AT_MOST_ONCE, Repeat.AT_LEAST_ONCE
NOT, TOO, INSTEAD, QUIETLY = ByMail.NOT, ByMail.TOO, ByMail.INSTEAD, ByMail.QUIETLY
FRESH = True


class Without(StrEnum):
    """What becomes of a letter to a member who wants no mail."""

    SENT = "sent"  # it goes all the same: it answers what they did, or says what was decided about them
    CHAT = "chat"  # it is said in their chat instead
    SAID = "said"  # it is said in their chat anyway


SENT, CHAT, SAID = Without.SENT, Without.CHAT, Without.SAID


@dataclass(frozen=True, slots=True)
class Route:
    """What an event leads to, and the role without which it is refused."""

    role: Role
    act: Callable[[Turn, Any], Reply]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class ErrandRoute:
    """`compose` says what to send; `settled` is called when it is over, in the same transaction; `tell`:
    the coordinators hear of it when it could not be delivered; `wanted`: whether there would be something to
    send, for those of which composing leaves something behind; `by_mail`, of a direct message: how it reaches
    those who take none; `alike`: nobody can tell later whether there was anything to send; `without`, of a
    letter: what becomes of it for those who want no mail."""

    repeat: Repeat
    compose: Callable[[Turn, Errand], Delivery | None]
    settled: Callable[[Turn, Errand, Outcome], None] | None = None
    tell: bool = True
    wanted: Callable[[Turn, Errand], bool] | None = None
    by_mail: ByMail | None = None
    alike: bool = False
    without: Without = SENT


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that time alone brings about: `find` names for whom (a few at a time), `act` does it for one
    of them, in a transaction of its own; `due` is when there will next be something to do."""

    name: str
    find: Callable[[Turn], Sequence[str]]
    act: Callable[[Turn, str], None]
    due: Callable[[Turn], datetime | None]


@dataclass(frozen=True, slots=True)
class LongDuty:
    """The same of what takes long: `act` does it in as many transactions as it needs, where nobody waits for
    all of them."""

    name: str
    find: Callable[[Turn], Sequence[str]]
    act: Callable[[Operate, str], None]
    due: Callable[[Turn], datetime | None]


def granted(roles: Collection[Role]) -> frozenset[Role]:
    """Coordinators may do what facilitators do."""
    more = {Role.FACILITATOR} if Role.COORDINATOR in roles else set()
    return frozenset(roles) | more
