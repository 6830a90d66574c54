"""What all slices hold about one person, together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from bot.rights.ports import Holder, Record
from storage import held_joining, held_meetings, held_members, held_polls, held_topics
from storage.holding import SqlHolder
from storage.keyring import Keyring
from storage.statements import Database

SLICES = (held_members, held_joining, held_meetings, held_topics, held_polls)


class SqlHoldings:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._holders: Sequence[Holder] = [SqlHolder(database, keyring, each.SOURCES) for each in SLICES]

    def held(self, person: str, *where: str) -> Sequence[Record]:
        return list(chain.from_iterable(holder.held(person, *where) for holder in self._holders))
