"""How a member wants to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.meetings.reminders import Step


class Way(StrEnum):
    """Where; beside the post in the members' room, which everybody can see."""

    DIRECT = "direct"
    MAIL = "mail"
    NONE = "none"


BY_ITSELF = (Step.WEEK, Step.DAY)  # of which those hear by mail who see no room and chose nothing


@dataclass(frozen=True, slots=True)
class ReminderChoice:
    """Of one member, with the reminders that they want."""

    member: str
    way: Way
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanting:
    """A member who is to be reminded there, and by which clocks they live."""

    member: str
    way: Way
    zone: str


class ReminderChoices(Protocol):
    """What members chose. Who chose nothing and has no account, and so sees no room, is reminded by mail of
    the week and the day; whoever has one chooses by `/peer reminders`."""

    def get(self, member: str) -> ReminderChoice | None: ...

    def keep(self, choice: ReminderChoice) -> None:
        """In place of an earlier one."""

    def wanting(self, step: Step, after: str, limit: int) -> Sequence[Wanting]:
        """In the order of their ids, those behind that one. Nothing sealed is read for it."""

    def forget(self, member: str) -> None: ...
