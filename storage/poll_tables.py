"""The tables of polls: their rules and options, and who may vote. Ballots are elsewhere.

What a poll asks, what can be chosen and what came of it is sealed with the network's key.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from storage.columns import code, count, index, metadata, number, row_id, sealed, truth
from storage.types import Moment

RUNNING = "stage IN ('open', 'closing')"
OPEN_POLL = "stage = 'open'"
TO_TELL = "stage = 'open' AND telling <> 'done'"
TO_REMIND = "reminds_at IS NOT NULL"
HAS_PARTED = "parted"
OPENED = "opened_by <> ''"

polls = Table(
    "polls",
    metadata,
    number("the order in which polls were written down"),
    row_id("random; buttons name it"),
    sealed("title_en", "what is asked"),
    sealed("title_fr", "the same in French"),
    code("method", "one, approval or ranked: how a ballot is filled in"),
    count("most", "how many may be approved of; 0 for other methods"),
    Column("closes_at", Moment, nullable=False, comment="from then on no ballot is taken"),
    code("seed", "by which a tie is drawn; published before it opens"),
    count("quorum", "how many ballots it takes; 0 for any number"),
    code("deciding", "person or community: whose count decides"),
    code("tie", "listed or drawn: who of several with the same count is ahead"),
    truth("may_add", "members may add options"),
    code("meeting_id", "for which meeting, if any"),
    code("stage", "draft, open, closing, closed or withdrawn"),
    Column("opened_at", Moment, comment="since when it is open"),
    code("opened_by", "profile id of the facilitator who opened it"),
    count("revision", "counts changes: of two who change it at once, one wins"),
    count("voters", "how many were on the roll when it opened"),
    count("turnout", "how many ballots were in the box at `counted_at`; never whose"),
    Column("counted_at", Moment, comment="the moment of the grid at which they were counted"),
    code("telling", "the profile id up to which letters are written; done when all of them are"),
    Column("reminds_at", Moment, comment="when reminders are written"),
    code("reminding", "how many of them are written, and up to which profile id"),
    sealed("totals", "how often what was chosen, as it is published; none of it is anybody's"),
    code("theme_of", "the meeting whose theme the outcome became"),
    Index("ix_polls_stage", "stage", "number"),
    index("ix_polls_running", "closes_at", where=RUNNING),
    index("ix_polls_opened", "closes_at", where=OPENED),
    index("ix_polls_to_tell", "number", where=TO_TELL),
    index("ix_polls_reminds_at", "reminds_at", where=TO_REMIND),
)

poll_options = Table(
    "poll_options",
    metadata,
    Column("poll_id", String, primary_key=True, comment="of which poll"),
    Column("option", Integer, primary_key=True, autoincrement=False, comment="its name on ballots"),
    count("place", "where it is listed"),
    sealed("text_en", "what can be chosen"),
    sealed("text_fr", "the same in French"),
    code("topic", "id of the topic that it came from, if any"),
    code("suggested_by", "profile id of the member who added it, until the poll is closed: how many each"),
    sqlite_with_rowid=False,
)

poll_roll = Table(
    "poll_roll",
    metadata,
    Column("poll_id", String, primary_key=True, comment="in which poll they may vote, until it is closed"),
    Column("member", String, primary_key=True, comment="profile id; never whether they voted"),
    code("community", "row of the registry for whom they worked when it opened"),
    truth("parted", "they are no member any more: what they may have in the box is to be looked after"),
    code("heir", "profile id of the same person, who has what was theirs"),
    Index("ix_poll_roll_member", "member"),
    index("ix_poll_roll_parted", "poll_id", "member", where=HAS_PARTED),
    sqlite_with_rowid=False,
)
