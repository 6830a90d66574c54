"""The sandbox serves calendars' feeds beside its page, as a network's web port does."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from adapters.clock import PushedClock, SeededEntropy, StillClock
from adapters.local.app import application
from adapters.local.story import Story
from adapters.trial import STORY_BEGINS, Place, opened
from adapters.zones import use_pinned_zones
from bot.chat import Room
from tests.rendering.calendars import read


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


async def test_a_members_calendar_follows_the_sandbox(sandbox: Story) -> None:
    """From the address that they are shown on the page to the meeting in their calendar."""
    priya = sandbox.player("priya").looks_at(Room.MEMBERS)
    await sandbox.then(priya.types("/peer calendar"))
    await sandbox.then(priya.presses("meetings.feed_new"))
    shown = json.dumps([message.content for message in priya.sees(Room.MEMBERS)])
    address = re.findall(r"http://[\w.:/]+\.ics", shown)[-1]
    dana = sandbox.player("dana").looks_at(Room.FACILITATORS)
    form = await sandbox.then(dana.types("/host meeting")) and await sandbox.then(
        dana.presses("meetings.plan")
    )
    await sandbox.then(
        dana.fills_in(form, day="2027-02-24", time="13:00", kind="peer", link="https://meet.example/peers")
    )
    await sandbox.then(dana.presses("meetings.publish"))

    async with ClientSession() as session, session.get(address) as answer:
        (event,) = read(await answer.read())
    assert event.link == "https://meet.example/peers"
