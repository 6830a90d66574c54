"""The sandbox serves calendars' feeds beside its page, as a network's web port does."""

from __future__ import annotations

import json
import re

from aiohttp import ClientSession

from adapters.local.story import Story
from bot.chat import Room
from tests.rendering.calendars import read


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
