"""Listed domains that a host could be taken for: an index, so that nobody walks through thousands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from threading import Lock

from adapters.confusables import skeleton
from adapters.suffixes import public_suffixes
from bot.communities.registry import Lookalike
from bot.joining.address import Address, parents

_NEAREST_FIRST = ("skeleton", "ending", "letter")


class Lookalikes:
    """Two names that are one letter apart are the same once a letter is taken out of one of them, or of both:
    each domain lies under all that is left of it so. The index only grows; any thread may ask at any time."""

    def __init__(self) -> None:
        self._suffixes = public_suffixes()
        self._by_skeleton: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_rest: dict[str, list[str]] = {}
        self._known: set[str] = set()
        self._covered: Collection[str] = ()
        self._growing = Lock()

    def find(self, address: Address, domains: Collection[str]) -> Sequence[Lookalike]:
        """Those of `domains`, which is replaced and not changed, that the host could be taken for, or a
        parent of it that somebody can have registered."""
        if domains is not self._covered:
            self._cover(domains)
        suffix, found = self._suffix(address.host), dict[str, str]()
        for host, likeness in zip(parents(address.host), parents(address.skeleton), strict=True):
            if len(host) > len(suffix):
                self._look_near(host, likeness, suffix, found)
                found.pop(host, None)
        if not found:
            return []
        nearest_first = sorted(found.items(), key=lambda each: (_NEAREST_FIRST.index(each[1]), each[0]))
        return [Lookalike(domain, how) for domain, how in nearest_first if domain in domains]

    def _cover(self, domains: Collection[str]) -> None:
        with self._growing:
            for domain in domains:
                if domain not in self._known:
                    self._add(domain)
            self._covered = domains

    def _add(self, domain: str) -> None:
        self._known.add(domain)
        self._by_skeleton.setdefault(skeleton(domain), []).append(domain)
        self._by_name.setdefault(_name(domain, self._suffix(domain)), []).append(domain)
        for rest in _rests(domain):
            self._by_rest.setdefault(rest, []).append(domain)

    def _suffix(self, domain: str) -> str:
        """Under which anybody can register: the last label of two, since a host is no suffix itself, and of
        what nobody knows."""
        known = self._suffixes.publicsuffix(domain) if domain.count(".") > 1 else ""
        return known or domain.rpartition(".")[2]

    def _look_near(self, host: str, likeness: str, suffix: str, found: dict[str, str]) -> None:
        """The first thing that is found of a domain counts."""
        for domain in self._by_skeleton.get(likeness, ()):
            found.setdefault(domain, "skeleton")
        for domain in self._by_name.get(_name(host, suffix), ()):
            found.setdefault(domain, "ending")
        for rest in self._by_rest.keys() & _rests(host):
            for domain in self._by_rest[rest]:
                if domain not in found and _is_one_letter_away(host, domain):
                    found[domain] = "letter"


def _name(domain: str, suffix: str) -> str:
    """Without its ending."""
    return domain.removesuffix(f".{suffix}")


def _rests(domain: str) -> set[str]:
    """Itself, and itself without any one of its letters."""
    rests = {domain[:at] + domain[at + 1 :] for at in range(len(domain))}
    rests.add(domain)
    return rests


def _is_one_letter_away(one: str, other: str) -> bool:
    """One letter more, less or different, or two neighbours that have changed places."""
    begin = 0
    while one[begin : begin + 1] == other[begin : begin + 1] != "":
        begin += 1
    ours, theirs = one[begin:], other[begin:]
    return (
        ours[1:] == theirs
        or ours == theirs[1:]
        or ours[1:] == theirs[1:]
        or (ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:])
    )
