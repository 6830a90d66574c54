"""In the sandbox the link to what is held, and the one in each letter, can be followed."""

from __future__ import annotations

import json
import re

from aiohttp import ClientSession

from adapters.local.story import Story
from bot.chat import Room


async def test_a_member_takes_along_what_is_held(sandbox: Story) -> None:
    """By the button on the page, as a browser presses it."""
    priya = sandbox.player("priya").looks_at(Room.MEMBERS)
    await sandbox.then(priya.types("/peer data"))
    await sandbox.then(priya.presses("rights.export"))
    shown = json.dumps([message.content for message in priya.sees(Room.MEMBERS)])
    address = re.findall(r"http://[\w.:/]+/download/[a-z0-9]+", shown)[-1]

    async with ClientSession() as session:
        async with session.get(address) as page:
            assert "<form" in await page.text()
        async with session.post(address, headers={"Origin": address.partition("/download")[0]}) as answer:
            file = json.loads(await answer.read())
    assert file["format"] == "peerbot/person/1"
    assert file["held"]["profiles"][0]["name"].startswith("Priya")
