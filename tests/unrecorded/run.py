"""A year on every platform, at debug level, with backups between whiles and a crash at its end; where it is
played there is nothing but what the bot itself writes."""

from __future__ import annotations

import asyncio
import faulthandler
import json
import logging
import shutil
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.clock import PushedClock, StillClock
from adapters.logs import configure_logs, watch_loop
from adapters.trial import STORY_BEGINS, Place, opened
from storage.backup import back_up
from storage.connecting import is_sqlite
from tests.stores import MAIN_KEY, bring_up_to_date
from tests.unrecorded import sandbox, traffic
from tests.unrecorded.canaries import TALK, Canaries
from tests.unrecorded.day import Day
from tests.unrecorded.network import network
from tests.unrecorded.outbound import Outbound
from tests.unrecorded.unsealed import unsealed
from tests.world import HeldClock, SeededEntropy

KEPT, SEEN = "kept", "seen"  # what the bot wrote, and what others saw of it: two folders


@dataclass(frozen=True, slots=True)
class Orders:
    """`url` is the database of the network on Slack and Discord; the sandbox has one of its own, or none."""

    folder: Path
    url: str
    mode: str
    sandbox_url: str = ""


@dataclass
class Run:
    """`words` is what stood in sealed columns at any time."""

    orders: Orders
    canaries: Canaries = field(default_factory=Canaries)
    outbound: Outbound = field(default_factory=Outbound)
    words: dict[str, set[str]] = field(default_factory=dict)
    methods: list[str] = field(default_factory=list)
    talk: int = 0

    @property
    def kept(self) -> Path:
        return self.orders.folder / KEPT

    @property
    def seen(self) -> Path:
        return self.orders.folder / SEEN

    # ---- in the sandbox

    async def in_the_sandbox(self) -> None:
        clock = PushedClock(base=StillClock(STORY_BEGINS))
        place = Place(self.seen, self.orders.sandbox_url, clock, SeededEntropy(7))
        async with opened(place) as (there, _):
            for chapter in sandbox.CHAPTERS:
                scenes = chapter(there)
                scenes.canaries, scenes.outbound = self.canaries, self.outbound
                await sandbox.tell(scenes)
                self.look_into(self.orders.sandbox_url, place.main_key)
            self.copy(self.orders.sandbox_url, place.main_key)
            sandbox.shown(there, self.outbound)

    # ---- on Slack and Discord

    async def on_both(self) -> None:
        bring_up_to_date(self.orders.url)
        there = self.orders
        async with network(self.seen / "both", there.url, there.mode, self.canaries, self.outbound) as place:
            day = Day(place, self.canaries, self.outbound)
            for scene in day.scenes():
                await scene()
                self.look_into(self.orders.url, MAIN_KEY)
            self.copy(self.orders.url, MAIN_KEY)
            assert place.around is not None
            traffic.sent(place.around, self.outbound)
            self.methods += sorted({*traffic.methods(place.around)})
            self.talk += day.talk

    # ---- what is looked at

    def look_into(self, url: str, main_key: bytes) -> None:
        for column, words in unsealed(url, main_key).items():
            self.words.setdefault(column, set()).update(words)

    def copy(self, url: str, main_key: bytes) -> None:
        """The files as they are while the bot runs, and a backup."""
        copies = self.kept / f"copies{len(list(self.kept.glob('copies*')))}"
        copies.mkdir()
        if is_sqlite(url):
            for file in Path(url.removeprefix("sqlite:///")).parent.glob("peerbot*"):
                if file.is_dir():
                    shutil.copytree(file, copies / file.name)
                else:
                    shutil.copy(file, copies)
        back_up(url, main_key, (copies, copies), HeldClock(), SeededEntropy(3))
        (copies / "main.key").write_bytes(main_key)

    def write(self) -> None:
        self.outbound.write(self.seen / "outbound")
        told = {
            "names": self.canaries.names,
            "words": {column: sorted(words) for column, words in self.words.items()},
            "methods": self.methods,
            "talk": self.talk,
        }
        (self.seen / "told.json").write_text(json.dumps(told), encoding="utf-8")


class Broken(Exception):
    """Nobody has foreseen it, and it quotes somebody."""


def play(orders: Orders) -> None:
    """Ends by a crash."""
    configure_logs("debug")
    faulthandler.enable()
    run = Run(orders)
    with _talkative():
        if orders.sandbox_url:
            asyncio.run(run.in_the_sandbox())
        asyncio.run(run.on_both())
        asyncio.run(_breaks(run.canaries.words(f"{TALK}, a crash")), debug=True)  # the loop says more then
    run.write()
    raise Broken(run.canaries.words(f"{TALK}, a crash"))


async def _breaks(words: str) -> None:
    """A task that nobody waits for, a callback, a thread, a warning; each quotes somebody."""
    watch_loop(asyncio.get_running_loop())

    async def forgotten() -> None:
        raise Broken(words)

    def raising() -> None:
        raise Broken(words)

    task = asyncio.create_task(forgotten(), name=words)
    await asyncio.wait({task})
    del task
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.call_soon(raising)
    thread = threading.Thread(target=raising, name=words)
    thread.start()
    thread.join()
    warnings.warn(words, stacklevel=1)
    loop.call_soon(over.set)
    await over.wait()


@contextmanager
def _talkative() -> Iterator[None]:
    """Every library says all it can."""
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.setLevel(logging.DEBUG)
    warnings.simplefilter("always")
    yield
