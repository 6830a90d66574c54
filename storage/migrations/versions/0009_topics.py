"""Topics: what members want to talk about, and who supports it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _topics()
    op.create_table(
        "topic_supports",
        _code("topic_id", "of which topic: also once it is merged"),
        _code("member", "profile id; only ever counted"),
        sa.PrimaryKeyConstraint("topic_id", "member", name="pk_topic_supports"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_topic_supports_member", "topic_supports", ["member"])


def downgrade() -> None:
    """What members suggested and supported is lost; themes of meetings stay."""
    op.drop_table("topic_supports")
    op.drop_table("topics")


# ---- columns


def _code(name: str, comment: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)


def _moment(name: str, comment: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, comment=comment)


def _sealed(name: str, comment: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=True, comment=f"sealed: {comment}")


def _index(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "topics", columns, sqlite_where=condition, postgresql_where=condition)


# ---- tables


def _topics() -> None:
    op.create_table(
        "topics",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="the order in which topics were written down",
        ),
        _code("id", "random; people quote its beginning"),
        _code("state", "draft, open, shortlisted, parked, merged or chosen"),
        _code(
            "root",
            "the topic that it was merged into; its own id while it is not: there its support counts",
        ),
        _code("language", "en or fr: in which it was written"),
        _sealed("title", "what it is about"),
        _sealed("why", "why now"),
        _sealed("answer_en", "what facilitators said to it"),
        _sealed("answer_fr", "the same in French"),
        _code("tags", "themes of the network's list, parted by spaces"),
        _code("proposer", "profile id: to tell them what becomes of it; empty once they have left"),
        sa.Column("shown", sa.Boolean(), nullable=False, comment="they want to be named"),
        _count("supporters", "how many members support it or what is merged into it, each counted once"),
        _count("revision", "counts changes of anything but support: of two at once, one wins"),
        _moment("created", "since when it is known"),
        _moment("touched", "when it was changed last"),
        _moment("expires_at", "when nobody needs it any more", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_topics"),
        sa.UniqueConstraint("id", name="uq_topics_id"),
    )
    op.create_index("ix_topics_state", "topics", ["state", "supporters", "number"])
    op.create_index("ix_topics_root", "topics", ["root", "number"])
    _index("ix_topics_proposer", ["proposer", "number"], "proposer <> ''")
    _index("ix_topics_expires_at", ["expires_at"], "expires_at IS NOT NULL")
