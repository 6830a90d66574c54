"""Where things are shown, as rows."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Database, Statement
from storage.tables import postings

_REFERENCE = Statement(
    select(postings.c.reference).where(
        postings.c.subject == bindparam("subject"), postings.c.platform == bindparam("platform")
    )
)
_NEW = insert(postings)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[postings.c.subject, postings.c.platform],
        set_={"reference": _NEW.excluded.reference},
    )
)


class SqlPostings:
    def __init__(self, database: Database) -> None:
        self._database = database

    def reference(self, subject: str, platform: str) -> str | None:
        found: str | None = self._database.value(_REFERENCE, {"subject": subject, "platform": platform})
        return found

    def keep(self, subject: str, platform: str, reference: str) -> None:
        values = {"subject": subject, "platform": platform, "reference": reference}
        self._database.change(_KEEP, values)
