"""What a database of a story remembers beyond the bot: the errands that were erased, for the verdict."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData, inspect, select, text

from storage.connecting import connect
from storage.statements import Database, Row, Statement
from storage.tables import errands

ERASED = errands.to_metadata(MetaData(), name="erased_errands")
_COLUMNS = ", ".join(column.name for column in errands.c)
_OLD = ", ".join(f"OLD.{column.name}" for column in errands.c)
_KEEP = f"INSERT INTO erased_errands ({_COLUMNS}) VALUES ({_OLD})"  # noqa: S608 - names of our own columns
_BODY = f"BEGIN {_KEEP}; RETURN NULL; END"
_MADE = {
    "sqlite": (f"CREATE TRIGGER keep_erased AFTER DELETE ON errands BEGIN {_KEEP}; END",),
    "postgresql": (
        f"CREATE FUNCTION keep_erased() RETURNS trigger LANGUAGE plpgsql AS '{_BODY}'",
        "CREATE TRIGGER keep_erased AFTER DELETE ON errands FOR EACH ROW EXECUTE FUNCTION keep_erased()",
    ),
}
_ALL = Statement(select(ERASED))


def remember_erased(url: str) -> None:
    """From here on."""
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE erased_errands AS SELECT * FROM errands WHERE 1 = 0"))
        for statement in _MADE[engine.dialect.name]:
            connection.execute(text(statement))
    engine.dispose()


def erased(connection: Connection) -> list[Row]:
    """None where nobody remembers them."""
    if not inspect(connection).has_table(ERASED.name):
        return []
    return list(Database(connection).rows(_ALL, {}))
