"""Who registers for public webinars, without being a member."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webinar_guests",
        _code("id", "random; named in errands, and known to their calendar"),
        _code("key_id", "the data key of this guest, which is destroyed with the row"),
        _code("webinar_id", "for which meeting"),
        sa.Column(
            "mailbox",
            sa.LargeBinary(32),
            nullable=False,
            comment="keyed fingerprint of mailbox and webinar: one registration, and not followed to another",
        ),
        sa.Column("address", sa.LargeBinary(), comment="sealed: where their letters go"),
        _code("language", "en or fr: of the page on which they registered"),
        _code("zone", "IANA zone: in which moments are shown to them"),
        _moment("asked_at", "when somebody last asked for a letter to them"),
        _later("confirmed_at", "when they confirmed it: since then they are registered"),
        _moment("expires_at", "when they are forgotten"),
        _count("news", "the change of the webinar that their calendar was told last; 0 for none"),
        _count("sequence", "the webinar's sequence that they were told with it"),
        _code("told_by", "id of the errand that told it: another one does not tell it again"),
        _code("told_as", "how it was told: invited, moved, changed or off"),
        _count("written", "the change about which an errand was written"),
        _later("reminded", "the beginning of which an errand reminds them"),
        sa.Column(
            "shown",
            sa.Boolean(),
            nullable=False,
            comment="an errand tells them where it can be seen afterwards",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webinar_guests"),
        sa.UniqueConstraint("mailbox", name="uq_webinar_guests_mailbox"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_webinar_guests_webinar_id", "webinar_guests", ["webinar_id", "written"])
    op.create_index("ix_webinar_guests_expires_at", "webinar_guests", ["expires_at"])


def downgrade() -> None:
    """Whoever has registered for a webinar is not known any more, and hears nothing of it."""
    op.drop_index("ix_webinar_guests_expires_at", "webinar_guests")
    op.drop_index("ix_webinar_guests_webinar_id", "webinar_guests")
    op.drop_table("webinar_guests")


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _moment(name: str, comment: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, comment=comment)


def _later(name: str, comment: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), comment=comment)
