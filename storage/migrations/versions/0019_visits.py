"""Links to members' own pages, and the visits that they begin, by fingerprints of their secrets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visits",
        sa.Column(
            "link",
            sa.LargeBinary(32),
            nullable=False,
            comment="keyed fingerprint of the secret in a link",
        ),
        sa.Column(
            "visit",
            sa.LargeBinary(32),
            nullable=True,
            comment="keyed fingerprint of the secret of the browser that has followed it",
        ),
        sa.Column("member", sa.String(), nullable=False, comment="profile id: whose pages they are"),
        sa.Column(
            "expires_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="until when the link is good, or the visit that it began",
        ),
        sa.PrimaryKeyConstraint("link", name="pk_visits"),
        sa.UniqueConstraint("visit", name="uq_visits_visit"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visits_member", "visits", ["member"])
    op.create_index("ix_visits_expires_at", "visits", ["expires_at"])


def downgrade() -> None:
    """Links in letters lead nowhere any more; members ask for another."""
    op.drop_index("ix_visits_expires_at", "visits")
    op.drop_index("ix_visits_member", "visits")
    op.drop_table("visits")
