"""Putting a backup back, into a database that `peerbot migrate` has just made.

First the whole backup is looked through. Then come the keys, durable before anything that needs them, then
the data in one transaction, in which whoever was forgotten since is forgotten again. Keys without data are
the most that an interruption leaves, and they are in nobody's way: the next attempt puts the same ones in
their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, or_, select, text, update

from bot.joining.errands import card_errand
from bot.ports import Clock, Entropy
from storage.backup import DATA
from storage.checking import Checked, opened
from storage.connecting import connect, connect_keys
from storage.disk import not_stored
from storage.errors import NotEmpty
from storage.forgetting_again import forget_again
from storage.forgotten import said_by_store
from storage.keys import KeyStore
from storage.locking import alone
from storage.putting_back import put_keys, put_rows
from storage.sealing import MainKey
from storage.secret_folder import folder_of
from storage.state import check
from storage.tables import DECIDABLE, errands, polls, postings, requests, wrapped_keys
from storage.turns import ASIDE
from storage.unit import SqlUnit
from storage.vault import Vault

_AT_THE_DESK = (
    select(requests.c.id, requests.c.revision, postings.c.platform)
    .join(postings, postings.c.subject == requests.c.id)
    .where(or_(text(DECIDABLE), requests.c.held_until.is_not(None)))
    .order_by(requests.c.number, postings.c.platform)
)


def restore(url: str, checked: Checked, main_key: bytes, clock: Clock, entropy: Entropy) -> int:
    """All of it or nothing. How many errands may have been carried out since, and are done again only if
    their kind may happen twice. Raises `NotMigrated`, `KeysMissing`, `AlreadyRunning`, `OtherRevision`,
    `NotEmpty`, `NotStored`, and as `checked` does should the files have been changed by now."""
    checked.found.must_fit(clock.now())
    check(url)
    store = connect_keys(url)
    vault = Vault(KeyStore(store), folder_of(url), main_key, entropy, clock)
    main = MainKey(main_key, entropy)
    with closing(vault), alone(url), opened(checked.backup, main) as files, not_stored():
        if not _is_empty(url):
            raise NotEmpty
        forgotten = checked.forgotten | said_by_store(store, clock.now())
        lives = put_keys(store, files.keys, checked.known, forgotten)
        with _kept_for_data(store, url, lives=lives), _transaction(url) as connection:
            put_rows(connection, files.data, DATA)
            forget_again(
                connection, SqlUnit(connection, vault), checked.found.keyless, forgotten, clock.now()
            )
            _count_on(connection)
            _close_open_polls(connection, clock.now())
            interrupted = _mark_interrupted(connection, clock.now())
            _show_anew(connection, SqlUnit(connection, vault), clock.now(), entropy)
            return interrupted


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    engine = connect(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _is_empty(url: str) -> bool:
    with _transaction(url) as connection:
        firsts = (select(text("1")).select_from(table).limit(1) for table in DATA)
        return not any(connection.execute(first).first() for first in firsts)


@contextmanager
def _kept_for_data(store: Engine, url: str, *, lives: bool) -> Iterator[None]:
    """Keys go again when the block fails, unless others were there before, or the data is there all the same:
    a commit can come to its end without an answer."""
    try:
        yield
    except BaseException:
        with suppress(Exception):  # what went wrong before is what is told
            if not lives and _is_empty(url):
                with store.begin() as connection:
                    connection.execute(delete(wrapped_keys))
        raise


def _mark_interrupted(connection: Connection, now: datetime) -> int:
    """As if a courier had died with all whose turn has come or may have come since: what may be done twice
    is, under the same name, and what may not is given up."""
    may_be_done = or_(errands.c.due <= now, errands.c.due == ASIDE)
    waiting = update(errands).where(
        errands.c.settled_at.is_(None), errands.c.lease_until.is_(None), may_be_done
    )
    return connection.execute(waiting.values(lease_until=errands.c.written)).rowcount


def _show_anew(connection: Connection, unit: SqlUnit, now: datetime, entropy: Entropy) -> None:
    """What waits at the desk: its cards show how it was later, perhaps a decision that is lost now."""
    for row in connection.execute(_AT_THE_DESK).all():
        errand_id = entropy.identifier()
        about = f"{row.revision}:restored-{errand_id}"
        unit.outbox.add(card_errand(errand_id, row.id, about, row.platform, now))


def _close_open_polls(connection: Connection, now: datetime) -> None:
    """Their ballots are in no backup. At the next beat it is found that they are gone, and said."""
    connection.execute(update(polls).where(polls.c.stage == "open").values(stage="closing", closes_at=now))


def _count_on(connection: Connection) -> None:
    """Numbers go on after the highest; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in DATA:
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            highest = select(func.max(column)).scalar_subquery()
            connection.execute(select(func.setval(sequence, highest)))
