"""The pages in a real browser: both languages, any size, with a script and without, by keyboard."""

from __future__ import annotations

import re

from playwright.async_api import Browser, Response, expect

from tests.web.keys import Keys
from tests.web.place import Place, code_at
from tests.web.walking import Walker, furnishes, records
from tests.web.window import DESK, PHONE, Window

DESCRIBED = re.compile("^The address that .* Error: This does not look like an email address")
HEARD = """
- textbox "Your full name": Zoë Tremblay
- textbox "Your work email": two@ats@once
- combobox "Your municipality or Indigenous community": City of Calgary (city, AB)
- group "Your role there":
  - radio "Staff" [checked]
  - radio "Elected official"
- textbox "Your title, or what brings you (optional)"
- button "Send me a code"
"""
READERS = (("en", "calg", "avery"), ("fr", "gatin", "dany"))
EMPTY = ("/polls", "/meetings", "/taking-part")
FULL = ("", "/polls", "/meetings", "/taking-part", "/back", "/nothing")


async def test_every_page_is_whole_in_both_languages_and_at_any_size(browser: Browser, place: Place) -> None:
    """Nothing grave for axe, nothing over the edge, no complaint, nobody else asked, by day and by night."""
    faults = []
    walkers = [Walker(await Window.opened(browser, place.base, PHONE), place, *reader) for reader in READERS]
    walkers[1].window.by_night = False
    for walker in walkers:
        await walker.reads(*EMPTY)
    webinar = furnishes(place.house)
    for walker in walkers:
        await walker.reads(*FULL)
        await walker.presses("/mail/aaaa")
        await walker.presses("/download/aaaa")
        await walker.errs()
        await walker.registers()
        await walker.is_answered()
        await walker.goes_astray()
    records(place.house, webinar)
    for walker in walkers:
        await walker.reads("/meetings")
        faults += [f"{walker.language}: {fault}" for fault in walker.window.faults]

    assert faults == []


async def test_the_whole_way_is_gone_by_keyboard(browser: Browser, place: Place) -> None:
    """Wrong at first, then through to the way out; one always sees where one is, and hears what is asked."""
    page = (await Window.opened(browser, place.base, DESK, reduced_motion="reduce")).page
    keys = Keys(page)
    await page.goto(place.base + "/en/join")
    await keys.skips()
    await keys.tabs_to('[href="#form"]')
    await keys.press("Enter")
    await expect(page.locator("#form")).to_be_focused()
    await keys.tabs_to("#field-name")
    await keys.types("Zoë Tremblay")
    await keys.tabs_to("#field-email")
    await keys.types("two@ats@once")
    await keys.tabs_to("#field-community")
    await keys.types("calg")
    await page.locator("[role=option]").first.wait_for()
    await keys.press("ArrowDown", "Enter")
    await keys.tabs_to("[name=role]")
    await keys.press("ArrowDown", "ArrowUp")
    await keys.tabs_to(".primary")
    order = [each for each in keys.stops if each.startswith("field-")]
    await keys.follows("Enter")
    await expect(page.locator("#summary")).to_be_focused()
    await keys.tabs_to('#summary [href="#field-email"]')
    await keys.press("Enter")
    await expect(page.locator("#field-email")).to_be_focused()
    await expect(page.locator("#field-email")).to_have_accessible_description(DESCRIBED)
    await expect(page.locator("form.asked")).to_match_aria_snapshot(HEARD)
    await keys.press("Control+a")
    await keys.types("zoe@calgary.ca")
    await keys.follows("Enter")
    await proves(keys, code_at(place.house, "zoe@calgary.ca"))
    await withdraws(keys)

    await expect(page.locator("main")).to_contain_text("You withdrew this request")
    assert order == ["field-name", "field-email", "field-community", "field-role-1", "field-line"]
    assert keys.faults == []


async def proves(keys: Keys, code: str) -> None:
    await keys.skips()
    await keys.tabs_to("#field-code")
    await keys.types(code)
    await keys.tabs_to("[name=attestation]")
    await keys.press("Space")
    await keys.tabs_to(".primary")
    await keys.follows("Enter")


async def withdraws(keys: Keys) -> None:
    await keys.skips()
    await keys.tabs_to('main a[href$="/withdraw"]')
    await keys.follows("Enter")
    await keys.skips()
    await keys.tabs_to("main button.danger")
    await keys.follows("Enter")


async def test_all_can_be_done_without_a_script(browser: Browser, place: Place) -> None:
    """A search step takes the list's place; then a correction, the code, and a way out."""
    page = (await Window.opened(browser, place.base, PHONE, java_script_enabled=False)).page
    await page.goto(place.base + "/fr/join")
    await page.fill("#field-name", "Zoë")
    await page.fill("#field-email", "zoe@calgary.ca")
    await page.fill("#field-community", "calg")
    await page.click("button[name=look]")
    await expect(page.locator("[name=community]").first).to_be_focused()
    await page.check('[value="community:4806016"]')
    await page.check('[name=role][value="staff"]')
    await page.click(".primary")
    await page.click('a[href$="/form"]')
    await page.fill("#field-name", "Zoë Roy")
    await page.click(".primary")
    await page.fill("#field-code", "00000000")
    await page.click(".primary")
    await expect(page.locator("#error-attestation")).to_be_visible()
    await page.fill("#field-code", code_at(place.house, "zoe@calgary.ca"))
    await page.check("[name=attestation]")
    await page.click(".primary")
    await expect(page.locator("dl")).to_contain_text("Calgary")
    await page.click('main a[href$="/withdraw"]')
    await page.click("main button.danger")

    await expect(page.locator("main")).to_contain_text("Vous avez retiré cette demande")


async def test_the_first_load_is_small_and_tells_the_readers_own_time(browser: Browser, place: Place) -> None:
    """Four requests at most; the mark is taken from the cache the second time."""
    page = (await Window.opened(browser, place.base, DESK)).page
    loaded: dict[str, Response] = {}

    def takes(answer: Response) -> None:
        loaded[answer.url] = answer

    page.on("response", takes)
    await page.goto(place.base + "/en/join", wait_until="networkidle")
    size = sum([len(await answer.body()) for answer in loaded.values()])

    await expect(page.locator(".own").first).to_contain_text("11:00 a.m. (Vancouver)")
    assert len(loaded) <= 4, [*loaded]
    assert size <= 60_000
