"""Ballot boxes, and the keys to them, apart from the keys that are backed up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEYS = "peerbot_keys"


def upgrade() -> None:
    op.create_table(
        "ballot_boxes",
        _poll("poll"),
        sa.Column(
            "state",
            sa.String(),
            nullable=False,
            comment="open, closed, or emptied: its key is to be destroyed, until that is known to be done",
        ),
        sa.PrimaryKeyConstraint("poll", name="pk_ballot_boxes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        _poll("poll"),
        sa.Column(
            "tag",
            sa.LargeBinary(32),
            nullable=False,
            comment="one for each voter, made with the poll's key",
        ),
        _sealed("sealed", "a ballot, sealed with the poll's key; all of a length"),
        sa.PrimaryKeyConstraint("poll", "tag", name="pk_ballots"),
        sqlite_with_rowid=False,
        postgresql_partition_by="LIST (poll)",
    )
    _keys()


def _keys() -> None:
    op.create_table(
        "poll_keys",
        _poll("id"),
        _sealed("wrapped", "a poll's key, sealed with the main key; never backed up"),
        sa.Column(
            "minted_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="one whose box was never opened goes a day later",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_poll_keys"),
        schema=KEYS,
        sqlite_with_rowid=False,
        postgresql_partition_by="LIST (id)",
    )


def downgrade() -> None:
    """The ballots of polls that are open are lost, and nobody can read them any more."""
    op.drop_table("poll_keys", schema=KEYS)
    for name in ("ballots", "ballot_boxes"):
        op.drop_table(name)


def _poll(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment="poll id")


def _sealed(name: str, comment: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False, comment=comment)
