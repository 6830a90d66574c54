"""How often one person may do what: a table, counted in memory alone (`pace`), asked before any database is.

So that one member who lets a script run keeps nobody else waiting. It is far more than anybody does by hand.
Those who run the network are not held up when they decide (what they may do is limited in `oversight`); how
often a code may be asked for and tried, and a ballot changed, has limits of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat import Command, Event, Identity, Lookup, Press, Reader, Role
from bot.errors import Refusal
from bot.pace import Pace

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
READERS = 10_000  # whose language is remembered, to answer them without a look at the database


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so long, counted from the first."""

    most: int
    span: timedelta


LIMITS: Mapping[str, Limit] = {
    # whatever it is
    "command": Limit(30, MINUTE),
    "button": Limit(120, MINUTE),
    "form": Limit(30, MINUTE),
    "lookup": Limit(300, MINUTE),
    # what others see, or what costs more than an answer
    "form questions.ask": Limit(10, HOUR),
    "form topics.suggest": Limit(20, HOUR),
    "form polls.suggest": Limit(20, HOUR),
    "form joining.submit": Limit(20, HOUR),
    "form joining.change": Limit(20, HOUR),
    "form joining.link": Limit(20, HOUR),
    "button meetings.feed_new": Limit(20, HOUR),
    "button rights.export": Limit(10, HOUR),
    # each visit that they begin is counted for itself
    "command peer page": Limit(10, HOUR),
    "button visits.page": Limit(10, HOUR),
}
RUNS_THE_NETWORK = frozenset({Role.COORDINATOR, Role.FACILITATOR})


class TooFast(Refusal):
    """That was faster than a person is: {n} minutes, and it works again."""

    personal = True


class Limits:
    """May be used by several threads at once. Each process counts for itself, and forgets when it ends."""

    def __init__(self, table: Mapping[str, Limit] = LIMITS) -> None:
        self._table = table
        self._paces = {name: Pace(limit.most, limit.span) for name, limit in table.items()}
        self._readers: dict[Identity, Reader] = {}

    def exceeded(self, event: Event | Lookup, now: datetime) -> timedelta | None:
        """This counts, too; None while it may be done, else how long it takes at most until it may again."""
        if event.person.roles & RUNS_THE_NETWORK:
            return None
        over = [name for name in self._names(event) if not self._paces[name].allows(_who(event), now)]
        return max((self._table[name].span for name in over), default=None)

    def allows(self, name: str, who: str, now: datetime) -> bool:
        """This counts, too: for what comes in by no event."""
        return name not in self._table or self._paces[name].allows(who, now)

    def is_spent(self, event: Event, now: datetime) -> bool:
        """Whether the next one would be too much; nothing is counted."""
        roles, who = event.person.roles, _who(event)
        return not roles & RUNS_THE_NETWORK and any(
            self._paces[name].is_spent(who, now) for name in self._names(event)
        )

    def lift(self) -> None:
        """From now on there are none: for taking figures of one person who does very much."""
        self._table, self._paces = {}, {}

    def learn(self, identity: Identity, reader: Reader) -> None:
        """In whose language they are answered when it is too much."""
        if len(self._readers) >= READERS and identity not in self._readers:
            self._readers.clear()
        self._readers[identity] = reader

    def reader(self, event: Event) -> Reader:
        return self._readers.get(event.person.identity, event.person.reader)

    def _names(self, event: Event | Lookup) -> Iterator[str]:
        kind = _kind(event)
        yield from (name for name in (kind, f"{kind} {_what(event)}") if name in self._table)


def refusal(after: timedelta) -> TooFast:
    return TooFast(n=int(after / MINUTE))


def _who(event: Event | Lookup) -> str:
    of = event.person.identity
    return f"{of.platform}:{of.workspace}:{of.user}"


def _kind(event: Event | Lookup) -> str:
    if isinstance(event, Command):
        return "command"
    if isinstance(event, Lookup):
        return "lookup"
    return "button" if isinstance(event, Press) else "form"


def _what(event: Event | Lookup) -> str:
    return f"{event.root} {event.name}" if isinstance(event, Command) else event.action
