"""Private pages: whose is under which address, by a fingerprint of its secret."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "private_pages",
        sa.Column(
            "token",
            sa.LargeBinary(32),
            nullable=False,
            comment="keyed fingerprint of the secret in its address: who knows it, looks after the request",
        ),
        sa.Column("owner", sa.String(), nullable=False, comment="profile id"),
        sa.Column(
            "made_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="from then on it counts for half a year",
        ),
        sa.PrimaryKeyConstraint("token", name="pk_private_pages"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_private_pages_owner", "private_pages", ["owner"])
    op.create_index("ix_private_pages_made_at", "private_pages", ["made_at"])


def downgrade() -> None:
    """Whoever has registered on the web finds their page no more; what they asked for stays."""
    op.drop_index("ix_private_pages_made_at", "private_pages")
    op.drop_index("ix_private_pages_owner", "private_pages")
    op.drop_table("private_pages")
