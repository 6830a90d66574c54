"""What it costs to show somebody what is held about them, and to hand it over, with many people around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from bot.chat import Command, Person, Reader
from bot.ports import Turn
from bot.rights.document import document
from tests.bench.figures import one_by_one
from tests.bench.places import Place, filled, identity

KNOWN = 50


def measured(urls: Mapping[str, str], people: int, many: int) -> Iterator[str]:
    """`urls` are of empty databases, by name."""
    numbers = [number % KNOWN for number in range(many)]
    for name, url in urls.items():
        with filled(url, people, KNOWN) as place:
            yield f"{name}: {people:,} people, of whom one asks what is held about them"
            yield one_by_one("  the card (/peer data)", numbers, partial(_looks, place)).line()
            yield one_by_one("  the whole file", numbers, partial(_exports, place)).line()


def _looks(place: Place, number: int) -> object:
    person = Person(identity(number), "Jo Bench", Reader("en", "America/Toronto"))
    return place.app.handle(Command("peer", "data", person))


def _exports(place: Place, number: int) -> bytes:
    def act(turn: Turn) -> bytes:
        profile = turn.unit.profiles.of(identity(number))
        assert profile
        return document(turn, profile.id)

    return place.app.operate(act)
