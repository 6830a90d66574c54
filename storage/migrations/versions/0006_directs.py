"""Some take no direct messages: what is to be said to them goes by mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CLOSED = "takes no direct messages: what is to be said goes by mail"


def upgrade() -> None:
    op.add_column(
        "accounts",
        sa.Column("directs_closed", sa.Boolean(), nullable=False, server_default=sa.false(), comment=CLOSED),
    )


def downgrade() -> None:
    """The next message finds out again. What went by mail is settled as well as what was delivered."""
    op.execute(sa.text("UPDATE errands SET result = 'delivered' WHERE result = 'elsewhere'"))
    op.drop_column("accounts", "directs_closed")
