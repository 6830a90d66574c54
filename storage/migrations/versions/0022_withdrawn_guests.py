"""Guests who withdrew, until their calendar has been told; how many letters were asked for to one address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "webinar_guests",
        sa.Column(
            "letters",
            sa.Integer(),
            nullable=False,
            server_default=sa.text("0"),
            comment="how many letters somebody asked for, since they confirmed if they did",
        ),
    )
    op.add_column(
        "webinar_guests",
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            comment="when they withdrew; kept until their calendar has been told",
        ),
    )


def downgrade() -> None:
    """Whoever has withdrawn, and whose address is gone, is no guest."""
    op.execute("DELETE FROM webinar_guests WHERE withdrawn_at IS NOT NULL OR key_id = ''")
    op.drop_column("webinar_guests", "withdrawn_at")
    op.drop_column("webinar_guests", "letters")
