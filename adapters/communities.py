"""The registry of communities in memory: what ships with the bot and, laid over it, what was imported and
learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from threading import Lock

from adapters.addresses import LibraryAddresses
from adapters.lookalikes import Lookalikes
from adapters.names import Entry, Names
from adapters.registry_file import read_registry
from bot.communities.designations import without_designation
from bot.communities.model import Community
from bot.communities.registry import Changes, Listed, Listing, Lookalike
from bot.folding import fold
from bot.joining.address import Address

# A name is shorter; folding a heap of accents takes quadratic time.
_QUERY_LIMIT = 200


class Directory:
    """Implements `bot.communities.registry.Communities`. What is looked into is never changed but replaced,
    so that any thread may look at any time."""

    def __init__(self, communities: Iterable[Community] = (), listed: Iterable[Listed] = ()) -> None:
        self._version = 0
        self._entries: dict[str, Entry] = {}
        self._index: tuple[object, Names] = (self._entries, Names(()))
        self._applying, self._indexing = Lock(), Lock()
        self._withdrawn: frozenset[str] = frozenset()
        self._listed: dict[str, Listed] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        self._by_domain: dict[str, tuple[Listed, ...]] = {}
        self._lookalikes = Lookalikes()
        self._rename(communities)
        self._list(listed)

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
        with self._applying:
            if changes.version > self._version:
                self._rename(changes.communities)
                self._list(changes.listed)
                self._version = changes.version

    def _rename(self, communities: Iterable[Community]) -> None:
        changed = {each.id: each for each in communities if self.get(each.id) != each}
        if changed:
            gone = {each.id for each in changed.values() if each.withdrawn}
            named = {each.id: Entry(each) for each in changed.values() if not each.withdrawn}
            kept = {key: entry for key, entry in self._entries.items() if key not in gone}
            self._entries = {**kept, **named}
            self._withdrawn = self._withdrawn - named.keys() | gone

    def _list(self, listed: Iterable[Listed]) -> None:
        """Costs what has changed, and a copy."""
        known, of, by_domain = dict(self._listed), dict(self._of), dict(self._by_domain)
        for each in listed:
            if each.key not in known:
                of[each.community_id] = (*of.get(each.community_id, ()), each.key)
            known[each.key] = each
            others = (other for other in by_domain.pop(each.domain, ()) if other.key != each.key)
            if theirs := (*others, *((each,) if each.stands else ())):
                by_domain[each.domain] = theirs
        self._listed, self._of, self._by_domain = known, of, by_domain

    # ---- looking up

    def get(self, community_id: str) -> Community | None:
        entry = self._entries.get(community_id)
        return entry.community if entry else None

    @property
    def _names(self) -> Names:
        """Made when somebody looks and not when something changes, which may be in a transaction. Whoever
        comes meanwhile looks into what was there before."""
        if self._index[0] is not self._entries and self._indexing.acquire(blocking=not self._index[0]):
            try:
                entries = self._entries
                if self._index[0] is not entries:
                    self._index = entries, Names(list(entries.values()))
            finally:
                self._indexing.release()
        return self._index[1]

    def has_withdrawn(self, community_id: str) -> bool:
        return community_id in self._withdrawn

    def below(self, community_id: str) -> Sequence[Community]:
        return [each.community for each in self._entries.values() if each.community.parent_id == community_id]

    def search(self, query: str, language: str, limit: int) -> Sequence[Community]:
        """When nothing is called as typed, what comes after "Town of" is looked for: it may be a city."""
        typed = query.strip()[:_QUERY_LIMIT]
        queries = (fold(typed), fold(without_designation(typed)))
        return self._names.find(queries, language, limit, self._of)

    def called(self, name: str) -> Sequence[Community]:
        return self._names.called(fold(name[:_QUERY_LIMIT]))

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


@cache
def _installed() -> tuple[tuple[Community, ...], tuple[Listed, ...]]:
    file = resources.files("adapters") / "data" / "communities.csv"
    read = read_registry(file.read_bytes(), LibraryAddresses())
    if read.problems:
        raise ValueError(read.problems[0])
    return read.communities, read.listed
