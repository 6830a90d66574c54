"""Where things are shown, as rows."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.tables import postings

_REFERENCE = select(postings.c.reference).where(
    postings.c.subject == bindparam("subject"), postings.c.platform == bindparam("platform")
)
_NEW = insert(postings)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=[postings.c.subject, postings.c.platform], set_={"reference": _NEW.excluded.reference}
)


class SqlPostings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def reference(self, subject: str, platform: str) -> str | None:
        return self._connection.execute(_REFERENCE, {"subject": subject, "platform": platform}).scalar()

    def keep(self, subject: str, platform: str, reference: str) -> None:
        values = {"subject": subject, "platform": platform, "reference": reference}
        self._connection.execute(_KEEP, values)
