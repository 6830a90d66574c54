"""Somebody follows a link to their own pages and votes there, in a bot that can be killed meanwhile."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from multiprocessing.connection import Connection

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemEntropy
from adapters.communities import Directory
from adapters.logs import configure_logs
from bot.app import App
from bot.chat import Named, Person, Press, Reader
from bot.network import Network
from bot.pages import visiting
from bot.ports import World
from bot.visits.visiting import begin
from storage.engine import open_storage
from tests.forking import context, started
from tests.stores import MAIN_KEY
from tests.stories.points import Points, watching
from tests.world import HeldClock

NETWORK = Network(Named("Climate Peers", "Pairs du climat"), address="http://peers.example")
READER = Reader("en", "America/Toronto")


@dataclass(frozen=True, slots=True)
class Way:
    """By this link, with this secret of the browser's, to that option of the poll. The process dies at the
    point `fatal`."""

    url: str
    now: datetime
    link: str
    visit: str
    poll: str
    option: int
    fatal: str = ""


def goes(way: Way) -> list[str]:
    """The points that were passed; none are heard of when the process was killed."""
    hearing, telling = context.Pipe()
    with hearing:
        process = started(_go, way, telling)
        telling.close()
        try:
            passed: list[str] = hearing.recv()
        except EOFError:
            passed = []
        process.join()
    return passed


def _go(way: Way, telling: Connection) -> None:
    configure_logs("critical")
    points, clock, entropy = Points(way.fatal), HeldClock(way.now), SystemEntropy()
    with closing(open_storage(way.url, MAIN_KEY, entropy, clock)) as storage, watching(points):
        app = App(World(NETWORK, storage, clock, entropy, LibraryAddresses(), Directory.starter()))
        points.scene = "the link"
        with points.during("begin"):
            app.operate(partial(begin, link=way.link, visit=way.visit))
        points.scene = "the ballot"
        with points.during("vote"):
            who = Person(visiting(way.visit), "", READER)
            app.handle(Press("polls.vote", way.poll, way.option, who))
    telling.send(points.passed)
