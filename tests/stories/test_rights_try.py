"""In the sandbox the link to what is held, and the one in each letter, can be followed."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path as Folder

import pytest
from aiohttp import ClientSession, web

from adapters.clock import PushedClock, SeededEntropy, StillClock
from adapters.local.app import application
from adapters.local.story import Story
from adapters.trial import STORY_BEGINS, Place, opened
from adapters.zones import use_pinned_zones
from bot.chat import Room


@pytest.fixture
async def sandbox(tmp_path: Folder, unused_tcp_port: int) -> AsyncIterator[Story]:
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


async def test_a_member_takes_along_what_is_held(sandbox: Story) -> None:
    """By the button on the page, as a browser presses it: without an origin."""
    priya = sandbox.player("priya").looks_at(Room.MEMBERS)
    await sandbox.then(priya.types("/peer data"))
    await sandbox.then(priya.presses("rights.export"))
    shown = json.dumps([message.content for message in priya.sees(Room.MEMBERS)])
    address = re.findall(r"http://[\w.:/]+/download/[a-z0-9]+", shown)[-1]

    async with ClientSession() as session:
        async with session.get(address) as page:
            assert "<form" in await page.text()
        async with session.post(address, headers={"Origin": "null"}) as answer:
            file = json.loads(await answer.read())
    assert file["format"] == "peerbot/person/1"
    assert file["held"]["profiles"][0]["name"].startswith("Priya")
