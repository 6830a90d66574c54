"""The pages in a real browser: both languages, any size, with a script and without, by keyboard."""

from __future__ import annotations

from playwright.async_api import Browser, Response, expect

from tests.web.place import Place, code_at
from tests.web.walking import Walker, furnishes, records
from tests.web.window import DESK, PHONE, Window

READERS = (("en", "calg", "avery"), ("fr", "gatin", "dany"))
EMPTY, FULL = ("/polls", "/meetings"), ("", "/polls", "/meetings", "/back", "/nothing")


async def test_every_page_is_whole_in_both_languages_and_at_any_size(browser: Browser, place: Place) -> None:
    """Nothing grave for axe, nothing over the edge, no complaint, nobody else asked, by day and by night."""
    faults = []
    walkers = [Walker(await Window.opened(browser, place.base, PHONE), place, *reader) for reader in READERS]
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


async def test_the_pages_do_without_a_script_and_without_a_pointer(browser: Browser, place: Place) -> None:
    """The first load is small, a search step takes the list's place, and keys reach all in its order."""
    plain = await Window.opened(browser, place.base, PHONE, java_script_enabled=False)
    await plain.page.goto(place.base + "/fr/join")
    await plain.fills_in(name="Zoë", email="zoe@calgary.ca", community="calg")
    await plain.page.click("button[name=look]")
    await plain.page.check('[value="community:4806016"]')
    await plain.page.check('[name=role][value="staff"]')
    await plain.sends()
    await plain.fills_in(code=code_at(place.house, "zoe@calgary.ca"))
    await plain.page.check("[name=attestation]")
    await plain.sends()
    await expect(plain.page.locator("dl")).to_contain_text("Calgary")

    quick = await Window.opened(browser, place.base, DESK)
    loaded: dict[str, Response] = {}  # the mark is taken from the cache the second time

    def takes(answer: Response) -> None:
        loaded[answer.url] = answer

    quick.page.on("response", takes)
    await quick.page.goto(place.base + "/en/join", wait_until="networkidle")
    size = sum([len(await answer.body()) for answer in loaded.values()])
    await expect(quick.page.locator(".own").first).to_contain_text("11:00 a.m. (Vancouver)")

    keys = quick.page.keyboard
    await keys.press("Tab")
    await keys.press("Enter")
    order = []
    for _ in range(16):
        await keys.press("Tab")
        order.append(
            await quick.page.evaluate("document.activeElement.id || document.activeElement.textContent")
        )
    fields = [each for each in order if each.startswith("field-")]

    assert len(loaded) <= 4, [*loaded]
    assert size <= 60_000
    assert fields == ["field-name", "field-email", "field-community", "field-role-1", "field-line"]
    assert order[order.index("field-line") + 1] == "Send me a code"
