"""What tables are made of: their columns by the kind of what they hold."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, false, text

from storage.types import Number, Sealed

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def code(name: str, comment: str) -> Column[str]:
    """An id, a code or a version of ours; empty rather than NULL when there is none."""
    return Column(name, String, nullable=False, comment=comment)


def later_code(name: str, comment: str, default: str = "") -> Column[str]:
    """A code that rows of before did not have."""
    return Column(name, String, nullable=False, server_default=text(f"'{default}'"), comment=comment)


def count(name: str, comment: str) -> Column[int]:
    return Column(name, Integer, nullable=False, comment=comment)


def later_count(name: str, comment: str) -> Column[int]:
    """Nought for rows of before."""
    return Column(name, Integer, nullable=False, server_default=text("0"), comment=comment)


def truth(name: str, comment: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, comment=comment)


def later_truth(name: str, comment: str) -> Column[bool]:
    """False for rows of before."""
    return Column(name, Boolean, nullable=False, server_default=false(), comment=comment)


def sealed(name: str, comment: str) -> Column[bytes]:
    """Words of or about a person; NULL when there are none."""
    return Column(name, Sealed, comment=f"sealed: {comment}")


def number(comment: str) -> Column[int]:
    return Column("number", Number, primary_key=True, comment=comment)


def row_id(comment: str) -> Column[str]:
    return Column("id", String, nullable=False, unique=True, comment=comment)


def index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    condition = text(where)
    return Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
