"""The desk under real conditions: promises with a clock, held decisions, the audit, shared moments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WAS_OPEN = "state IN ('unverified', 'waiting', 'needs_information')"
OPEN = f"({WAS_OPEN} OR held_until IS NOT NULL)"
CHANGES = ("UPDATE", "DELETE")
# What columns of before hold now, and what they held.
COMMENTS = {
    ("profiles", "standing"): (
        "outside, member, suspended, removed or left: what the network needs to know",
        "outside, member or left: what the network needs to know",
    ),
    ("writings", "kind"): ("line, question, answer, note or former", "line, question, answer or note"),
}


def upgrade() -> None:
    _profiles()
    _requests()
    _errands()
    _audit()
    _append_only()
    _comment(0)
    op.create_table(
        "marks",
        _code("name", "what all processes share a moment of"),
        _moment("at", "since when it is so, or when it was last done", nullable=False),
        _code("actor", "profile id of whoever did it, or the operator, or time alone"),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """What was decided and is still held counts as decided; the audit and what is paused are lost."""
    _comment(1)
    op.drop_table("marks")
    op.drop_table("audit")
    if _on_postgresql():
        op.execute("DROP FUNCTION refuse_change()")
    for name in ("failed", "failing"):
        op.drop_index(f"ix_errands_{name}", "errands")
    for name in (
        "uq_requests_open",
        "ix_requests_decidable",
        "ix_requests_reminds_at",
        "ix_requests_held_until",
    ):
        op.drop_index(name, "requests")
    for name in ("purpose", "reminds_at", "broken_at", "held_until"):
        op.drop_column("requests", name)
    _index("uq_requests_open", "requests", ["applicant"], WAS_OPEN, unique=True)
    for name in ("inside", "coordinated_at"):
        op.drop_index(f"ix_profiles_{name}", "profiles")
    for name in ("reason", "coordinated_at"):
        op.drop_column("profiles", name)


# ---- columns


def _code(name: str, comment: str, default: str | None = None) -> sa.Column[str]:
    given = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.String(), nullable=False, server_default=given, comment=comment)


def _moment(name: str, comment: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, comment=comment)


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _comment(which: int) -> None:
    """SQLite keeps none."""
    for (table, column), comments in COMMENTS.items():
        if _on_postgresql():
            op.alter_column(table, column, comment=comments[which])


def _on_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"


# ---- tables


def _profiles() -> None:
    op.add_column("profiles", _code("reason", "code of why they were suspended or removed", ""))
    op.add_column(
        "profiles",
        _moment("coordinated_at", "when they last acted as a coordinator: who else there is"),
    )
    _index("ix_profiles_inside", "profiles", ["id"], "standing IN ('member', 'suspended')")
    _index("ix_profiles_coordinated_at", "profiles", ["coordinated_at"], "coordinated_at IS NOT NULL")


def _requests() -> None:
    purpose = _code("purpose", "to join, to change employer or mailbox, or to link an account", "join")
    op.add_column("requests", purpose)
    for name, comment in (
        ("reminds_at", "when time alone next brings something about for it"),
        ("broken_at", "when the promise to answer was broken"),
        ("held_until", "until then nobody outside hears of the decision"),
    ):
        op.add_column("requests", _moment(name, comment))
    op.drop_index("uq_requests_open", "requests")
    _index("uq_requests_open", "requests", ["applicant"], OPEN, unique=True)
    _index("ix_requests_decidable", "requests", ["answer_by"], "state IN ('waiting', 'needs_information')")
    for name in ("reminds_at", "held_until"):
        _index(f"ix_requests_{name}", "requests", [name], f"{name} IS NOT NULL")
    # What waits already: the next beat finds out which of its moments is the next.
    op.execute(
        sa.text(
            "UPDATE requests SET reminds_at = coalesce(paused_at, proven_at)"
            " WHERE state IN ('waiting', 'needs_information')"
        )
    )


def _errands() -> None:
    _index("ix_errands_failed", "errands", ["number"], "result IN ('never', 'unknown')")
    _index("ix_errands_failing", "errands", ["number"], "settled_at IS NULL AND code <> ''")


def _audit() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "audit",
        sa.Column("number", number, nullable=False, comment="the order in which things were done"),
        _code("id", "random; names the line when somebody asks about it"),
        _moment("at", "when it was done", nullable=False),
        _code("actor", "profile id of whoever did it, or the operator, or time alone"),
        _code("action", "code: what was done"),
        _code("subject", "id of what it was done to"),
        _code("reason", "code: why"),
        _code("detail", "codes and ids: from what to what"),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
        sa.UniqueConstraint("id", name="uq_audit_id"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject", "number"])


def _append_only() -> None:
    """The database itself refuses to change or delete a line of the audit."""
    if _on_postgresql():
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            "CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in CHANGES:
        op.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit"
            " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        )
