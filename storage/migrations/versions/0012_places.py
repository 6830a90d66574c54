"""Places at workshops, and their breaks; what each member's calendar knows a meeting by; what
stands in former calendars; what clocks were to show before their rules changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever said that they are coming has a place: there was room for everybody."""
    op.add_column(
        "meetings",
        sa.Column(
            "breaks",
            sa.String(),
            nullable=False,
            server_default=sa.text("''"),
            comment="of a workshop: minutes after its beginning, and how long, parted by spaces",
        ),
    )
    op.add_column("meetings", _count("line", "counts who asked for a place: by it those wait who have none"))
    op.add_column(
        "seats",
        sa.Column(
            "placed",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="there is a place for them; who is going waits for one otherwise",
        ),
    )
    op.add_column("seats", _count("line", "by which they wait"))
    _names()
    _formers()
    _clocks()
    op.execute(sa.text("UPDATE seats SET placed = TRUE WHERE answer = 'going'"))


def downgrade() -> None:
    """Workshops have no breaks and room for everybody again. Calendars that know a meeting by a name of their
    own hear no more of it; they are told anew by the next change."""
    op.drop_table("clock_changes")
    op.drop_table("former_entries")
    op.drop_index("ix_seats_uid", "seats")
    for table, name in (
        ("seats", "uid"),
        ("seats", "line"),
        ("seats", "placed"),
        ("meetings", "line"),
        ("meetings", "breaks"),
    ):
        op.drop_column(table, name)


def _names() -> None:
    """Whoever was invited before keeps what they were told."""
    op.add_column(
        "seats",
        sa.Column(
            "uid",
            sa.String(),
            nullable=False,
            server_default=sa.text("''"),
            comment="random; their calendar knows the meeting by it, or by its id where there is none",
        ),
    )
    named = sa.text("uid <> ''")
    op.create_index("ix_seats_uid", "seats", ["uid"], unique=True, sqlite_where=named, postgresql_where=named)


def _formers() -> None:
    op.create_table(
        "former_entries",
        _code("id", "random; named in an errand"),
        _code("member", "profile id of whose it was, as they are known now"),
        _code("meeting_id", "of which meeting"),
        _code("uid", "by which that calendar knows it"),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="with which it is called off there"),
        sa.Column(
            "address",
            sa.LargeBinary(),
            nullable=True,
            comment="sealed: the mailbox that was theirs, until its calendar was told",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_former_entries"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_former_entries_member", "former_entries", ["member"])


def _clocks() -> None:
    op.create_table(
        "clock_changes",
        _code("meeting_id", "of which meeting"),
        _code("zone", "IANA zone of clocks that show another time for it"),
        _code("rules", "version of the zone data by which they do"),
        _code("was", "what they were to show before"),
        sa.PrimaryKeyConstraint("meeting_id", "zone", name="pk_clock_changes"),
        sqlite_with_rowid=False,
    )


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"), comment=comment)
