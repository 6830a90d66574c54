"""All that is there after a run: what the bot has written, what it has sealed, and what others have seen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.unrecorded.allowed import may_be_sealed, may_be_seen
from tests.unrecorded.outbound import Said, read
from tests.unrecorded.run import KEPT, SEEN
from tests.unrecorded.search import found
from tests.unrecorded.unsealed import CLOSED


@dataclass(frozen=True, slots=True)
class Held:
    """`kept`: files by their names; `words`: what stood in sealed columns; `sent`: what left the bot;
    `methods`: what was asked of the platforms; `talk`: how often somebody talked."""

    names: Mapping[str, str]
    kept: Mapping[str, bytes] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sent: Sequence[Said] = ()
    methods: Sequence[str] = ()
    talk: int = 0


def held(folder: Path) -> Held:
    told = json.loads((folder / SEEN / "told.json").read_text(encoding="utf-8"))
    return Held(
        told["names"], files_in(folder / KEPT), told["words"], tuple(read(folder / SEEN / "outbound")),
        told["methods"], told["talk"],
    )  # fmt: skip


def files_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def leaks(held: Held) -> dict[str, set[str]]:
    """Where there is something that must not be there, and what."""
    where: dict[str, set[str]] = {}
    for place, name in (*_kept(held), *_sealed(held), *_sent(held)):
        where.setdefault(place, set()).add(name)
    return where


def _kept(held: Held) -> Iterator[tuple[str, str]]:
    """In clear, nothing of anybody's."""
    for file, content in held.kept.items():
        yield from ((f"file {file}", name) for name in found(content, held.names))


def _sealed(held: Held) -> Iterator[tuple[str, str]]:
    """What nobody can open may be anything."""
    for column, words in held.words.items():
        if CLOSED in words:
            yield f"column {column}", CLOSED
        for name in found("\n".join(words).encode(), held.names):
            if not may_be_sealed(name, column):
                yield f"column {column}", name


def _sent(held: Held) -> Iterator[tuple[str, str]]:
    """What is for the same eyes is looked through together."""
    together: dict[tuple[str, str], set[bytes]] = {}
    for said in held.sent:
        together.setdefault((said.where, said.to), set()).add(said.content)
    for (where, to), contents in together.items():
        for name in found(b"\n".join(sorted(contents)), held.names):
            if not may_be_seen(name, where, to):
                yield f"sent: {where}", name
