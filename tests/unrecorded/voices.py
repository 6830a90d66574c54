"""What people write where they may write what they like: each field of each form has a canary of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.unrecorded.canaries import Canaries

Given = str | tuple[str, ...]
FREE = {"line", "paragraph"}
# What is no word of anybody's: moments, numbers, references; anything else would be refused.
EXACT = frozenset({
    "code", "day", "time", "minutes", "capacity", "breaks", "limit", "quorum", "reference", "agreed",
})  # fmt: skip
LINK = "link"


@dataclass(frozen=True, slots=True)
class Blank:
    """A field of an open form: what stands in it, and how much can."""

    name: str
    kind: str
    value: str = ""
    limit: int = 200


def written(
    action: str, blanks: Iterable[Blank], given: Mapping[str, Given], canaries: Canaries
) -> dict[str, Given]:
    """What is given, and a canary with it wherever words are asked for."""
    values = dict(given)
    for blank in blanks:
        said = values.get(blank.name, blank.value)
        if blank.name not in EXACT and isinstance(said, str):
            values[blank.name] = _with_canary(f"{action} {blank.name}", blank, said, canaries)
    return values


def _with_canary(name: str, blank: Blank, said: str, canaries: Canaries) -> str:
    if blank.kind == "email":
        return addressed(said, canaries) if said else ""
    if blank.name == LINK:
        return f"{said.split('/zq', maxsplit=1)[0]}/{canaries.plain(name)}" if said else ""
    if blank.kind not in FREE or canaries.plain(name) in said:
        return said
    words = canaries.words(name)
    return f"{said} {words}".strip() if len(said) + len(words) < blank.limit else words


def addressed(address: str, canaries: Canaries) -> str:
    """The same mailbox's own canary."""
    return f"{canaries.plain(f'address {address}')}.{address}"
