"""What a column takes, and what it refuses."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Dialect, make_url
from sqlalchemy.types import TypeDecorator

from bot.outbox import Errand
from storage.engine import Storage
from storage.types import Fingerprint, Moment, Sealed
from tests.promises.cast import errand
from tests.promises.conftest import clock, storage
from tests.world import NOON

__all__ = ["clock", "storage"]

DIALECTS = [make_url(name).get_dialect()() for name in ("sqlite://", "postgresql+psycopg://")]


def bound(kind: TypeDecorator[Any], dialect: Dialect) -> Callable[[object], object]:
    process = kind.bind_processor(dialect)
    assert process is not None
    return process


def test_a_moment_without_a_zone_is_refused(storage: Storage) -> None:
    """Nobody could say when it was."""
    naive = errand("a", due=NOON.replace(tzinfo=None))

    with pytest.raises(ValueError, match="without a zone"):
        storage.transact(lambda unit: unit.outbox.add(naive))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 25, 13, 0, tzinfo=ZoneInfo("America/Toronto")),
        datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/Toronto"), fold=1),
        datetime(2026, 1, 1, tzinfo=UTC) - timedelta(microseconds=1),
        datetime(2026, 1, 1, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(storage: Storage, moment: datetime) -> None:
    """To the microsecond, from any zone, in the hour that comes twice too."""

    def stored() -> Errand | None:
        return storage.transact(lambda unit: unit.outbox.get("a"))

    storage.transact(lambda unit: unit.outbox.add(errand("a", due=moment)))
    found = stored()

    assert found is not None
    assert found.due == moment.astimezone(UTC)
    assert found.due.tzinfo is UTC


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_what_was_not_sealed_does_not_get_into_a_sealed_column(dialect: Dialect) -> None:
    """Forgetting to seal is a fault, not a leak."""
    bind = bound(Sealed(), dialect)

    assert bind(None) is None
    for words in (b"Jo", b"\x01Jo", b"a name that is longer than any overhead of sealing"):
        with pytest.raises(ValueError, match="sealed"):
            bind(words)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_what_is_no_fingerprint_does_not_get_into_its_column(dialect: Dialect) -> None:
    """Neither an address nor a shortened one."""
    bind = bound(Fingerprint(), dialect)

    assert bind(bytes(32)) == bytes(32)
    for other in (b"jo@york.ca", bytes(31)):
        with pytest.raises(ValueError, match="fingerprint"):
            bind(other)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_no_moment_is_no_moment(dialect: Dialect) -> None:
    """NULL both ways."""
    read = Moment().result_processor(dialect, None)

    assert bound(Moment(), dialect)(None) is None
    assert read(None) is None
