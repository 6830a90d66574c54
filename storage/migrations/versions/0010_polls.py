"""Polls: their rules and options, and who may vote."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _polls()
    op.create_table(
        "poll_options",
        _code("poll_id", "of which poll"),
        sa.Column("option", sa.Integer(), nullable=False, autoincrement=False, comment="its name on ballots"),
        _count("place", "where it is listed"),
        _sealed("text_en", "what can be chosen"),
        _sealed("text_fr", "the same in French"),
        _code("topic", "id of the topic that it came from, if any"),
        _code(
            "suggested_by", "profile id of the member who added it, until the poll is closed: how many each"
        ),
        sa.PrimaryKeyConstraint("poll_id", "option", name="pk_poll_options"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_roll",
        _code("poll_id", "in which poll they may vote, until it is closed"),
        _code("member", "profile id; never whether they voted"),
        _code("community", "row of the registry for whom they worked when it opened"),
        _truth("parted", "they are no member any more: what they may have in the box is to be looked after"),
        _code("heir", "profile id of the same person, who has what was theirs"),
        sa.PrimaryKeyConstraint("poll_id", "member", name="pk_poll_roll"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_poll_roll_member", "poll_roll", ["member"])
    _index("ix_poll_roll_parted", "poll_roll", ["poll_id", "member"], "parted")


def downgrade() -> None:
    """All polls are lost, those that are open too."""
    for name in ("poll_roll", "poll_options", "polls"):
        op.drop_table(name)


# ---- columns


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _truth(name: str, comment: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, comment=comment)


def _moment(name: str, comment: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, comment=comment)


def _sealed(name: str, comment: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=True, comment=f"sealed: {comment}")


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


# ---- tables


def _polls() -> None:
    op.create_table(
        "polls",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the order in which polls were written down",
        ),
        _code("id", "random; buttons name it"),
        _sealed("title_en", "what is asked"),
        _sealed("title_fr", "the same in French"),
        _code("method", "one, approval or ranked: how a ballot is filled in"),
        _count("most", "how many may be approved of; 0 for other methods"),
        _moment("closes_at", "from then on no ballot is taken", nullable=False),
        _code("seed", "by which a tie is drawn; published before it opens"),
        _count("quorum", "how many ballots it takes; 0 for any number"),
        _code("deciding", "person or community: whose count decides"),
        _code("tie", "listed or drawn: who of several with the same count is ahead"),
        _truth("may_add", "members may add options"),
        _code("meeting_id", "for which meeting, if any"),
        _code("stage", "draft, open, closing, closed or withdrawn"),
        _moment("opened_at", "since when it is open"),
        _code("opened_by", "profile id of the facilitator who opened it"),
        _count("revision", "counts changes: of two who change it at once, one wins"),
        *_progress(),
        sa.PrimaryKeyConstraint("number", name="pk_polls"),
        sa.UniqueConstraint("id", name="uq_polls_id"),
    )
    op.create_index("ix_polls_stage", "polls", ["stage", "number"])
    _index("ix_polls_running", "polls", ["closes_at"], "stage IN ('open', 'closing')")
    _index("ix_polls_to_tell", "polls", ["number"], "stage = 'open' AND telling <> 'done'")
    _index("ix_polls_reminds_at", "polls", ["reminds_at"], "reminds_at IS NOT NULL")


def _progress() -> tuple[sa.Column[Any], ...]:
    return (
        _count("voters", "how many were on the roll when it opened"),
        _count("turnout", "how many ballots were in the box at `counted_at`; never whose"),
        _moment("counted_at", "the moment of the grid at which they were counted"),
        _code("telling", "the profile id up to which letters are written; done when all of them are"),
        _moment("reminds_at", "when reminders are written"),
        _code("reminding", "how many of them are written, and up to which profile id"),
        _sealed("totals", "how often what was chosen, as it is published; none of it is anybody's"),
        _code("theme_of", "the meeting whose theme the outcome became"),
    )
