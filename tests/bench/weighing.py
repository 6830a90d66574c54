"""`assess`, from an `Address`, over a whole registry: the file where it is at hand, or one of that shape."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from adapters.addresses import LibraryAddresses
from adapters.claims import LISTING_LIFE
from adapters.communities import Directory
from adapters.registry_file import read_registry
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.joining.eligibility import Claim, assess
from bot.joining.model import WorkRole
from tests.bench.figures import Figures, one_by_one
from tests.public_data import PUBLIC_LIST

ROWS, LISTED = 6062, 3246  # of the public list
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ADDRESSES = LibraryAddresses()


def measured(many: int) -> Iterator[str]:
    """What is nearly always: the community's own domain; and the dearest: a letter away from one."""
    communities, listed = _public() if PUBLIC_LIST.exists() else _generated(random.Random(1))  # noqa: S311
    directory, chance = Directory(communities, listed), random.Random(2)  # noqa: S311
    chosen = [chance.choice(listed) for _ in range(many)]
    for name, claims in (
        ("its own domain", [_claim(each.community_id, each.domain) for each in chosen]),
        ("a letter away", [_claim(each.community_id, _slipped(each.domain, chance)) for each in chosen]),
    ):
        assess(claims[0], directory, (), NOW, LISTING_LIFE)  # the index is made at the first one
        yield _weighed(f"assess, {name}", directory, claims).line()


def _weighed(name: str, directory: Directory, claims: list[Claim]) -> Figures:
    return one_by_one(name, claims, lambda claim: assess(claim, directory, (), NOW, LISTING_LIFE))


def _claim(community_id: str, host: str) -> Claim:
    return Claim(ADDRESSES.read(f"jo@{host}"), community_id, WorkRole.STAFF, proven=True)


def _slipped(domain: str, chance: random.Random) -> str:
    at = chance.randrange(domain.index("."))
    return f"{domain[:at]}{chance.choice('xyz')}{domain[at + 1 :]}"


def _public() -> tuple[tuple[Community, ...], tuple[Listed, ...]]:
    file = read_registry(PUBLIC_LIST.read_bytes(), ADDRESSES)
    return file.communities, file.listed


def _generated(chance: random.Random) -> tuple[tuple[Community, ...], tuple[Listed, ...]]:
    """As many rows and domains, of names as long."""
    names = ["".join(chance.choices("aeilmnorst", k=chance.randint(4, 18))) for _ in range(ROWS)]
    communities = [
        Community(str(1_000_000 + number), name.title(), "", "municipality", "ON")
        for number, name in enumerate(names)
    ]
    endings = chance.choices(("ca", "com", "on.ca", "qc.ca"), (56, 20, 20, 4), k=LISTED)
    return tuple(communities), tuple(
        Listed(community.id, f"{name}.{ending}", "list", sourced=True, as_of="2026")
        for community, name, ending in zip(communities, names, endings, strict=False)
    )
