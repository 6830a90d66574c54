"""Which communities agree to be named in public, on whose word and since when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agreements",
        _code("community_id", "row of the registry: it may be named in public"),
        _code("basis", "code: on whose word; empty once it may not any more"),
        _code("day", "year, month and day on which they said so; empty once they do not any more"),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="counts changes: of two at once, one wins"
        ),
        sa.PrimaryKeyConstraint("community_id", name="pk_agreements"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """No community is named any more: whoever agreed has to be asked again."""
    op.drop_table("agreements")


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)
