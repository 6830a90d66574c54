"""How members come to their own pages on the web."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.chat import Link, Person
from bot.deliveries import Letter
from bot.pages import at
from bot.pages import visiting as on_visit
from bot.visits import asking, visiting
from tests.core.cast import ANA, Actor
from tests.core.house import NETWORK, House
from tests.stores import sqlite_url

ADDRESS = "https://peers.example"
PUBLIC = replace(NETWORK, address=ADDRESS)
TOKEN = "v1" * 13


@dataclass(frozen=True, slots=True)
class Visitor(Actor):
    """Whoever shows the visit with this secret."""

    @property
    def person(self) -> Person:
        return Person(on_visit(self.user), "", self.reader)


@dataclass(frozen=True, slots=True)
class Looker(Actor):
    """Whoever looks at the private page with this secret."""

    @property
    def person(self) -> Person:
        return Person(at(self.user), "", self.reader)


VISITOR = Visitor(TOKEN, "")


@contextmanager
def web_house(folder: Path) -> Iterator[House]:
    """One of a network that is reached on the web, with one member."""
    with closing(House(sqlite_url(folder), network=PUBLIC)) as house:
        house.joins(ANA)
        yield house


def token(link: Link) -> str:
    """The secret in its address."""
    return link.address.removeprefix(f"{ADDRESS}/").split("/")[2]


def links(letter: Letter) -> list[Link]:
    return [each for each in letter.body if isinstance(each, Link)]


def asks_for_link(house: House, address: str) -> list[Letter]:
    """What goes out for it."""
    house.app.operate(lambda turn: asking.ask(turn, address))
    return [each for each in house.carries_out() if isinstance(each, Letter)]


def begins(house: House, link: Link, visit: str = TOKEN) -> bool:
    return house.app.operate(lambda turn: visiting.begin(turn, token(link), visit))
