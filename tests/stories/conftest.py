"""The story that is read by many tests is told once, for all processes among which they are divided; and a
sandbox whose page is served."""

import fcntl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from adapters.clock import PushedClock, SeededEntropy, StillClock
from adapters.local.app import application
from adapters.local.story import Story
from adapters.trial import STORY_BEGINS, Place, opened, play_story
from adapters.zones import use_pinned_zones

SEED = 7


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of a story that was told to its end, on SQLite; to be read alone."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(request.config, "workerinput") else base) / "told"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "transcript.md").exists():
            play_story(folder, SEED, None)
    return folder


@pytest.fixture
async def sandbox(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Story]:
    """Just opened, with its page served."""
    use_pinned_zones()
    clock = PushedClock(base=StillClock(STORY_BEGINS))
    place = Place(tmp_path, f"sqlite:///{tmp_path / 'peerbot.db'}", clock, SeededEntropy(1))
    async with opened(place, f"http://127.0.0.1:{unused_tcp_port}") as (sandbox, _):
        runner = web.AppRunner(application(sandbox))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
        story = Story(sandbox)
        await story.opening()
        yield story
        await runner.cleanup()
