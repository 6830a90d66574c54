"""One thing is tried by one person, whatever comes of it, and is undone again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import bindparam, func, select

from bot.answers import Given
from bot.app import App
from bot.chat import Event
from bot.limits import Limits
from bot.pace import Pace
from bot.ports import Unit
from bot.replies import Answer, Replace, Reply, Say
from storage.meeting_tables import reminder_choices, seats
from storage.statements import Statement
from storage.tables import accounts, calendar_feeds, profiles, requests, topic_supports
from storage.unit import SqlUnit
from tests.core.house import House

T = TypeVar("T")

_CHANGES = Statement(select(func.total_changes().label("n")))
_OWN = [
    Statement(select(column.table).where(column == bindparam("whose")))
    for column in (
        profiles.c.id,
        accounts.c.profile_id,
        requests.c.applicant,
        seats.c.member,
        reminder_choices.c.member,
        topic_supports.c.member,
        calendar_feeds.c.member,
    )
]
# What could stand in any field of any form.
FILLED: Mapping[str, Given] = {
    "name": "Forged", "email": "forged@calgary.ca", "community": "community:4806016", "role": "staff",
    "line": "Forged", "code": "0000 0000", "attestation": ("attest",), "consent": ("mail",),
    "answer": "Forged", "language": "fr", "zone": "America/Regina", "way": "mail", "steps": ("week",),
    "title": "Forged", "why": "Forged", "tags": (), "shown": "no", "words": "Forged?", "names": "Forged",
    "option": "1", "options": "1", "text_en": "Forged", "text_fr": "Forgé", "reason": "other",
    "question": "Forged?", "message": "send", "note": "Forged", "theme_en": "Forged", "theme_fr": "Forgé",
    "theme": "Forged", "link": "https://forged.example/", "day": "2027-01-20", "time": "13:00",
    "kind": "peer", "minutes": "60", "note_en": "Forged", "note_fr": "Forgé", "en": "Forged", "fr": "Forgé",
    "languages": "en", "interpretation": "open", "breakouts": "no", "basis": "council",
    "agreed": "2026-11-02",
}  # fmt: skip


class Came(StrEnum):
    """What came of it, the least first."""

    BARRED = "barred"  # the role is not there
    REFUSED = "refused"  # a polite no
    SHOWN = "shown"  # something is shown, or asked by a form
    DONE = "done"  # something was changed


class Undone(Exception):
    """What was done is not to stay."""

    def __init__(self, result: object, changed: int) -> None:
        super().__init__()
        self.result, self.changed = result, changed


@dataclass
class Undoing:
    """Transactions of which nothing stays; `changed` is whether the last one would have changed something,
    and `robbed` whether one of them was about to change what is this `bystander`'s."""

    house: House
    bystander: str
    changed: bool = False
    robbed: bool = False

    def transact(self, work: Callable[[Unit], T]) -> T:
        def then_undone(unit: SqlUnit) -> T:
            before: int = unit.database.value(_CHANGES, {})
            theirs = self._theirs(unit)
            result = work(unit)
            self.robbed |= self._theirs(unit) != theirs
            raise Undone(result, unit.database.value(_CHANGES, {}) - before)

        self.changed = False
        try:
            return self.house.storage.transact(then_undone)  # type: ignore[arg-type] # its own unit
        except Undone as undone:
            self.changed = undone.changed > 0
            return undone.result  # type: ignore[return-value] # what `work` has returned

    def _theirs(self, unit: SqlUnit) -> list[object]:
        return [unit.database.rows(each, {"whose": self.bystander}) for each in _OWN]


class Trial:
    """Nobody is too fast here: it is about who may, not how often."""

    def __init__(self, house: House, bystander: str) -> None:
        patient = replace(house.world, limits=Limits({}), votes=Pace(10**9))
        self._undoing = Undoing(house, bystander)
        self._app = App(replace(patient, transactions=self._undoing))
        self._real = App(patient)

    @property
    def robbed(self) -> bool:
        """Since somebody asked last."""
        was, self._undoing.robbed = self._undoing.robbed, False
        return was

    def come(self, event: Event) -> Came:
        """What is refused is tried once more for real: it has to change nothing by itself."""
        came = self._came(self._app.handle(event))
        if came in (Came.BARRED, Came.REFUSED):
            assert self._came(self._real.handle(event)) is came, event
        return came

    def _came(self, answer: Answer) -> Came:
        said = _refused(answer.reply)
        if said is None:
            return Came.DONE if self._undoing.changed else Came.SHOWN
        return Came.BARRED if said == "refusal.not_allowed" else Came.REFUSED


def _refused(reply: Reply) -> str | None:
    """By which rule; None where it was not. What is asked again at a field of a form is shown."""
    card = reply.notice if isinstance(reply, Replace) else reply.card if isinstance(reply, Say) else None
    if card is None or card.title.id != "refusal.title":
        return None
    first = card.body[0]
    return getattr(first, "id", "")
