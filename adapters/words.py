"""A message id with its values becomes a sentence in the reader's language.

The sentences are ours, the values are not: whatever a person typed is put in as it is, through the writer's
escape, and is never looked at for names or codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Protocol

from babel.numbers import format_decimal

from adapters.catalogues import Catalogue, Sentence, read_catalogues
from adapters.dates import LOCALES, city, when
from bot.chat import Everyone, Link, Local, Mention, Named, Reader, Role, Text, Value, Zone
from bot.network import Network

SHORT = 60  # characters: two languages of this length still read well on one line


class UnknownMessage(LookupError):
    """No catalogue has a sentence with this id."""


class MissingValue(LookupError):
    """The sentence names a value that was not given."""


class Writer(Protocol):
    """How one place (a platform, a mail, a page) writes what a sentence is made of."""

    def plain(self, ours: str) -> str:
        """Our own words, which never hold markup: as they are, or escaped."""
        return ours

    def text(self, written: str) -> str:
        """A person's words, escaped."""

    def moment(self, moment: datetime, reader: Reader) -> str:
        """A moment in the reader's own time."""

    def link(self, link: Link) -> str:
        """An address that can be followed: as it is, where whoever shows it finds it."""
        return self.plain(link.address)

    def mention(self, mention: Mention) -> str:
        """A person who is called: by name, where nobody can be."""
        return self.text(mention.name)

    def everyone(self, role: Role, said: str) -> str:
        """Everybody who has the role, which we call `said`."""
        del role
        return self.plain(said)


class PlainWriter(Writer):
    """Plain text: a mail's text part, a terminal, a transcript."""

    def text(self, written: str) -> str:
        return written

    def moment(self, moment: datetime, reader: Reader) -> str:
        return when(moment, reader)


class Words:
    """Every word that a person reads, in every language."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = catalogues

    @classmethod
    @cache
    def load(cls) -> Words:
        """Those that came with the bot. Reading them takes a while, so they are read once."""
        return cls(read_catalogues())

    def say(self, value: Value, reader: Reader, write: Writer) -> str:
        """For one reader. Raises `UnknownMessage` and `MissingValue`."""
        match value:
            case str() | Named():
                return write.text(_written(value, reader.language))
            case int():
                return write.plain(_number(value, reader.language))
            case datetime():
                return write.moment(value, reader)
            case tuple():
                return "\n".join(self.say(line, reader, write) for line in value)
            case Zone() | Local() | Link() | Mention() | Everyone():
                return self._named(value, reader, write)
            case Text():
                return self._fill(value, reader, write)

    def _named(self, value: Zone | Local | Link | Mention | Everyone, reader: Reader, write: Writer) -> str:
        match value:
            case Zone():
                return write.plain(city(value.key, reader.language))
            case Local():
                return write.plain(when(value.moment, replace(reader, zone=value.zone)))
            case Link():
                return write.link(value)
            case Mention():
                return write.mention(value)
            case Everyone():
                said = self.say(Text(f"mention.{value.role}"), reader, PlainWriter())
                return write.everyone(value.role, said)

    def post(self, value: Value, network: Network, write: Writer) -> str:
        """For a room: in the network's languages, in their order; what is equal in all is said once. How
        long it is to read does not depend on what a platform writes around it."""
        readers = [Reader(language, network.zone) for language in network.languages]
        said = dict.fromkeys(self.say(value, reader, write) for reader in readers)
        short = all(_is_short(self.say(value, reader, PlainWriter())) for reader in readers)
        return (" / " if short else "\n").join(said)

    def _fill(self, text: Text, reader: Reader, write: Writer) -> str:
        sentence = self._sentence(text, reader.language)
        if missing := sentence.names - text.values.keys():
            raise MissingValue(text.id, *sorted(missing))
        return "".join(
            write.plain(piece) if isinstance(piece, str) else self.say(text.values[piece.name], reader, write)
            for piece in sentence.pieces
        )

    def _sentence(self, text: Text, language: str) -> Sentence:
        catalogue = self._catalogues[language]
        forms = catalogue.sentences.get(text.id)
        if forms is None:
            raise UnknownMessage(text.id)
        return forms[0] if len(forms) == 1 else forms[catalogue.form(_count(text))]


@lru_cache(1000)
def _number(number: int, language: str) -> str:
    """Wording one takes Babel longer than all the rest of a sentence."""
    return format_decimal(number, locale=LOCALES[language])


def _is_short(said: str) -> bool:
    return len(said) <= SHORT and "\n" not in said


def _written(value: str | Named, language: str) -> str:
    if isinstance(value, str):
        return value
    return value.fr if language == "fr" else value.en


def _count(text: Text) -> int:
    n = text.values.get("n")
    if not isinstance(n, int):
        raise MissingValue(text.id, "n")
    return n
