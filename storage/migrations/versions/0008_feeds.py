"""Members' calendar feeds: whose is under which address, by a fingerprint of its secret."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("member", sa.String(), nullable=False, comment="profile id"),
        sa.Column(
            "token",
            sa.LargeBinary(32),
            nullable=False,
            comment="keyed fingerprint of the secret in its address",
        ),
        sa.Column(
            "made_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="since when that is its address, to show it",
        ),
        sa.PrimaryKeyConstraint("member", name="pk_calendar_feeds"),
        sa.UniqueConstraint("token", name="uq_calendar_feeds_token"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Members make themselves new addresses."""
    op.drop_table("calendar_feeds")
