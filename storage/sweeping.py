"""What has to go and is still there: keys of people who were forgotten and of polls that are closed, words
whose time is over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from sqlalchemy import bindparam, delete, select, text, update

from storage.ballots import EMPTIED
from storage.errors import PollKeysAway
from storage.statements import Statement
from storage.tables import DOOMED, ballot_boxes, profiles, webinar_guests, writings
from storage.unit import SqlUnit
from storage.vault import Vault

T = TypeVar("T")

log = logging.getLogger(__name__)

_DOOMED = Statement(select(profiles.c.doomed_key).where(text(DOOMED)))
_DESTROYED = Statement(
    update(profiles)
    .where(profiles.c.doomed_key == bindparam("destroyed"), text(DOOMED))
    .values(doomed_key="")
)
_USED = Statement(select(profiles.c.key_id).where(profiles.c.key_id != ""))
_GUESTS = Statement(select(webinar_guests.c.key_id).where(webinar_guests.c.key_id != ""))
_OVER = Statement(delete(writings).where(writings.c.expires_at <= bindparam("now")))
_BOXES = Statement(select(ballot_boxes))
_FORGET_BOX = Statement(
    delete(ballot_boxes).where(ballot_boxes.c.poll == bindparam("poll"), ballot_boxes.c.state == EMPTIED)
)
NEVER_OPENED = timedelta(days=1)  # a box is there moments after its key


class Lane(Protocol):
    """Where transactions run."""

    def transact(self, work: Callable[[SqlUnit], T]) -> T: ...

    def erase(self) -> None:
        """Overwrite what deleted rows have left in files, as far as the database can."""


def sweep(lane: Lane, vault: Vault, now: datetime) -> None:
    """Meant for once in a while. Harmless at any time, and from several processes at once."""
    doomed = lane.transact(lambda unit: [row.doomed_key for row in unit.database.rows(_DOOMED, {})])
    vault.destroy(doomed)
    vault.dig_over()
    try:
        sweep_polls(lane, vault, now)
    except PollKeysAway:
        log.error("poll_keys_away")  # noqa: TRY400 - the next sweep tries again
    vault.shut()  # another process may have destroyed keys that are still open here

    def work(unit: SqlUnit) -> None:
        unit.database.change(_OVER, {"now": now})
        for key_id in doomed:
            unit.database.change(_DESTROYED, {"destroyed": key_id})

    lane.transact(work)
    lane.erase()


def sweep_polls(lane: Lane, vault: Vault, now: datetime) -> None:
    """Keys of polls whose ballots are gone, and those whose box never came to be. The key of a box that is
    there is never touched, however old it is; whoever opens one now has just made its key anew."""
    before = now - NEVER_OPENED
    made = vault.polls.made_before(before)
    boxes = lane.transact(lambda unit: {row.poll: row.state for row in unit.database.rows(_BOXES, {})})
    emptied = [poll for poll, state in boxes.items() if state == EMPTIED]
    vault.polls.destroy(emptied)
    vault.polls.destroy([poll for poll in made if poll not in boxes], before)
    lane.transact(lambda unit: unit.database.change_each(_FORGET_BOX, [{"poll": poll} for poll in emptied]))


def used_keys(lane: Lane) -> set[str]:
    """Those of all people; reads all profiles, so only at opening."""

    def work(unit: SqlUnit) -> set[str]:
        rows = [row for each in (_USED, _GUESTS) for row in unit.database.rows(each, {})]
        return {row.key_id for row in rows}

    return lane.transact(work)
