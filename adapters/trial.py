"""The composition root of `peerbot try` and `peerbot story`: the real bot around a sandbox."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.clock import KeptClock, PushedClock, SeededEntropy, StillClock, SystemClock, SystemEntropy
from adapters.inbound import feeds_of, message_secret
from adapters.local.cast import PLATFORM
from adapters.local.chat import LocalChat
from adapters.local.evidence import Evidence
from adapters.local.journal import Journal
from adapters.local.month import Month
from adapters.local.parts import Sandbox
from adapters.local.rooms import Rooms
from adapters.local.sandbox import HOST, serve
from adapters.local.story import Story
from adapters.local.themes import Themes
from adapters.local.transcript import transcript
from adapters.local.vote import Vote
from adapters.local.year import Year
from adapters.mail.identity import MailIdentity
from adapters.mail.kept import KeptMailer
from adapters.mail.letters import Composer
from adapters.settings_values import with_folder
from adapters.signals import stop_requests
from adapters.web.health import serve as listen
from adapters.website import site_of
from adapters.wiring import Bot, put_together
from adapters.words import Words
from adapters.zones import pinned_zones
from bot.chat import Named, Room
from bot.members import kept_here
from bot.network import Network
from bot.ports import Entropy
from storage.engine import open_storage
from storage.migrations import migrate
from storage.vault import KEY_BYTES

EASTERN = ZoneInfo("America/Toronto")
MEETINGS = tuple(
    datetime(*day, 13, 0, tzinfo=EASTERN)
    for day in ((2026, 12, 16), (2027, 2, 24), (2027, 4, 28), (2027, 6, 16), (2027, 9, 22), (2027, 11, 24))
)
NETWORK = Network(
    Named("Canadian Peer Network", "Réseau canadien des pairs"),
    platforms=(PLATFORM,),
    meetings=MEETINGS,
    welcomes={PLATFORM: Room.WELCOME},
    zone_data=pinned_zones(),
)
IDENTITY = MailIdentity(
    NETWORK.name,
    "peers@network.example",
    "coordinators@network.example",
    ("100 Example Street, Toronto, Ontario, M5V 0A0, Canada",),
    "network.example",
)
STORY_BEGINS = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # a Monday, nine o'clock in Toronto
SETTLED_SINCE = timedelta(days=21)  # how long ago those who are members at first began to join


@dataclass(frozen=True, slots=True)
class Place:
    """Where one sandbox keeps its things."""

    folder: Path
    database_url: str
    clock: PushedClock
    entropy: Entropy

    @property
    def main_key(self) -> bytes:
        """Made at the first start, kept beside what it opens: nothing in a sandbox is worth more."""
        file = self.folder / "main.key"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_bytes(self.entropy.bytes(KEY_BYTES))
        return file.read_bytes()


@contextlib.asynccontextmanager
async def opened(place: Place, address: str = "") -> AsyncIterator[tuple[Sandbox, Bot]]:
    """The sandbox around the real bot, with whatever its folder holds already; `address` is where its page is
    served, and so calendars' feeds, and the pages behind links."""
    words, key = Words.load(), place.main_key
    await asyncio.to_thread(migrate, place.database_url)
    storage = open_storage(place.database_url, key, place.entropy, place.clock, exclusive=True)
    rooms = Rooms(Journal(place.folder / "rooms.jsonl"), place.clock)
    chat = LocalChat(rooms, words, NETWORK)
    letters = Composer(words, IDENTITY, place.clock, message_secret(storage), address)
    mailbox = KeptMailer(place.folder / "mail", letters.compose)
    network = replace(NETWORK, address=address)
    bot = put_together(
        network, storage, place.clock, place.entropy, (chat,), mailbox, at_once=1
    )  # so in one order
    bot.app.operate(kept_here.put_up)

    async def wake() -> None:
        await bot.pulse.duties()
        await bot.courier.drain()

    try:
        yield (
            Sandbox(
                bot.door,
                rooms,
                chat,
                words,
                network,
                place.clock,
                mailbox,
                wake,
                bot.next_due,
                (
                    *feeds_of(bot.app, storage).routes(),
                    *site_of(bot.door, bot.app, storage, bot.world, IDENTITY).routes(apart=True),
                ),
            ),
            bot,
        )
    finally:
        rooms.close()
        storage.close()


# ---- peerbot try


def try_sandbox(port: int, folder: Path | None, *, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve the sandbox until interrupted. A folder that was given is kept and can be opened again."""
    with contextlib.ExitStack() as stack:
        kept = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="peerbot-try-")))
        kept.mkdir(parents=True, exist_ok=True)
        asyncio.run(_try(kept, port, open_browser=open_browser, say=say))


async def _try(folder: Path, port: int, *, open_browser: bool, say: Callable[[str], None]) -> None:
    new = not (folder / "rooms.jsonl").exists()
    clock = KeptClock(folder / "clock", -SETTLED_SINCE)
    place = Place(folder, f"sqlite:///{folder / 'peerbot.db'}", clock, SystemEntropy())
    address = f"http://{HOST}:{port}" if port else ""  # of a port that is yet to be found nobody can be told
    async with opened(place, address) as (sandbox, bot):
        if new:
            await Story(sandbox).opening()
            clock.push(SystemClock().now() - clock.now())

        def ready(address: str) -> None:
            say(address)
            if open_browser:
                webbrowser.open(address)

        with stop_requests() as stopping:
            courier = asyncio.create_task(bot.courier.work())
            bot.pulse.start()
            await serve(sandbox, port, listen, ready, stopping)
            bot.pulse.stop()
            bot.courier.stop()
            await courier


# ---- peerbot story


def play_story(folder: Path, seed: int | None, database_url: str | None) -> Sequence[Path]:
    """Play it into an empty folder; the files that can be read afterwards. With a seed it is the same story
    to the letter each time."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    here = folder / "peerbot.db"
    written = asyncio.run(_play(folder, seed, _on_server(folder, database_url) or f"sqlite:///{here}"))
    return written if database_url else (*written, here)


def _on_server(folder: Path, database_url: str | None) -> str | None:
    """With the keys of its polls in the folder."""
    if database_url is None or database_url.startswith("sqlite"):
        return database_url
    polls = folder / "polls"
    polls.mkdir(mode=0o700)
    return with_folder(database_url, polls)


async def _play(folder: Path, seed: int | None, database_url: str) -> Sequence[Path]:
    entropy: Entropy = SystemEntropy() if seed is None else SeededEntropy(seed)
    place = Place(folder, database_url, PushedClock(base=StillClock(STORY_BEGINS)), entropy)
    async with opened(place) as (sandbox, _):
        story = Story(sandbox)
        await story.opening()
        await story.play()
        await Month(sandbox).play()
        await Evidence(sandbox).play()
        await Themes(sandbox).play()
        await Year(sandbox).play()
        await Vote(sandbox).play()
        page = folder / "transcript.md"
        page.write_text(transcript(sandbox.rooms, sandbox.words, NETWORK), encoding="utf-8")
    return page, folder / "mail"
