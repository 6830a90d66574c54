"""Several processes with one line to Discord: whose it is, and which commands it was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leases",
        _code("name", "what one process at a time does for all"),
        _code("holder", "random; which process"),
        sa.Column(
            "until", sa.DateTime(timezone=True), nullable=False, comment="the process has it until then"
        ),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "told",
        _code("name", "what another side was told"),
        _code("fingerprint", "digest of what it was told last, to tell it nothing twice"),
        sa.PrimaryKeyConstraint("name", name="pk_told"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Nothing is lost: processes take their leases anew, and tell again what was told."""
    for name in ("leases", "told"):
        op.drop_table(name)


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)
