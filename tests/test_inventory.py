"""The inventory of what is kept: every column of the database stands on it, with what for and how long."""

from collections import Counter

import pytest
from sqlalchemy import delete, inspect, text

from bot.members.aging import RULES, What
from bot.members.inventory import INVENTORY, KINDS, of_column, rules_of
from bot.members.retention import BY_EVENT, Retention, Rule
from storage.aged_rows import CHANGES, EMPTY_REQUEST, EMPTY_WRITINGS, SEAT
from storage.connecting import connect_both
from storage.tables import KEYS_SCHEMA, metadata, topics, webinar_guests

ALEMBICS = "alembic_version.version_num"
# What the core does one by one: beside rows that go, the stores of these tables empty or drop them.
IN_PIECES = {
    What.REQUESTS: (EMPTY_REQUEST, EMPTY_WRITINGS),
    What.SEATS: (SEAT,),
    What.TOPICS: (delete(topics),),
    What.GUESTS: (delete(webinar_guests),),
}
BY_AGE_ALONE = {Rule.STRANGER, Rule.REMOVED, Rule.PARTING}  # of people: their columns go as a person's do


def listed() -> Counter[str]:
    return Counter(f"{held.table}.{column}" for held in INVENTORY for column in held.columns)


def test_every_column_of_the_schema_is_on_the_inventory() -> None:
    """None is kept without a purpose and a time, and none is listed that is not there."""
    there = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns}

    assert set(listed()) ^ {*there, ALEMBICS} == set()


def test_every_column_of_a_migrated_database_is_on_the_inventory(database_url: str) -> None:
    """What the migrations make, in both schemas, whichever database it is."""
    engine = connect_both(database_url)
    try:
        with engine.connect() as connection:
            found = inspect(connection)
            there = {
                f"{table}.{column['name']}"
                for schema in (None, KEYS_SCHEMA)
                for table in found.get_table_names(schema=schema)
                for column in found.get_columns(table, schema=schema)
            }
    finally:
        engine.dispose()

    assert set(listed()) ^ there == set()


def test_a_column_that_is_slipped_in_is_found_by_its_name(migrated_sqlite: str) -> None:
    """Somebody who adds a column to keep what people say fails at once."""
    engine = connect_both(migrated_sqlite)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE profiles ADD COLUMN said VARCHAR"))
    with engine.connect() as connection:
        there = {column["name"] for column in inspect(connection).get_columns("profiles")}
    engine.dispose()

    assert {f"profiles.{name}" for name in there} - set(listed()) == {"profiles.said"}
    with pytest.raises(LookupError, match=r"profiles\.said"):
        of_column("profiles", "said")


def test_no_column_stands_there_twice() -> None:
    """One purpose and one rule for each."""
    assert [name for name, times in listed().items() if times > 1] == []


def test_every_rule_is_somebodys() -> None:
    """A rule that no column has would be a promise about nothing."""
    assert {rule for kind in KINDS for rule in rules_of(kind)} == set(Rule) - BY_AGE_ALONE


def test_a_rule_ends_by_an_event_or_at_an_age() -> None:
    """None is left without an end."""
    assert set(Retention().ages()) == set(Rule) - BY_EVENT


def test_what_has_an_age_is_looked_for() -> None:
    """Of each column that goes with time its rule finds the table, and deletes the row or empties it."""
    left = {
        f"{held.table}.{column}"
        for held in INVENTORY
        if held.rule in set(RULES.values())
        for column in held.columns
        if not any(_goes(what, held.table, column) for what in What if RULES[what] is held.rule)
    }

    assert left == set()
    assert set(RULES.values()) | {Rule.TOMBSTONE} == set(Retention().ages())


def _goes(what: What, table: str, column: str) -> bool:
    changes = (*CHANGES.get(what, ()), *IN_PIECES.get(what, ()))
    about = [change for change in changes if str(change.table) == table]
    return any(change.is_delete or f" {column}=" in str(change) for change in about)
