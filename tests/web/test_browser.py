"""The pages in a real browser: both languages, a phone and a desk, with a script and without, by keyboard."""

from __future__ import annotations

from playwright.async_api import Browser, Response, expect

from tests.core.cast import CLAIRE
from tests.web.place import Place, code_at
from tests.web.test_registering import request_of
from tests.web.window import DESK, PHONE, Window

# By language and size; axe looks at one of each, everything else is looked at in all.
WALKS = (
    ("en", PHONE, "calg", "avery"),
    ("en", DESK, "calg", "ben"),
    ("fr", PHONE, "gatin", "chloe"),
    ("fr", DESK, "gatin", "dany"),
)


async def registers(window: Window, place: Place, language: str, query: str, name: str) -> None:
    """Through every page of it, with each mistake that a page has a face for."""
    page, email = window.page, f"{name}@calgary.ca"
    await window.goes(f"/{language}/join")
    await window.fills_in(name=name, email="two@ats@once", community=query)
    await page.locator("[role=option]").first.wait_for()
    await window.looks()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await window.sends()
    await expect(page.locator("#summary")).to_be_focused()
    await window.looks()
    await window.fills_in(email=email)
    await page.check('[name=role][value="staff"]')
    await window.sends()
    await expect(page.locator("#field-code")).to_be_visible()
    await window.looks()
    await window.fills_in(code="1234 5678")
    await page.check("[name=attestation]")
    await window.sends()
    await expect(page.locator("#error-code")).to_be_visible()
    await window.looks()
    await window.fills_in(code=code_at(place.house, email))
    await expect(page.locator("[name=attestation]")).to_be_checked()
    await window.sends()
    await expect(page.locator("#field-code")).to_have_count(0)
    await window.looks()


async def test_every_page_is_whole_in_both_languages_and_at_any_size(browser: Browser, place: Place) -> None:
    """Nothing grave for axe, nothing over the edge, no complaint, nobody else asked, by day and by night."""
    faults = []
    for language, size, query, name in WALKS:
        scheme = "dark" if size is PHONE else "light"
        window = await Window.opened(browser, place.base, size, color_scheme=scheme)
        window.by_axe = name in {"avery", "dany"}
        for path in ("", "/meetings", "/polls", "/back", "/nothing"):
            await window.goes(f"/{language}{path}")
        await registers(window, place, language, query, name)
        there = window.page.url.removeprefix(place.base)
        await window.goes(there + "/withdraw")
        shown = await place.get(there)
        place.house.asks_more(CLAIRE, request_of(place.house, shown), "Which office?")
        await window.goes(there)
        await expect(window.page.locator("#field-answer")).to_be_visible()
        place.house.approves(CLAIRE, request_of(place.house, shown))
        await window.goes(there)
        faults += [f"{language} {size['width']}: {fault}" for fault in window.faults]
        await window.page.context.close()

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
