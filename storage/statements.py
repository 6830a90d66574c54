"""Running Core statements at the price of the driver.

A statement is written with SQLAlchemy Core once, as a constant, and compiled once for each kind of database.
Running it goes straight to the driver: with all that SQLAlchemy prepares at each execution, an event of nine
statements took more than twice as long, and nothing of that is needed here.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.engine.interfaces import DBAPICursor

from storage.errors import NotAlone

Process = Callable[[Any], Any]
Row = Any  # a named tuple of the selected columns; None where there is none
Values = Mapping[str, object]
Take = Callable[[Values], object]
Arguments = Sequence[object] | Mapping[str, object]  # by place or by name, as the driver wants them


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in the words of one database. `arguments` are taken from the values that are given."""

    sql: str
    by_place: bool
    takes: tuple[tuple[str, Take], ...]
    row: Callable[[Iterable[Any]], Row]
    read: tuple[tuple[int, Process], ...]

    def arguments(self, values: Values) -> Arguments:
        if self.by_place:
            return [take(values) for _, take in self.takes]
        return {name: take(values) for name, take in self.takes}

    def rows(self, cursor: DBAPICursor) -> list[Row]:
        return [self._row(found) for found in cursor.fetchall()]

    def _row(self, found: Sequence[Any]) -> Row:
        values = list(found)
        for place, process in self.read:
            values[place] = process(values[place])
        return self.row(values)


class Statement:
    """A Core statement. `columns` are those that it sets, where the statement itself does not say."""

    def __init__(
        self, core: Select[*tuple[Any, ...]] | Insert | Update | Delete, columns: Iterable[str] = ()
    ) -> None:
        self._core = core
        self.table = "" if isinstance(core, Select) else str(core.table)  # the one that it changes
        self._columns = list(columns)
        self._compiled: dict[str, _Compiled] = {}

    def on(self, dialect: Dialect) -> _Compiled:
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = self._compile(dialect)
        return self._compiled[dialect.name]

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._core.compile(dialect=dialect, column_keys=self._columns or None)
        binds = {name: bound for bound, name in compiled.bind_names.items()}
        columns = list(self._core.exported_columns)
        names = [str(column.key) for column in columns]
        return _Compiled(
            sql=str(compiled),
            by_place=compiled.positiontup is not None,
            takes=tuple((name, _take(name, binds[name], dialect)) for name in compiled.positiontup or binds),
            row=namedtuple("Row", names, rename=True)._make,  # type: ignore[attr-defined] # noqa: PYI024 - known only now
            read=tuple(_readers(columns, dialect)),
        )


def _take(name: str, bound: BindParameter[Any], dialect: Dialect) -> Take:
    """How an argument comes from what is given: as it is, made ready for the driver, or not at all, since
    the statement itself says it."""
    process = bound.type.dialect_impl(dialect).bind_processor(dialect)
    if not bound.required:
        constant = process(bound.effective_value) if process else bound.effective_value
        return lambda _values: constant
    if process is None:
        return itemgetter(name)
    return lambda values: process(values[name])


def _readers(columns: Sequence[ColumnElement[Any]], dialect: Dialect) -> Iterator[tuple[int, Process]]:
    for place, column in enumerate(columns):
        process = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if process:
            yield place, process


class Database:
    """The line to the database for the length of one transaction. Errors are the driver's own. `alone` is the
    table of which this transaction may change one row, and nothing else."""

    def __init__(self, connection: Connection) -> None:
        self.dialect = connection.dialect
        self.alone = ""
        self.erases = False  # what is deleted here is to leave the files too
        self._changed: set[str] = set()
        self._cursor = connection.connection.cursor()

    def rows(self, statement: Statement, values: Values) -> list[Row]:
        compiled = statement.on(self.dialect)
        self._cursor.execute(compiled.sql, compiled.arguments(values))
        return compiled.rows(self._cursor)

    def row(self, statement: Statement, values: Values) -> Row:
        """The only one, or None."""
        rows = self.rows(statement, values)
        return rows[0] if rows else None

    def value(self, statement: Statement, values: Values) -> Row:
        """The first column of the only row, or None."""
        row = self.row(statement, values)
        return row[0] if row else None

    def change(self, statement: Statement, values: Values) -> int:
        """How many rows it changed."""
        self._changed.add(statement.table)
        compiled = statement.on(self.dialect)
        self._cursor.execute(compiled.sql, compiled.arguments(values))
        return self._cursor.rowcount

    def change_each(self, statement: Statement, several: Sequence[Values]) -> None:
        """The same for several values, at once."""
        if several:
            self._changed.add(statement.table)
            compiled = statement.on(self.dialect)
            arguments: list[Any] = [compiled.arguments(values) for values in several]
            self._cursor.executemany(compiled.sql, arguments)

    def define(self, statement: str) -> None:
        """What no Core statement says: about tables, not about rows."""
        self._cursor.execute(statement)

    def finish(self) -> None:
        """Before the commit; raises `NotAlone`."""
        if self.alone and self._changed - {self.alone}:
            raise NotAlone
