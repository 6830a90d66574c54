"""The registry of communities in memory: what ships with the bot and, laid over it, what was imported and
learned."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from adapters.lookalikes import Lookalikes
from bot.folding import fold
from bot.joining.address import Address
from bot.joining.communities import Community
from bot.joining.designations import without_designation
from bot.joining.registry import Changes, Listed, Listing, Lookalike

# A name is shorter; folding a heap of accents takes quadratic time.
_QUERY_LIMIT = 200
_ABSENT = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """A community and all that it is found by, folded: its names, each also without "City of"."""

    community: Community
    names: frozenset[str]


class Directory:
    """Implements `bot.joining.registry.Communities`. What is looked into is never changed but replaced, so
    that any thread may look at any time."""

    def __init__(self, communities: Iterable[Community] = (), listed: Iterable[Listed] = ()) -> None:
        self._version = 0
        self._entries: dict[str, _Entry] = {}
        self._listed: dict[str, Listed] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        self._by_domain: dict[str, tuple[Listed, ...]] = {}
        self._lookalikes = Lookalikes()
        self._take_in(communities, listed)

    @classmethod
    def starter(cls) -> Directory:
        """The registry as it was installed with the bot."""
        return cls(*_installed())

    def __iter__(self) -> Iterator[Community]:
        return (entry.community for entry in self._entries.values())

    @property
    def version(self) -> int:
        return self._version

    def apply(self, changes: Changes) -> None:
        if changes.version > self._version:
            self._take_in(changes.communities, changes.listed)
            self._version = changes.version

    def _take_in(self, communities: Iterable[Community], listed: Iterable[Listed]) -> None:
        entries, known = dict(self._entries), dict(self._listed)
        entries.update((each.id, _entry(each)) for each in communities)
        known.update((each.key, each) for each in listed)
        of: dict[str, tuple[str, ...]] = {}
        by_domain: dict[str, tuple[Listed, ...]] = {}
        for key, each in known.items():
            of[each.community_id] = (*of.get(each.community_id, ()), key)
            if each.stands:
                by_domain[each.domain] = (*by_domain.get(each.domain, ()), each)
        self._entries, self._listed, self._of, self._by_domain = entries, known, of, by_domain

    # ---- looking up

    def get(self, community_id: str) -> Community | None:
        entry = self._entries.get(community_id)
        return entry.community if entry else None

    def search(self, query: str, language: str, limit: int) -> Sequence[Community]:
        """When nothing is called as typed, what comes after "Town of" is looked for: it may be a city."""
        typed = query.strip()[:_QUERY_LIMIT]
        found = self._find(fold(typed)) or self._find(fold(without_designation(typed)))
        found.sort(key=lambda hit: (hit[0], *_in_order(hit[1], language)))
        return [community for _, community in found[: max(limit, 0)]]

    def _find(self, query: str) -> list[tuple[int, Community]]:
        if not query:
            return []
        ranked = [
            (min(_rank(query, name) for name in entry.names), entry.community)
            for entry in self._entries.values()
        ]
        return [hit for hit in ranked if hit[0] < _ABSENT]

    def listing(self, host: str) -> Listing | None:
        labels = host.split(".")
        for first in range(len(labels)):
            domain = ".".join(labels[first:])
            if listed := self._by_domain.get(domain):
                return Listing(domain, listed, exact=first == 0)
        return None

    def lookalikes(self, address: Address) -> Sequence[Lookalike]:
        return self._lookalikes.find(address, self._by_domain)

    def listed(self, key: str) -> Listed | None:
        return self._listed.get(key)

    def of(self, community_id: str) -> Sequence[Listed]:
        return [self._listed[key] for key in self._of.get(community_id, ())]


def _entry(community: Community) -> _Entry:
    return _Entry(community, frozenset(_names(community)))


def _in_order(community: Community, language: str) -> tuple[str, str, str]:
    """By the name that the reader sees, without what stands before it."""
    shown = community.name_fr or community.name if language == "fr" else community.name
    return fold(without_designation(shown)), fold(shown), community.id


def _names(community: Community) -> Iterator[str]:
    for name in filter(None, (community.name, community.name_fr, *community.aliases)):
        yield fold(name)
        yield fold(without_designation(name))


def _rank(query: str, name: str) -> int:
    if name.startswith(query):
        return 0 if name == query else 1
    if f" {query}" in name:
        return 2
    return 3 if query in name else _ABSENT


@cache
def _installed() -> tuple[tuple[Community, ...], tuple[Listed, ...]]:
    file = resources.files("adapters") / "data" / "communities.csv"
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    listed = (
        Listed(row["id"], domain, row["source"], row["confidence"] == "source", row["as_of"])
        for row in rows
        for domain in row["domains"].split()
    )
    return tuple(map(_community, rows)), tuple(listed)


def _community(row: dict[str, str]) -> Community:
    return Community(
        id=row["id"],
        name=row["name"],
        name_fr=row["name_fr"],
        kind=row["kind"],
        province=row["province"],
        type_code=row["type_code"],
        parent_id=row["parent_id"],
        mail_class=row["mail_class"],
        aliases=tuple(filter(None, row["aliases"].split(";"))),
        note=row["note"],
    )
