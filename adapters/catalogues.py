"""Message catalogues: gettext files, read with Babel, as sentences that are ready to be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import c2py
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

LANGUAGES = ("en", "fr")
NAMED = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a value in a sentence."""

    name: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Our own words, cut where a value goes."""

    pieces: tuple[str | Slot, ...]

    @classmethod
    def read(cls, written: str) -> Sentence:
        cut = enumerate(NAMED.split(written))  # literal, name, literal, name, …, literal
        return cls(tuple(Slot(piece) if index % 2 else piece for index, piece in cut if piece))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Slot))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language: one of each message, or one for each plural form; `form` says which
    of those goes with a number."""

    sentences: Mapping[str, tuple[Sentence, ...]]
    form: Callable[[int], int]


def read_catalogues() -> Mapping[str, Catalogue]:
    """All languages, as they lie beside the rules."""
    return {language: _merged([read(file) for file in po_files(language)]) for language in LANGUAGES}


def po_files(language: str) -> list[Traversable]:
    """One for each slice."""
    folder = files("bot") / "locale" / language
    return [file for file in folder.iterdir() if file.name.endswith(".po")]


def read(file: Traversable) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """The sentence, or one for each plural form; empty where the file has none."""
    written = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return tuple(str(form or "") for form in written)


def _merged(parts: list[Catalog]) -> Catalogue:
    messages = [message for message in chain.from_iterable(parts) if message.id]
    sentences = {name(message): tuple(map(Sentence.read, forms(message))) for message in messages}
    return Catalogue(sentences, c2py(parts[0].plural_expr))
