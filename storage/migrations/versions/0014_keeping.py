"""What is forgotten when: since when somebody is, how many came once their answers are gone, the numbers of
keys that no backup may bring back, and the ways to find what is too old. Lines of the audit that are a year
older than the newest one may lose the ids in them, and nothing else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEYS = "peerbot_keys"
OF_WHOM = "; emptied after a while"
IDS = {
    "actor": "profile id of whoever did it, or the operator, or time alone",
    "subject": "id of what it was done to",
    "detail": "codes and ids: from what to what",
}
INDEXES = (
    ("ix_profiles_strangers", "profiles", ("known_at",), "standing = 'outside' AND key_id <> ''"),
    (
        "ix_profiles_parted",
        "profiles",
        ("standing", "left_at"),
        "standing IN ('left', 'removed') AND key_id <> ''",
    ),
    ("ix_profiles_forgotten", "profiles", ("forgotten_at",), "forgotten_at IS NOT NULL"),
    ("ix_requests_told_us", "requests", ("decided_at",), "decided_at IS NOT NULL AND mailbox IS NOT NULL"),
    (
        "ix_requests_handled",
        "requests",
        ("decided_at",),
        "decided_at IS NOT NULL AND (assigned_to <> '' OR decided_by <> '' OR first_by <> '')",
    ),
    (
        "ix_audit_naming",
        "audit",
        ("at",),
        "(actor NOT IN ('', 'clock', 'operator') OR subject <> '' OR detail <> '')",
    ),
    ("ix_vouches_asked_at", "vouches", ("asked_at",), None),
    ("ix_attestations_at", "attestations", ("at",), None),
    ("ix_listings_confirmed", "listings", ("confirmed_at",), "confirmed_by <> ''"),
    ("ix_listings_revoked", "listings", ("revoked_at",), "revoked_by <> ''"),
    ("ix_polls_opened", "polls", ("closes_at",), "opened_by <> ''"),
)
# What may change of a line: its ids go, all of them, once it is a year older than the newest one.
SAME = ("number", "id", "at", "action", "reason")
NEWEST = "(SELECT at FROM audit ORDER BY number DESC LIMIT 1)"
EMPTIED = " AND ".join(
    [*(f"NEW.{name} = OLD.{name}" for name in SAME), *(f"NEW.{name} = ''" for name in IDS)]
)


def upgrade() -> None:
    op.add_column("profiles", _moment("forgotten_at", "when they were forgotten: the row goes a while later"))
    op.execute(sa.text("UPDATE profiles SET forgotten_at = coalesce(left_at, known_at) WHERE key_id = ''"))
    op.add_column(
        "meetings",
        sa.Column(
            "attended",
            sa.Integer(),
            nullable=False,
            server_default=sa.text("0"),
            comment="how many said that they come, once their answers are gone; never who",
        ),
    )
    op.create_table(
        "destroyed_keys",
        sa.Column("id", sa.String(), nullable=False, comment="random; a key that no backup may bring back"),
        _moment("destroyed_at", "kept until no backup has that key any more", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_destroyed_keys"),
        schema=KEYS,
        sqlite_with_rowid=False,
    )
    for name, table, columns, where in INDEXES:
        condition = sa.text(where) if where else None
        op.create_index(name, table, [*columns], sqlite_where=condition, postgresql_where=condition)
    _comment(OF_WHOM)
    _let_ids_go()


def downgrade() -> None:
    """Nothing is forgotten by its age alone any more; what is restored may bring back who was forgotten."""
    _let_nothing_go()
    _comment("")
    for name, table, _columns, _where in INDEXES:
        op.drop_index(name, table)
    op.drop_table("destroyed_keys", schema=KEYS)
    op.drop_column("meetings", "attended")
    op.drop_column("profiles", "forgotten_at")


def _moment(name: str, comment: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, comment=comment)


def _comment(behind: str) -> None:
    """Of columns; SQLite has none."""
    if _on_postgresql():
        for name, comment in IDS.items():
            op.execute(f"COMMENT ON COLUMN audit.{name} IS '{comment}{behind}'")


def _let_ids_go() -> None:
    if _on_postgresql():
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF TG_OP = 'UPDATE' THEN IF {EMPTIED} AND OLD.at <= {NEWEST} - interval '359 days'"
            " THEN RETURN NEW; END IF; END IF;"
            " RAISE EXCEPTION 'the audit is append-only'; END $$"
        )
        return
    old_enough = f"OLD.at <= datetime({NEWEST}, '-359 days')"
    op.execute("DROP TRIGGER audit_no_update")
    op.execute(_refuse_updates(f" WHEN NOT ({EMPTIED} AND {old_enough})"))


def _let_nothing_go() -> None:
    if _on_postgresql():
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$"
        )
        return
    op.execute("DROP TRIGGER audit_no_update")
    op.execute(_refuse_updates(""))


def _refuse_updates(when: str) -> str:
    return (
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit{when}"
        " BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    )


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
