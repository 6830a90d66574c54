"""Every statement of the storage, wherever it is written, and how each database would carry it out."""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import make_url

import storage
from storage.statements import Statement, Values

SQLITE = make_url("sqlite://").get_dialect()()
POSTGRES = make_url("postgresql+psycopg://").get_dialect()()


@dataclass(frozen=True, slots=True)
class Plan:
    """The indexes that it uses; tables that it reads row by row; indexes along which it goes without a place
    to begin or to stop at; whether it sorts."""

    used: frozenset[str]
    tables: frozenset[str]
    indexes: frozenset[str]
    sorts: bool


def statements() -> Mapping[str, Statement]:
    """Of all modules: one of tomorrow needs no word here."""
    names = [module.name for module in pkgutil.walk_packages(storage.__path__, "storage.")]
    modules = [importlib.import_module(name) for name in names if not name.startswith("storage.migrations.")]
    values = [(f"{each.__name__}.{name}", value) for each in modules for name, value in vars(each).items()]
    return dict(found for name, value in values for found in _within(value, name))


def _within(value: object, name: str) -> Iterator[tuple[str, Statement]]:
    if isinstance(value, Statement):
        yield name, value
    elif isinstance(value, list | tuple | dict):
        for index, each in enumerate(value.values() if isinstance(value, dict) else value):
            yield from _within(each, f"{name}[{index}]")


def on_sqlite(database: sqlite3.Connection, statement: Statement) -> Plan:
    compiled = statement.on(SQLITE)
    explained = database.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", [None] * len(compiled.takes))
    steps = [str(step[3]).split() for step in explained]
    scans = [step for step in steps if step[0] == "SCAN" and "CONSTANT" not in step]
    return Plan(
        used=frozenset(_index(step) for step in steps if "INDEX" in step),
        tables=frozenset(step[1] for step in scans if "INDEX" not in step),
        indexes=frozenset(_index(step) for step in scans if "INDEX" in step),
        sorts=any(step[:3] == ["USE", "TEMP", "B-TREE"] for step in steps),
    )


def _index(step: list[str]) -> str:
    return step[step.index("INDEX") + 1]


def on_postgres(
    database: psycopg.Connection[Any], statement: Statement, values: Values | None = None
) -> Plan:
    """For these values; without them for any, as a prepared statement has it once it was run a few times."""
    compiled = statement.on(POSTGRES)
    if values is None:
        places = {name: f"${number}" for number, (name, _) in enumerate(compiled.takes, 1)}
        explain, arguments = f"EXPLAIN (GENERIC_PLAN, FORMAT JSON) {compiled.sql % places}", None
    else:
        explain, arguments = f"EXPLAIN (FORMAT JSON) {compiled.sql}", compiled.arguments(values)
    ((found,),) = database.execute(explain.encode(), arguments).fetchall()
    return _plan(list(_nodes(found[0]["Plan"])))


def _plan(nodes: list[dict[str, Any]]) -> Plan:
    indexed = [node for node in nodes if "Index Name" in node]
    return Plan(
        used=frozenset(node["Index Name"] for node in indexed),
        tables=frozenset(node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"),
        indexes=frozenset(node["Index Name"] for node in indexed if "Index Cond" not in node),
        sorts=any(node["Node Type"] == "Sort" for node in nodes),
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)
