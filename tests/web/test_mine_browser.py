"""A member's own pages in a real browser: both languages, a desk and a phone, by day and by night, without a
script."""

from __future__ import annotations

from playwright.async_api import Browser, expect

from tests.core.voting import choice, opened
from tests.web.place import Place
from tests.web.visiting import link_of
from tests.web.window import DESK, PHONE, Window

PAGES = ("meetings", "polls", "topics", "topic", "data", "settings", "accounts", "leave")
FIRST = ".numbered a"
RANKING = "main form.asked > button.primary"


async def enters(window: Window, place: Place, language: str) -> None:
    """By a link, over the page that asks for one."""
    await window.goes(f"/{language}/mine")
    await window.goes(link_of(place.house).replace("/en/", f"/{language}/", 1))
    await window.page.click("main button.primary")
    await window.looks()


async def test_every_page_of_a_member_is_whole(browser: Browser, ours_full: Place) -> None:
    """Nothing grave for axe, nothing over the edge, no complaint, and nobody else is asked for anything."""
    faults = []
    for language in ("en", "fr"):
        window = await Window.opened(browser, ours_full.base, DESK)
        window.by_night = language == "en"
        await enters(window, ours_full, language)
        for each in PAGES:
            await window.goes(f"/{language}/mine/{each}")
        await window.goes(f"/{language}/mine/polls")
        await window.page.click(FIRST)
        await window.page.click(RANKING)
        await expect(window.page.locator(".error")).to_have_count(1)
        await window.looks()
        await window.page.click("nav button")
        await window.looks()
        faults += [f"{language}: {fault}" for fault in window.faults]
        await window.page.context.close()

    assert faults == []


async def test_a_member_votes_without_a_script(browser: Browser, ours: Place) -> None:
    """From the link to the box, on a phone; then the visit is ended."""
    poll = opened(ours.house, method="ranked")
    window = await Window.opened(browser, ours.base, PHONE, java_script_enabled=False)
    page = window.page
    await page.goto(ours.base + link_of(ours.house, key=f"polls.ballot:{poll.id}:0"))
    await page.click("main button.primary")
    await page.select_option("#place-1", "2")
    await page.select_option("#place-2", "1")
    await page.click(RANKING)
    await expect(page.locator("[role=status]")).to_contain_text("Your ballot is in the box")
    await window.clicks("nav button")
    await page.go_back()
    await page.reload()

    assert choice(ours.house, poll) == (2, 1)
    assert "Your ballot is in the box" not in await page.inner_text("main")
