"""The one network that a deployment serves: what its settings say about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.chat import Named, Reader


@dataclass(frozen=True, slots=True)
class Network:
    """Name, promises and places of the network. `platforms` are those that have a coordinators' room."""

    name: Named
    zone: str = "America/Toronto"
    languages: tuple[str, ...] = ("en", "fr")
    platforms: tuple[str, ...] = ()
    answer_within: timedelta = timedelta(days=7)

    @property
    def default_language(self) -> str:
        return self.languages[0]

    @property
    def reader(self) -> Reader:
        """For what is worded for nobody in particular."""
        return Reader(self.default_language, self.zone)
