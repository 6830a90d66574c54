"""The table of guests of public webinars, who are nobody else to the network by that."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from storage.columns import code, count, later_count, metadata, sealed, truth
from storage.types import Fingerprint, Moment

webinar_guests = Table(
    "webinar_guests",
    metadata,
    Column("id", String, primary_key=True, comment="random; named in errands, and known to their calendar"),
    code("key_id", "the data key of this guest, which is destroyed with the row"),
    code("webinar_id", "for which meeting"),
    Column(
        "mailbox",
        Fingerprint,
        nullable=False,
        unique=True,
        comment="keyed fingerprint of mailbox and webinar: one registration, and not followed to another",
    ),
    sealed("address", "where their letters go"),
    code("language", "en or fr: of the page on which they registered"),
    code("zone", "IANA zone: in which moments are shown to them"),
    Column("asked_at", Moment, nullable=False, comment="when somebody last asked for a letter to them"),
    Column("confirmed_at", Moment, comment="when they confirmed it: since then they are registered"),
    Column("expires_at", Moment, nullable=False, comment="when they are forgotten"),
    count("news", "the change of the webinar that their calendar was told last; 0 for none"),
    count("sequence", "the webinar's sequence that they were told with it"),
    code("told_by", "id of the errand that told it: another one does not tell it again"),
    code("told_as", "how it was told: invited, moved, changed or off"),
    count("written", "the change about which an errand was written"),
    Column("reminded", Moment, comment="the beginning of which an errand reminds them"),
    truth("shown", "an errand tells them where it can be seen afterwards"),
    later_count("letters", "how many letters somebody asked for, since they confirmed if they did"),
    Column("withdrawn_at", Moment, comment="when they withdrew; kept until their calendar has been told"),
    Index("ix_webinar_guests_webinar_id", "webinar_id", "written"),
    Index("ix_webinar_guests_expires_at", "expires_at"),
    sqlite_with_rowid=False,
)
