"""Ballot boxes in the words of their promises."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial

from sqlalchemy import func, select

from bot.polls.model import Ballot
from bot.polls.ports import Page
from bot.ports import Unit
from storage.ballot_tables import FOLDER, poll_keys
from storage.connecting import connect, connect_keys
from storage.engine import Storage
from storage.tables import ballot_boxes, ballots
from tests.world import NOON

POLL, OTHER = "p1" * 13, "p2" * 13


def ballot(*choice: int, cast: datetime = NOON, community: str = "2412345") -> Ballot:
    return Ballot(choice, community, cast)


def opens(storage: Storage, *polls: str) -> None:
    for poll in polls or (POLL,):
        storage.transact(partial(_open, poll))


def _open(poll: str, unit: Unit) -> None:
    unit.ballots.open(poll)


def casts(storage: Storage, member: str, cast: Ballot, poll: str = POLL) -> None:
    storage.transact(lambda unit: unit.ballots.cast(poll, member, cast))


def withdraws(storage: Storage, member: str, at: datetime = NOON, poll: str = POLL) -> None:
    storage.transact(lambda unit: unit.ballots.withdraw(poll, member, at))


def own(storage: Storage, member: str, poll: str = POLL) -> Ballot | None:
    return storage.transact(lambda unit: unit.ballots.own(poll, member))


def turnout(storage: Storage, poll: str = POLL) -> int:
    return storage.transact(lambda unit: unit.ballots.turnout(poll))


def closes(storage: Storage, poll: str = POLL) -> None:
    storage.transact(lambda unit: unit.ballots.close(poll))


def page(storage: Storage, after: bytes, limit: int, poll: str = POLL) -> Page:
    return storage.transact(lambda unit: unit.ballots.page(poll, after, limit))


def takes_out(storage: Storage, poll: str = POLL) -> list[Ballot]:
    found = storage.transact(lambda unit: unit.ballots.take_out(poll))
    return sorted(found, key=lambda each: (each.choice, each.community))


def fails_to_open(storage: Storage, poll: str = POLL) -> None:
    """As if the process had died before the commit, when the key was there already."""

    def work(unit: Unit) -> None:
        unit.ballots.open(poll)
        raise LookupError

    with suppress(LookupError):
        storage.transact(work)


def destroys(storage: Storage, poll: str = POLL) -> None:
    storage.transact(lambda unit: unit.ballots.destroy(poll))


def rows(url: str, what: str) -> int:
    """How many there are: of `boxes`, `ballots` or `keys`."""
    engine = connect_keys(url) if what == "keys" else connect(url)
    table = {"boxes": ballot_boxes, "ballots": ballots, "keys": poll_keys}[what]
    counted = select(func.count()).select_from(table)
    if table is poll_keys:
        counted = counted.where(poll_keys.c.id != FOLDER)
    with engine.begin() as connection:
        found = connection.execute(counted).scalar_one()
    engine.dispose()
    return int(found)
