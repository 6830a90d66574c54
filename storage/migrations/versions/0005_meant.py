"""A community that was typed where nothing could be looked up: whether it is clear which one is meant."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UNSURE = "what they typed may mean a row of the registry, and they have not said which"


def upgrade() -> None:
    op.add_column(
        "requests",
        sa.Column("unsure", sa.Boolean(), nullable=False, server_default=sa.false(), comment=UNSURE),
    )


def downgrade() -> None:
    """Nobody is asked any more; what they typed stays."""
    op.drop_column("requests", "unsure")
