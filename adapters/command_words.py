"""The words behind a slash, in every language: `/peer rejoindre` is `/peer join`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from adapters.catalogues import LANGUAGES
from adapters.words import PlainWriter, Words
from bot.chat import Reader, Text
from bot.folding import fold


class CommandWords:
    """Found without accents and whatever the case; what is in no language stays as it was typed."""

    def __init__(self, words: Words, commands: Iterable[tuple[str, str]]) -> None:
        self._words = words
        self._commands = tuple(commands)
        self._names = {
            (root, fold(self.said(root, name, language))): name
            for (root, name), language in product(self._commands, LANGUAGES)
        }

    def said(self, root: str, name: str, language: str) -> str:
        """As people of this language type it."""
        return self._words.say(Text(f"command.{root}.{name}"), Reader(language, "UTC"), PlainWriter())

    def name(self, root: str, typed: str) -> str:
        return self._names.get((root, fold(typed)), typed.lower())
