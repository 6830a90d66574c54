"""What people do, recorded as it was sent; and the same with one part of another shape."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.slack.deliveries import Answer, Delivery

Payload = Mapping[str, Any]
Path = tuple[str | int, ...]
GONE = object()
OTHER_TYPES: tuple[object, ...] = (
    GONE, None, 5, True, "", "x" * 5000, "a\0b", "é\u202e", [], [None], {}, {"id": 5},
    "joining.approve:abc:1", "zz:zz:999999999",
)  # fmt: skip


@dataclass
class Recorder:
    """Delivers, and keeps what it delivered."""

    delivery: Delivery
    sent: list[tuple[str, Payload]] = field(default_factory=list)

    async def deliver(self, kind: str, payload: Payload, *, retry: int = 0) -> Answer:
        self.sent.append((kind, copy.deepcopy(dict(payload))))
        return await self.delivery.deliver(kind, payload, retry=retry)


def paths(part: object, above: Path = ()) -> Iterator[Path]:
    """Of every part, however deep; but of the blocks, which nobody reads again."""
    if above:
        yield above
    if above[-1:] == ("blocks",):
        return
    parts = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in parts:
        yield from paths(value, (*above, name))


def changed(payload: Payload, path: Path, value: object) -> dict[str, Any]:
    """Only what leads there is copied."""
    copied = dict(payload)
    part: Any = copied
    for name in path[:-1]:
        part[name] = part = copy.copy(part[name])
    if value is GONE:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return copied


def one_off(payload: Payload) -> Iterator[dict[str, Any]]:
    """Each part missing, and of each other type."""
    for path in paths(payload):
        for value in OTHER_TYPES:
            yield changed(payload, path, value)


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | _text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_text, inner, max_size=3),
    max_leaves=6,
)


def many_off(payload: Payload, many: int) -> list[dict[str, Any]]:
    """Several parts at once are anything."""
    found = []
    places = st.lists(st.tuples(st.sampled_from(list(paths(payload))), _json), min_size=1, max_size=5)

    @settings(max_examples=many)
    @given(places)
    def collect(changes: list[tuple[Path, object]]) -> None:
        other = dict(payload)
        for path, value in changes:
            try:
                other = changed(other, path, value)
            except (KeyError, IndexError, TypeError):  # what stood above it is something else by now
                continue
        found.append(other)

    collect()
    return found
