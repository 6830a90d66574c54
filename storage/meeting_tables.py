"""The tables of meetings: what is planned, and what each member has of it.

What a meeting is about and where it takes place is sealed with the network's key.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, text

from storage.columns import (
    code,
    count,
    index,
    later_code,
    later_count,
    later_truth,
    metadata,
    number,
    row_id,
    sealed,
    truth,
)
from storage.types import Moment

UNTOLD = "told < news"
NAMED = "uid <> ''"
PLANNED = "state = 'planned'"

meetings = Table(
    "meetings",
    metadata,
    number("the order in which meetings were written down"),
    row_id("random; people quote its beginning, calendars know the meeting by it"),
    code("kind", "peer, foundational, workshop or webinar: what is allowed there"),
    code("state", "draft, planned or cancelled"),
    code("wall", "what clocks show in `zone` when it begins: that is what was promised"),
    code("zone", "IANA zone of the organiser"),
    count("minutes", "how long it lasts"),
    Column("starts_at", Moment, nullable=False, comment="the instant of it, to find what is due"),
    code("zone_data", "version of the zone data by which that instant was computed"),
    sealed("theme_en", "what it is about"),
    sealed("theme_fr", "the same in French"),
    sealed("link", "where members come in"),
    sealed("note_en", "what members read before it: questions and answers"),
    sealed("note_fr", "the same in French"),
    sealed("recording", "where a public webinar can be seen afterwards; no other kind has one"),
    code("facilitators", "profile ids, parted by spaces"),
    code("languages", "those that are spoken, parted by spaces"),
    code("interpretation", "open, planned or none"),
    truth("breakouts", "small groups are planned, where interpretation does not work"),
    count("capacity", "how many there is room for; 0 for everybody"),
    later_code("breaks", "of a workshop: minutes after its beginning, and how long, parted by spaces"),
    later_count("line", "counts who asked for a place: by it those wait who have none"),
    later_count("attended", "how many said that they come, once their answers are gone; never who"),
    count("sequence", "counts how often members were asked again"),
    count("revision", "counts changes: of two who change it at once, one wins"),
    count("news", "the latest change that members are to be told"),
    count("told", "the one that every member was told"),
    code("telling", "that change and the profile id up to which members are being told"),
    Column("stamp", Moment, nullable=False, comment="when that change was made"),
    Column("reminds_at", Moment, comment="when the next reminders are written"),
    Column("hosts_at", Moment, comment="when those who run it are next told something"),
    code("hosting", "what that is: interpretation, checklist or after"),
    code("reminding", "which these are, how many were written, and up to which profile id"),
    Index("ix_meetings_starts_at", "starts_at"),
    index("ix_meetings_planned", "starts_at", where=PLANNED),
    index("ix_meetings_untold", "number", where=UNTOLD),
    index("ix_meetings_reminds_at", "reminds_at", where="reminds_at IS NOT NULL"),
    index("ix_meetings_hosts_at", "hosts_at", where="hosts_at IS NOT NULL"),
)

seats = Table(
    "seats",
    metadata,
    Column("meeting_id", String, primary_key=True, comment="of which meeting"),
    Column("member", String, primary_key=True, comment="profile id"),
    later_code("uid", "random; their calendar knows the meeting by it, or by its id where there is none"),
    count("news", "the change that their calendar was told last; 0 for none"),
    count("sequence", "the meeting's sequence that they were told with it"),
    code("told_by", "id of the errand that told it: another one does not tell it again"),
    code("told_as", "how it was told: invited, moved, changed, off or parted"),
    truth("called_off", "it was told as a cancellation"),
    truth("under_way", "the letter about it has neither arrived nor failed yet"),
    count("shift", "by how much the sequence that they are told is higher than the meeting's"),
    code("answer", "going, maybe or no; empty until they have answered"),
    count("answered_to", "the sequence that the answer is to"),
    Column("answered_at", Moment, comment="when they answered: what comes late does not undo it"),
    later_truth("placed", "there is a place for them; who is going waits for one otherwise"),
    later_count("line", "by which they wait"),
    truth("wish", "they wish for interpretation"),
    truth("reasoned", "why they cannot come was counted: once is enough"),
    code("rated", "which questions about it they answered, parted by spaces; never what"),
    Index("ix_seats_member", "member"),
    index("ix_seats_uid", "uid", where=NAMED, unique=True),
    sqlite_with_rowid=False,
)

former_entries = Table(
    "former_entries",
    metadata,
    Column("id", String, primary_key=True, comment="random; named in an errand"),
    code("member", "profile id of whose it was, as they are known now"),
    code("meeting_id", "of which meeting"),
    code("uid", "by which that calendar knows it"),
    count("sequence", "with which it is called off there"),
    sealed("address", "the mailbox that was theirs, until its calendar was told"),
    Index("ix_former_entries_member", "member"),
    sqlite_with_rowid=False,
)

clock_changes = Table(
    "clock_changes",
    metadata,
    Column("meeting_id", String, primary_key=True, comment="of which meeting"),
    Column("zone", String, primary_key=True, comment="IANA zone of clocks that show another time for it"),
    code("rules", "version of the zone data by which they do"),
    code("was", "what they were to show before"),
    sqlite_with_rowid=False,
)

decline_counts = Table(
    "decline_counts",
    metadata,
    Column("meeting_id", String, primary_key=True, comment="of which meeting"),
    Column("reason", String, primary_key=True, comment="time, workload, theme or language"),
    Column("n", Integer, nullable=False, server_default=text("0"), comment="how many said so; never who"),
    sqlite_with_rowid=False,
)

reminder_choices = Table(
    "reminder_choices",
    metadata,
    Column("member", String, primary_key=True, comment="profile id"),
    code("way", "direct, mail or none: where they want to be reminded of meetings"),
    truth("week", "a week before"),
    truth("day", "a day before"),
    truth("hour", "an hour before"),
    sqlite_with_rowid=False,
)

feedback = Table(
    "feedback",
    metadata,
    Column("meeting_id", String, primary_key=True, comment="about which meeting"),
    Column("question", String, primary_key=True, comment="informed, motivated or together"),
    count("n", "how many answered; shown from five on"),
    count("total", "the sum of what they said, from 1 to 5 each; never who said what"),
    sqlite_with_rowid=False,
)
