"""The keys of polls leave the database for a folder; a table says under which names they lie there."""

from __future__ import annotations

import secrets
from datetime import datetime

import sqlalchemy as sa
from alembic import context, op

from storage.errors import PollKeysAway
from storage.secret_folder import folder_of
from storage.types import Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEYS = "peerbot_keys"
FOLDER = "folder"
BEFORE = sa.text(f"SELECT id, wrapped, minted_at FROM {KEYS}.poll_keys ORDER BY id")  # noqa: S608 - a constant
NAMES = sa.text(f"SELECT name FROM {KEYS}.poll_keys")  # noqa: S608 - likewise


def upgrade() -> None:
    """Polls that are open go on: their keys move, wrapped as they are."""
    found = op.get_bind().execute(BEFORE.columns(minted_at=Moment)).all()
    op.drop_table("poll_keys", schema=KEYS)
    op.create_table(
        "poll_keys",
        sa.Column("id", sa.String(), nullable=False, comment="poll id; `folder` for the folder itself"),
        sa.Column(
            "name",
            sa.String(),
            nullable=False,
            comment="random; of the file that holds its key, sealed with the main key; never backed up",
        ),
        _minted_at(),
        sa.PrimaryKeyConstraint("id", name="pk_poll_keys"),
        schema=KEYS,
        sqlite_with_rowid=False,
    )
    if found:
        first = min(row.minted_at for row in found)
        _move([(FOLDER, b"", first), *((row.id, row.wrapped, row.minted_at) for row in found)])


def _move(keys: list[tuple[str, bytes, datetime]]) -> None:
    """The files are durable before the rows that name them are."""
    rows = [{"id": poll, "name": secrets.token_hex(13), "minted_at": moment} for poll, _, moment in keys]
    try:
        folder = folder_of(context.config.attributes["url"])
        for row, (_, wrapped, _) in zip(rows, keys, strict=True):
            folder.write(str(row["name"]), wrapped)
    except OSError as error:
        raise PollKeysAway from error
    table = sa.table(
        "poll_keys", sa.column("id"), sa.column("name"), sa.column("minted_at", Moment), schema=KEYS
    )
    op.bulk_insert(table, rows)


def downgrade() -> None:
    """The ballots of polls that are open are lost, and nobody can read them any more."""
    found = op.get_bind().execute(NAMES).all()
    if found:
        folder = folder_of(context.config.attributes["url"])
        for row in found:
            folder.destroy(row.name)
    op.drop_table("poll_keys", schema=KEYS)
    op.create_table(
        "poll_keys",
        sa.Column("id", sa.String(), nullable=False, comment="poll id"),
        sa.Column(
            "wrapped",
            sa.LargeBinary(),
            nullable=False,
            comment="a poll's key, sealed with the main key; never backed up",
        ),
        _minted_at(),
        sa.PrimaryKeyConstraint("id", name="pk_poll_keys"),
        schema=KEYS,
        sqlite_with_rowid=False,
        postgresql_partition_by="LIST (id)",
    )


def _minted_at() -> sa.Column[object]:
    comment = "one whose box was never opened goes a day later"
    return sa.Column("minted_at", sa.DateTime(timezone=True), nullable=False, comment=comment)
