"""All names of the registry, made ready to be found while somebody types.

Never changed but replaced, so that any thread may look. The interpreter lets one thread work at a time: what
takes long is done in pieces, between which whoever serves people goes first.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.communities.designations import without_designation
from bot.communities.model import Community
from bot.folding import fold

_END = "\U0010ffff"  # sorts behind everything that begins with what stands before it
_PIECE = 1_000  # names looked at without a break: well under a millisecond
_FOLDED_AT_ONCE = 50
_BREATH = 0.000_05  # seconds; less is no rest
_NAMED, _BEGINS, _WORD_BEGINS, _HOLDS, _SLIPPED = range(5)  # how well a name fits
_LONG, _SHORT = 8, 6  # letters: for two slips; without which the first letter must be right
_COMPARED = 24  # letters of what was typed; more tell nothing apart
_SAID_ALIKE = {"st": "saint", "ste": "sainte", "saint": "st", "sainte": "ste"}


@dataclass(frozen=True)
class Entry:
    """A community and all that it is found by, folded: its names, each also without "City of"."""

    community: Community

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(_names(self.community))

    @cached_property
    def order(self) -> dict[str, tuple[str, str, str]]:
        """By language: by the name that the reader sees, without what stands before it."""
        named = self.community.named
        return {
            language: (fold(without_designation(shown)), fold(shown), self.community.id)
            for language, shown in (("en", named.en), ("fr", named.fr))
        }


class Names:
    """Where somebody has an office, or none: see `find`."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        _fold_in_pieces(entries)
        self._communities = [entry.community for entry in entries]
        self._order = {language: _places(entries, language) for language in ("en", "fr")}
        self._starts, self._marks = _starts(entries)
        self._areas = {place for place, each in enumerate(self._communities) if each.is_area}
        self._text = "\n".join(["", *(name for entry in entries for name in entry.names), ""])
        self._owners = [place for place, entry in enumerate(entries) for _ in entry.names]
        self._breaks = [place for place, letter in enumerate(self._text) if letter == "\n"]
        self._cut: dict[int, dict[tuple[int, str], list[str]]] = {}

    def called(self, name: str) -> list[Community]:
        """Those with exactly this folded name, or that without what they are."""
        start = bisect_left(self._starts, name)
        if start == len(self._starts) or self._starts[start] != name:
            return []
        return [self._communities[mark >> 1] for mark in self._marks[start] if mark & 1]

    def find(
        self, queries: Sequence[str], language: str, limit: int, with_domain: Container[str]
    ) -> list[Community]:
        """The best for the first folded query that finds something; only when these are few, those that are
        a slip away from the last one too. Areas that have no office come behind all others, and land after
        the office that it belongs to."""
        hits: dict[int, int] = {}
        for query in filter(None, queries):
            self._fit(query, limit, hits)
            if hits:
                break
        _breathe()
        if len(hits.keys() - self._areas) < limit and len(queries[-1]) > 2:  # noqa: PLR2004 - three letters
            for place, rank in self._alike(queries[-1]):
                hits[place] = min(rank, hits.get(place, rank))
        order = self._order[language if language in self._order else "en"]

        def key(place: int) -> tuple[bool, int, bool, int]:
            community = self._communities[place]
            domain = community.id in with_domain
            return (
                community.is_area and not domain,
                hits[place],
                community.is_land and not domain,
                order[place],
            )

        _breathe()
        return [self._communities[place] for place in sorted(hits, key=key)[: max(limit, 0)]]

    def _fit(self, query: str, limit: int, hits: dict[int, int]) -> None:
        _breathe()
        for spelling in _spellings(query):
            for place, rank in self._beginning(spelling):
                hits[place] = min(rank, hits.get(place, rank))
        if len(hits.keys() - self._areas) < limit:
            for place in self._holding(query):
                hits.setdefault(place, _HOLDS)

    def _beginning(self, query: str) -> Iterator[tuple[int, int]]:
        for start in range(bisect_left(self._starts, query), bisect_left(self._starts, query + _END)):
            whole = self._starts[start] == query
            for mark in self._marks[start]:
                begins = _NAMED if whole else _BEGINS
                yield mark >> 1, begins if mark & 1 else _WORD_BEGINS

    def _holding(self, query: str) -> Iterator[int]:
        found = self._text.find(query)
        while found >= 0:
            name = bisect_left(self._breaks, found) - 1
            yield self._owners[name]
            found = self._text.find(query, self._breaks[name + 1])

    def _alike(self, query: str) -> Iterator[tuple[int, int]]:
        """Beginnings of names and of words in them which are a slip away: a letter too many, too few, another
        one, or two that changed places; two slips in a long query."""
        query = query[:_COMPARED]
        slips = 2 if len(query) >= _LONG else 1
        for length in range(max(len(query) - slips, 3), len(query) + slips + 1):
            for cut, distance in self._slipped(query, length, slips):
                first = bisect_left(self._starts, cut)
                for start in range(first, bisect_left(self._starts, cut + _END)):
                    for mark in self._marks[start]:
                        yield mark >> 1, _SLIPPED + 2 * distance - (mark & 1)

    def _slipped(self, query: str, length: int, slips: int) -> Iterator[tuple[str, int]]:
        cuts = self._near(query, length)
        for piece in range(0, len(cuts), _PIECE):
            _breathe()
            for cut, distance, _ in extract(
                query, cuts[piece : piece + _PIECE], scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                yield cut, int(distance)

    def _near(self, query: str, length: int) -> list[str]:
        """How names and words begin, of those that a slip may have made into what was typed: with its first
        or second letter in one of these places."""
        if length not in self._cut:
            self._cut[length] = _by_letter(self._starts, length)
        by_letter = self._cut[length]
        if len(query) < _SHORT:
            return by_letter.get((0, query[0]), [])
        near = ((place, letter) for letter in query[:2] for place in (0, 1))
        return list(dict.fromkeys(cut for each in near for cut in by_letter.get(each, ())))


def _by_letter(starts: Sequence[str], length: int) -> dict[tuple[int, str], list[str]]:
    """By the letters in the first two places. Kept: the next letter that is typed needs most of them."""
    by_letter: dict[tuple[int, str], list[str]] = {}
    before = ""
    for number, start in enumerate(starts):
        if number % _PIECE == 0:
            _breathe()
        cut = start[:length]
        if cut != before:  # they are in order: what is cut alike stands together
            for place, letter in enumerate(cut[:2]):
                by_letter.setdefault((place, letter), []).append(cut)
        before = cut
    return by_letter


def _fold_in_pieces(entries: Iterable[Entry]) -> None:
    """What was folded before stays so: after a small change little is to be done."""
    unfolded = [entry for entry in entries if "names" not in vars(entry)]
    for number, entry in enumerate(unfolded):
        if number % _FOLDED_AT_ONCE == 0:
            _breathe()
        _ = entry.names, entry.order


def _starts(entries: Sequence[Entry]) -> tuple[list[str], list[tuple[int, ...]]]:
    """All that begins with a word of a name, in order; beside each, whose it is (as twice its place, and one
    more where it is the whole name)."""
    marks: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        if place % (20 * _FOLDED_AT_ONCE) == 0:
            _breathe()
        for name in entry.names:
            marks.setdefault(name, []).append(2 * place + 1)
            for space in (at for at, letter in enumerate(name) if letter == " "):
                marks.setdefault(name[space + 1 :], []).append(2 * place)
    starts = sorted(marks)
    return starts, [tuple(marks[start]) for start in starts]


def _places(entries: Sequence[Entry], language: str) -> list[int]:
    places = [0] * len(entries)
    in_order = sorted(range(len(entries)), key=lambda place: entries[place].order[language])
    for number, place in enumerate(in_order):
        places[place] = number
    return places


def _names(community: Community) -> Iterator[str]:
    for name in filter(None, (community.name, community.name_fr, *community.aliases)):
        yield fold(name)
        yield fold(without_designation(name))


def _spellings(query: str) -> list[str]:
    """Saints are written out or not, by whoever is asked."""
    other = " ".join(_SAID_ALIKE.get(word, word) for word in query.split(" "))
    return [query] if other == query else [query, other]


def _breathe() -> None:
    time.sleep(_BREATH)
