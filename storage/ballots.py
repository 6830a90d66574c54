"""Ballot boxes as rows: a state for each, and sealed ballots of one length under tags.

A vote reads its own row, puts another in its place, and looks once more whether the box is open: so whoever
closes it, and waits for the votes that are under way, has every ballot that was acknowledged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from random import Random

from psycopg.errors import CheckViolation
from sqlalchemy import LargeBinary, and_, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.polls.errors import BallotsAway
from bot.polls.model import Ballot
from bot.polls.ports import BoxClosed, Page
from storage.ballot_key import BallotKey
from storage.ballot_tables import ballot_boxes, ballots, partition
from storage.errors import Conflict, PollKeysAway, Tampered
from storage.poll_keys import PollKeys
from storage.sealed_ballot import sealed_form, unsealed_form
from storage.statements import Database, Row, Statement

OPEN, CLOSED, EMPTIED = "open", "closed", "emptied"
FULL = (OPEN, CLOSED)
ALL = 1_000_000  # far more than people

_THIS = ballot_boxes.c.poll == bindparam("this")
_STATE = Statement(select(ballot_boxes.c.state).where(_THIS))
_ADD = Statement(insert(ballot_boxes).on_conflict_do_nothing(), ["poll", "state"])
_MOVE = Statement(update(ballot_boxes).where(_THIS), ["state"])
_OWN = Statement(
    select(ballot_boxes.c.state, ballots.c.tag, ballots.c.sealed)
    .outerjoin(ballots, and_(ballots.c.poll == ballot_boxes.c.poll, ballots.c.tag == bindparam("tag")))
    .where(_THIS)
)
_NEW = insert(ballots)
_PUT = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[ballots.c.poll, ballots.c.tag],
        set_={"sealed": _NEW.excluded.sealed},
        where=ballots.c.sealed == bindparam("seen", type_=ballots.c.sealed.type),
    ),
    ["poll", "tag", "sealed"],
)
_PAGE = Statement(
    select(ballots.c.tag, ballots.c.sealed)
    .where(ballots.c.poll == bindparam("this"), ballots.c.tag > bindparam("after", type_=LargeBinary()))
    .order_by(ballots.c.tag)
    .limit(bindparam("limit"))
)
_DROP = Statement(delete(ballots).where(ballots.c.poll == bindparam("this")))


class SqlBallots:
    def __init__(self, database: Database, keys: PollKeys) -> None:
        self._database = database
        self._keys = keys
        self._by_partition = database.dialect.name == "postgresql"
        self.doomed: list[str] = []

    def open(self, poll: str) -> None:
        state = self._state(poll)
        if state == EMPTIED:
            raise BoxClosed
        if state:
            return
        with _polite():
            self._keys.make(poll)
        if self._database.change(_ADD, {"poll": poll, "state": OPEN}) != 1:
            raise Conflict
        self._define("CREATE TABLE {} PARTITION OF {} FOR VALUES IN ('{}')", poll)

    def cast(self, poll: str, member: str, ballot: Ballot) -> bool:
        self._database.alone = ballots.name
        key = self._key(poll)
        tag = key.tag(member)
        row = self._database.row(_OWN, {"this": poll, "tag": tag})
        if row is None or row.state != OPEN:
            raise BoxClosed
        former = _opened(key, tag, row.sealed) if row.sealed is not None else None
        if former and former.cast > ballot.cast:
            return False
        self._put(poll, tag, key.seal(tag, sealed_form(ballot)), row.sealed)
        return True

    def _put(self, poll: str, tag: bytes, sealed: bytes, seen: bytes | None) -> None:
        values = {"poll": poll, "tag": tag, "sealed": sealed, "seen": seen}
        try:
            if self._database.change(_PUT, values) != 1:
                raise Conflict
        except CheckViolation:  # its partition was dropped since the box was looked at
            raise BoxClosed from None
        if self._by_partition and self._state(poll) != OPEN:
            raise BoxClosed

    def withdraw(self, poll: str, member: str, at: datetime) -> bool:
        return self.cast(poll, member, Ballot((), "", at))

    def own(self, poll: str, member: str) -> Ballot | None:
        key = self._key_of(poll) if self._state(poll) in FULL else None
        if key is None:
            return None
        tag = key.tag(member)
        row = self._database.row(_OWN, {"this": poll, "tag": tag})
        return next(_cast(key, [row]), None) if row and row.sealed else None

    def turnout(self, poll: str) -> int:
        key = self._key_of(poll) if self._state(poll) in FULL else None
        return sum(1 for _ in _cast(key, self._page(poll, b"", ALL))) if key else 0

    def close(self, poll: str) -> None:
        if self._state(poll) != OPEN:
            return
        self._database.change(_MOVE, {"this": poll, "state": CLOSED})
        self._define("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", poll)

    def take_out(self, poll: str) -> Sequence[Ballot]:
        self.close(poll)
        return self.page(poll, b"", ALL).ballots

    def page(self, poll: str, after: bytes, limit: int) -> Page:
        if self._state(poll) != CLOSED:
            raise BoxClosed
        key, rows = self._key(poll), self._page(poll, after, limit)
        found = list(_cast(key, rows))
        Random(self._keys.chance()).shuffle(found)  # noqa: S311 - seeded anew from the secure source
        damaged = sum(_opened(key, row.tag, row.sealed) is None for row in rows)
        return Page(found, rows[-1].tag if len(rows) == limit else b"", damaged)

    def destroy(self, poll: str) -> None:
        if self._state(poll) not in FULL:
            return
        self._database.change(_MOVE, {"this": poll, "state": EMPTIED})
        if self._by_partition:
            self._define("DROP TABLE IF EXISTS {}", poll)
        else:
            self._database.change(_DROP, {"this": poll})
        self.doomed.append(poll)

    def _state(self, poll: str) -> str | None:
        state: str | None = self._database.value(_STATE, {"this": poll})
        return state

    def _key(self, poll: str) -> BallotKey:
        key = self._key_of(poll)
        if key is None:
            raise BallotsAway if self._state(poll) == OPEN else BoxClosed
        return key

    def _key_of(self, poll: str) -> BallotKey | None:
        with _polite():
            return self._keys.of(poll)

    def _page(self, poll: str, after: bytes, limit: int) -> Sequence[Row]:
        return self._database.rows(_PAGE, {"this": poll, "after": after, "limit": limit})

    def _define(self, statement: str, poll: str) -> None:
        """What concerns a partition; there are none on SQLite."""
        if self._by_partition:
            self._database.define(statement.format(partition(ballots.name, poll), ballots.name, poll))


@contextmanager
def _polite() -> Iterator[None]:
    try:
        yield
    except PollKeysAway:
        raise BallotsAway from None


def _opened(key: BallotKey, tag: bytes, sealed: bytes) -> Ballot | None:
    """None when the row is damaged."""
    try:
        return unsealed_form(key.unseal(tag, sealed))
    except Tampered:
        return None


def _cast(key: BallotKey, rows: Iterable[Row]) -> Iterator[Ballot]:
    """Without those that were withdrawn, and those that cannot be read."""
    opened = (_opened(key, row.tag, row.sealed) for row in rows)
    return (ballot for ballot in opened if ballot and not ballot.is_withdrawn)
