"""Questions to meetings, asked without a name; and of which meetings all that was temporary is erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Meetings that were over before keep their link and their note: they have no receipt either."""
    op.create_table(
        "questions",
        _code("id", "random; the only order in which they lie"),
        _code("meeting_id", "for which meeting; gone when that has ended"),
        _code("mark", "open, aside or answered"),
        sa.Column(
            "words",
            sa.LargeBinary(),
            nullable=False,
            comment="sealed: what was asked, by nobody knows whom",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_questions_meeting_id", "questions", ["meeting_id"])
    op.create_table(
        "scrubs",
        _code("meeting_id", "of which all that was temporary is erased"),
        sa.Column(
            "questions",
            sa.Integer(),
            nullable=False,
            comment="how many there were: the receipt says so",
        ),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_scrubs"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Questions that nobody has answered yet are lost."""
    op.drop_table("scrubs")
    op.drop_table("questions")


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)
