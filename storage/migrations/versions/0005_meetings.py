"""Meetings: what is planned, who is invited, and what they answered."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _meetings()
    _seats()
    op.create_table(
        "reminder_choices",
        _code("member", "profile id"),
        _code("way", "direct, mail or none: where they want to be reminded of meetings"),
        _truth("week", "a week before"),
        _truth("day", "a day before"),
        _truth("hour", "an hour before"),
        sa.PrimaryKeyConstraint("member", name="pk_reminder_choices"),
        sqlite_with_rowid=False,
    )
    _feedback()
    op.create_table(
        "decline_counts",
        _code("meeting_id", "of which meeting"),
        _code("reason", "time, workload, theme or language"),
        sa.Column(
            "n",
            sa.Integer(),
            nullable=False,
            server_default=sa.text("0"),
            comment="how many said so; never who",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "reason", name="pk_decline_counts"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """All meetings and what members answered are lost; the calendars of members keep what they were told."""
    for name in ("feedback", "decline_counts", "reminder_choices", "seats", "meetings"):
        op.drop_table(name)


# ---- columns


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _truth(name: str, comment: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, comment=comment)


def _moment(name: str, comment: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, comment=comment)


def _sealed(name: str, comment: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=True, comment=f"sealed: {comment}")


def _index(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "meetings", columns, sqlite_where=condition, postgresql_where=condition)


# ---- tables


def _meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the order in which meetings were written down",
        ),
        _code("id", "random; people quote its beginning, calendars know the meeting by it"),
        _code("kind", "peer, foundational, workshop or webinar: what is allowed there"),
        _code("state", "draft, planned or cancelled"),
        _code("wall", "what clocks show in `zone` when it begins: that is what was promised"),
        _code("zone", "IANA zone of the organiser"),
        _count("minutes", "how long it lasts"),
        _moment("starts_at", "the instant of it, to find what is due", nullable=False),
        _code("zone_data", "version of the zone data by which that instant was computed"),
        _sealed("theme_en", "what it is about"),
        _sealed("theme_fr", "the same in French"),
        _sealed("link", "where members come in"),
        _sealed("note_en", "what members read before it: questions and answers"),
        _sealed("note_fr", "the same in French"),
        _sealed("recording", "where a public webinar can be seen afterwards; no other kind has one"),
        _code("facilitators", "profile ids, parted by spaces"),
        _code("languages", "those that are spoken, parted by spaces"),
        _code("interpretation", "open, planned or none"),
        _truth("breakouts", "small groups are planned, where interpretation does not work"),
        _count("capacity", "how many there is room for; 0 for everybody"),
        _count("sequence", "counts how often members were asked again"),
        _count("revision", "counts changes: of two who change it at once, one wins"),
        _count("news", "the latest change that members are to be told"),
        _count("told", "the one that every member was told"),
        _code("telling", "that change and the profile id up to which members are being told"),
        *_timed(),
        sa.PrimaryKeyConstraint("number", name="pk_meetings"),
        sa.UniqueConstraint("id", name="uq_meetings_id"),
    )
    op.create_index("ix_meetings_starts_at", "meetings", ["starts_at"])
    _index("ix_meetings_planned", ["starts_at"], "state = 'planned'")
    _index("ix_meetings_untold", ["number"], "told < news")
    for name in ("reminds_at", "hosts_at"):
        _index(f"ix_meetings_{name}", [name], f"{name} IS NOT NULL")


def _timed() -> tuple[sa.Column[Any], ...]:
    return (
        _moment("stamp", "when that change was made", nullable=False),
        _moment("reminds_at", "when the next reminders are written"),
        _moment("hosts_at", "when those who run it are next told something"),
        _code("hosting", "what that is: interpretation, checklist or after"),
        _code("reminding", "which these are, how many were written, and up to which profile id"),
    )


def _seats() -> None:
    op.create_table(
        "seats",
        _code("meeting_id", "of which meeting"),
        _code("member", "profile id"),
        _count("news", "the change that their calendar was told last; 0 for none"),
        _count("sequence", "the meeting's sequence that they were told with it"),
        _code("told_by", "id of the errand that told it: another one does not tell it again"),
        _code("told_as", "how it was told: invited, moved, changed, off or parted"),
        _truth("called_off", "it was told as a cancellation"),
        _truth("under_way", "the letter about it has neither arrived nor failed yet"),
        _count("shift", "by how much the sequence that they are told is higher than the meeting's"),
        _code("answer", "going, maybe or no; empty until they have answered"),
        _count("answered_to", "the sequence that the answer is to"),
        _moment("answered_at", "when they answered: what comes late does not undo it"),
        _truth("wish", "they wish for interpretation"),
        _truth("reasoned", "why they cannot come was counted: once is enough"),
        _code("rated", "which questions about it they answered, parted by spaces; never what"),
        sa.PrimaryKeyConstraint("meeting_id", "member", name="pk_seats"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_seats_member", "seats", ["member"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        _code("meeting_id", "about which meeting"),
        _code("question", "informed, motivated or together"),
        _count("n", "how many answered; shown from five on"),
        _count("total", "the sum of what they said, from 1 to 5 each; never who said what"),
        sa.PrimaryKeyConstraint("meeting_id", "question", name="pk_feedback"),
        sqlite_with_rowid=False,
    )
