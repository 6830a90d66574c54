"""Topics as rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, text, update

from bot.topics.model import State, Topic
from storage.statements import Row, Statement
from storage.supports import SqlSupports
from storage.topic_tables import topics
from storage.types import Moment

ID_LENGTH = 26
SEALED = ("title", "why", "answer_en", "answer_fr")
EVERY = 1000  # more than a shortlist ever is

_ALL = select(topics)
_THIS = topics.c.id == bindparam("this")
_COLUMNS = {column.key for column in topics.c} - {"number"}
_ADD = Statement(insert(topics).inline(), _COLUMNS)
_GET = Statement(_ALL.where(topics.c.id == bindparam("id")))
_SAVE = Statement(
    update(topics).where(_THIS, topics.c.revision == bindparam("revision_before")),
    _COLUMNS - {"id", "supporters", "created"},
)
_IN_STATE = topics.c.state == bindparam("state")
_COUNT = Statement(select(func.count().label("n")).select_from(topics).where(_IN_STATE))
_PAGE = Statement(
    _ALL.where(_IN_STATE)
    .order_by(topics.c.supporters.desc(), topics.c.number.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)
_MERGED = Statement(
    _ALL.where(topics.c.root == bindparam("this"), topics.c.id != bindparam("this")).order_by(topics.c.number)
)
_OF = Statement(
    _ALL.where(topics.c.proposer == bindparam("proposer"), text("proposer <> ''")).order_by(topics.c.number)
)
_REFERRED = Statement(
    _ALL.where(topics.c.id >= bindparam("first"), topics.c.id <= bindparam("last"), topics.c.state != "draft")
    .order_by(topics.c.id)
    .limit(2)
)
_EXPIRED = Statement(
    select(topics.c.id)
    .where(topics.c.expires_at <= bindparam("before", type_=Moment))
    .order_by(topics.c.expires_at)
    .limit(bindparam("limit"))
)
_NEXT_EXPIRY = Statement(
    select(func.min(topics.c.expires_at).label("moment")).where(topics.c.expires_at.is_not(None))
)


class SqlTopics(SqlSupports):
    def add(self, topic: Topic) -> None:
        if topic.proposer:
            self._keyring.hold(topic.proposer)
        self._database.change(_ADD, self._row(topic) | {"id": topic.id, "created": topic.created})

    def get(self, topic_id: str) -> Topic | None:
        row = self._database.row(_GET, {"id": topic_id})
        return self._topic(row) if row else None

    def save(self, topic: Topic) -> bool:
        before = self.hold(topic.id)
        matched = {"this": topic.id, "revision_before": topic.revision - 1}
        if self._database.change(_SAVE, self._row(topic) | matched) == 0:
            return False
        if before != topic.root:
            for each in sorted({before, topic.id, topic.root}):
                self.count(each)
        return True

    def shortlisted(self) -> Sequence[Topic]:
        return self.listed((State.SHORTLISTED,), 0, EVERY)

    def listed(self, states: Collection[State], skip: int, limit: int) -> Sequence[Topic]:
        found: list[Topic] = []
        for state in states:
            values = {"state": state.value, "skip": skip, "limit": limit - len(found)}
            found += map(self._topic, self._database.rows(_PAGE, values))
            if len(found) == limit:
                break
            skip = max(skip - self._database.value(_COUNT, {"state": state.value}), 0)
        return found

    def merged_into(self, topic_id: str) -> Sequence[Topic]:
        return [self._topic(row) for row in self._database.rows(_MERGED, {"this": topic_id})]

    def of(self, proposer: str) -> Sequence[Topic]:
        return [self._topic(row) for row in self._database.rows(_OF, {"proposer": proposer})]

    def referred(self, reference: str) -> Sequence[Topic]:
        values = {"first": reference, "last": reference.ljust(ID_LENGTH, "z")}
        return [self._topic(row) for row in self._database.rows(_REFERRED, values)]

    def expired(self, before: datetime, limit: int) -> Sequence[str]:
        values = {"before": before, "limit": limit}
        return [row.id for row in self._database.rows(_EXPIRED, values)]

    def next_expiry(self) -> datetime | None:
        moment: datetime | None = self._database.value(_NEXT_EXPIRY, {})
        return moment

    # ---- rows and values

    def _row(self, topic: Topic) -> dict[str, object]:
        return {
            "state": topic.state.value,
            "root": topic.root,
            "language": topic.language,
            "tags": " ".join(topic.tags),
            "proposer": topic.proposer,
            "shown": topic.shown,
            "supporters": 0,
            "revision": topic.revision,
            "touched": topic.touched,
            "expires_at": topic.expires,
        } | {field: self._seal(topic, field) for field in SEALED}

    def _topic(self, row: Row) -> Topic:
        return Topic(
            id=row.id,
            title=self._unseal(row, "title"),
            language=row.language,
            proposer=row.proposer,
            created=row.created,
            touched=row.touched,
            why=self._unseal(row, "why"),
            tags=tuple(row.tags.split()),
            shown=row.shown,
            state=State(row.state),
            into=row.root if row.root != row.id else "",
            answer_en=self._unseal(row, "answer_en"),
            answer_fr=self._unseal(row, "answer_fr"),
            supporters=row.supporters,
            revision=row.revision,
        )

    def _seal(self, topic: Topic, field: str) -> bytes | None:
        words: str = getattr(topic, field)
        return self._keyring.seal_common(f"topics.{field}", topic.id, words)

    def _unseal(self, row: Row, field: str) -> str:
        return self._keyring.unseal_common(f"topics.{field}", row.id, getattr(row, field))
