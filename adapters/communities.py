"""The registry of communities that comes with the bot: a file, read once, searched in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from bot.folding import fold
from bot.joining.communities import Community
from bot.joining.designations import without_designation
from bot.joining.ports import Listing

# A name is shorter; folding a heap of accents takes quadratic time.
_QUERY_LIMIT = 200
_ABSENT = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """A community and all that it is found by, folded: both names, each also without "City of"."""

    community: Community
    names: frozenset[str]


class StarterCommunities:
    """Implements `bot.joining.ports.Communities`; never changes, so that any thread may ask."""

    def __init__(self, communities: Sequence[Community]) -> None:
        self._by_id = {community.id: community for community in communities}
        self._entries = [_Entry(community, frozenset(_names(community))) for community in communities]
        self._by_domain: dict[str, tuple[str, ...]] = {}
        for community in communities:
            for domain in community.domains:
                self._by_domain[domain] = (*self._by_domain.get(domain, ()), community.id)

    @classmethod
    def load(cls) -> StarterCommunities:
        """The registry as it was installed with the bot."""
        return cls(tuple(_installed()))

    def __iter__(self) -> Iterator[Community]:
        return iter(self._by_id.values())

    def get(self, community_id: str) -> Community | None:
        return self._by_id.get(community_id)

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
            (min(_rank(query, name) for name in entry.names), entry.community) for entry in self._entries
        ]
        return [hit for hit in ranked if hit[0] < _ABSENT]

    def listing(self, host: str) -> Listing | None:
        labels = host.split(".")
        for first in range(len(labels)):
            domain = ".".join(labels[first:])
            if domain in self._by_domain:
                return Listing(domain, self._by_domain[domain], exact=first == 0)
        return None


def _in_order(community: Community, language: str) -> tuple[str, str, str]:
    """By the name that the reader sees, without what stands before it."""
    shown = community.name_fr or community.name if language == "fr" else community.name
    return fold(without_designation(shown)), fold(shown), community.id


def _names(community: Community) -> Iterator[str]:
    for name in filter(None, (community.name, community.name_fr)):
        yield fold(name)
        yield fold(without_designation(name))


def _rank(query: str, name: str) -> int:
    if name.startswith(query):
        return 0 if name == query else 1
    if f" {query}" in name:
        return 2
    return 3 if query in name else _ABSENT


def _installed() -> Iterator[Community]:
    file = resources.files("adapters") / "data" / "communities.csv"
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield Community(
                row["id"],
                row["name"],
                row["name_fr"],
                row["kind"],
                row["province"],
                tuple(row["domains"].split()),
            )
