"""In the sandbox a member comes to their own pages by the link in a letter, and by the one in their room."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from playwright.async_api import Browser, expect

from adapters.local.story import Story
from bot.chat import Room
from tests.stories.screen import Screen

LINK = re.compile(r"(http://[\w.:]+)/(en|fr)/link/[a-z0-9]+")


async def test_the_links_of_the_sandbox_lead_to_its_own_pages(browser: Browser, sandbox: Story) -> None:
    """A letter's opens in a window beside it; neither is good a second time."""
    tom = sandbox.player("tom").looks_at(Room.MEMBERS)
    await sandbox.then(tom.types("/peer page"))
    (shown,) = LINK.finditer(json.dumps([message.content for message in tom.sees(Room.MEMBERS)]))
    page = await browser.new_page()
    await page.goto(shown[0])
    await page.click("main button.primary")
    await expect(page.locator("h1")).to_have_text("Overview")
    await page.click("nav button")
    await page.goto(f"{shown[1]}/en/mine")
    await page.fill("#field-email", "tom.weir@northwestel.net")
    await page.click("main button.primary")
    await sandbox.passes(timedelta(minutes=1))

    screen = await Screen(page).open(f"{shown[1]}/", "tom")
    await screen.opens_newest_letter()
    async with page.context.expect_page() as opened:
        await page.frame_locator("#panel-letter iframe").locator("a[href*='/link/']").first.click()
    beside = await opened.value
    await beside.click("main button.primary")
    await expect(beside.locator("dl")).to_contain_text("Tom Weir")
