"""The pages of a public webinar in a real browser, with a script and without."""

from __future__ import annotations

from playwright.async_api import Browser, expect

from bot.deliveries import Letter
from bot.meetings.model import Meeting
from tests.core.webinars import AT_HOME, page_in, webinar
from tests.web.place import Place, opened
from tests.web.window import DESK, PHONE, Window


def link(place: Place, email: str, language: str) -> str:
    place.house.carries_out()
    letter = [each for each in place.house.arrived(Letter) if each.to == email][-1]
    return f"/{language}/registration/{page_in(letter)}"


async def registers(window: Window, place: Place, trees: Meeting, language: str, city: str) -> str:
    """And withdraws; where that ends. `city` is by whose clock they read."""
    page, email = window.page, f"{language}@gmail.com"
    await page.goto(f"{place.base}/{language}/webinars/{trees.id}")
    await window.fills_in(email="two@ats@once")
    await window.sends()
    await expect(page.locator("#error-email")).to_be_visible()
    await window.looks()
    await window.fills_in(email=email)
    await window.sends()
    await page.goto(place.base + link(place, email, language))
    await expect(page.locator("dl")).to_contain_text(city)
    await window.looks()
    await page.click('[name=press][value^="webinars.confirm"]')
    await page.click('[name=press][value^="webinars.withdraw"]')
    await window.looks()
    return page.url.removeprefix(place.base)


async def test_a_guest_registers_by_hand_in_either_language(browser: Browser, migrated_sqlite: str) -> None:
    """Nothing grave for axe, nothing over the edge, no complaint, nobody else asked; the time is theirs."""
    async with opened(migrated_sqlite, AT_HOME) as place:
        trees = webinar(place.house)
        phone = await Window.opened(browser, place.base, PHONE)
        english = await registers(phone, place, trees, "en", "11:00 a.m. (Vancouver)")
        plain = await Window.opened(browser, place.base, DESK, java_script_enabled=False)
        french = await registers(plain, place, trees, "fr", "13 h (Toronto)")

    assert (phone.faults, plain.faults) == ([], [])
    assert (english, french) == ("/en/webinars/withdrawn", "/fr/webinars/withdrawn")
