"""The story in a real browser, on the real bot, as a stranger meets it: both languages, any width."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from tests.stories.screen import Screen, code_in, running_sandbox

WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)
HOSTILE = "<img src=x onerror=alert(1)> {name}"

# Who asks, from where, who decides, and what each reads on the way.
STORIES = {
    "en": (
        "avery",
        "calgary",
        "avery.chen@calgary.ca",
        "priya",
        "City of Calgary",
        "This answer",
        "Approved",
    ),
    "fr": (
        "emilie",
        "gatin",
        "emilie.gagnon@gatineau.ca",
        "mathieu",
        "Gatineau",
        "Cette réponse",
        "Approuvée",
    ),
}


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    async with running_sandbox(tmp_path) as address:
        yield address


async def asks(screen: Screen, query: str, mail: str) -> None:
    """From the button to the answer that a code is on its way."""
    await screen.presses("tour")
    await screen.fills_in(email=mail)
    await screen.looks_up("community", query)
    await screen.chooses("role", "staff")
    await screen.sends()
    await expect(screen.dialog()).to_have_count(0)


async def asks_and_proves(screen: Screen, query: str, mail: str) -> None:
    """To the answer that the request waits."""
    await asks(screen, query, mail)
    code = await screen.reads_code()
    await screen.presses("joining.verify")
    await screen.fills_in(code=code)
    await screen.chooses("attestation", "attest")
    await screen.sends()
    await expect(screen.dialog()).to_have_count(0)


async def approves(screen: Screen, coordinator: str) -> None:
    await screen.becomes(coordinator)
    await screen.goes_to("coordinators")
    await screen.presses("joining.approve")
    await screen.presses("joining.send")
    await expect(screen.button("joining.send")).to_have_count(0)


@pytest.mark.parametrize("language", STORIES)
async def test_the_story_is_played_from_both_sides(browser: Browser, address: str, language: str) -> None:
    """Asked, corrected at the field, proven by the letter's code, approved, admitted, confirmed."""
    person, query, mail, coordinator, community, required, approved = STORIES[language]
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, person)
    await screen.presses("tour")
    await screen.fills_in(email="two@ats@once")
    chosen = await screen.looks_up("community", query)
    await screen.sends()
    problem = await screen.error_at("role")
    await screen.page.press("#field-email", "Escape")
    await asks_and_proves(screen, query, mail)
    letters = await screen.letters().count()
    await approves(screen, coordinator)
    card = await screen.last_card().inner_text()
    await screen.becomes(person)
    await screen.goes_to("members")
    await expect(screen.letters()).to_have_count(letters + 1)

    assert community in chosen
    assert problem.startswith(required)
    assert approved in card
    assert await screen.page.locator("html").get_attribute("lang") == language
    assert screen.complaints == []
    assert {url for url in screen.asked if not url.startswith(address)} == set()


async def test_a_mistake_is_shown_where_it_was_made(browser: Browser, address: str) -> None:
    """The sentence stands at its field, the first such field has the focus, what was filled in stays."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    await screen.presses("tour")
    await screen.fills_in(line=HOSTILE)
    await screen.sends()

    assert [await screen.error_at(name) for name in ("email", "community", "role")]
    await expect(screen.page.locator("#field-email")).to_be_focused()
    await expect(screen.page.locator("#field-name")).to_have_attribute("aria-invalid", "false")
    await expect(screen.page.locator("#field-line")).to_have_value(HOSTILE)


async def test_what_was_seen_in_an_earlier_sandbox_is_no_measure(browser: Browser, address: str) -> None:
    """Started anew at the same port: its beginning is not marked as new, what comes later is."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    earlier = '{"rooms": {"avery/welcome": 99, "priya/coordinators": 99}, "letters": ["gone"]}'
    await screen.page.evaluate("earlier => sessionStorage.setItem('sandbox-seen', earlier)", earlier)
    await screen.page.reload()
    await screen.letters().first.wait_for()
    unread = await screen.page.locator("#mail .unread").count()
    await asks_and_proves(screen, "calgary", "avery.chen@calgary.ca")
    await expect(screen.page.locator('#cast label:has([value="priya"]) .dot')).to_have_count(1)

    assert unread == 0


async def test_what_people_write_is_never_markup(browser: Browser, address: str) -> None:
    """A tag in a name, a line or a message is read as it was typed, by everybody."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    await screen.types(HOSTILE)
    await expect(screen.page.locator(".said").last).to_have_text(HOSTILE)
    await screen.types(f"/peer {HOSTILE}")
    await expect(screen.page.locator(".prompt code").last).to_have_text(f"/peer {HOSTILE}")

    assert await screen.page.locator(".timeline img").count() == 0
    assert screen.complaints == []


async def test_the_whole_way_can_be_gone_by_keyboard(browser: Browser, address: str) -> None:
    """Asking, choosing, reading the code, proving, changing people, approving: without a pointer."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    keys, page = screen.page.keyboard, screen.page
    await page.focus("#line")
    await keys.type("/peer j")
    await expect(page.locator("#line-options [role=option]")).to_have_count(1)
    for key in ("ArrowDown", "Enter", "Enter"):
        await keys.press(key)
    await expect(page.locator("#field-name")).to_be_focused()
    await keys.press("Tab")
    await keys.type("avery.chen@calgary.ca")
    await keys.press("Tab")
    await keys.type("calg")
    await page.locator("#field-community-options [role=option]").first.wait_for()
    for key in ("ArrowDown", "Tab", "Space", "Enter"):
        await keys.press(key)
    await expect(screen.dialog()).to_have_count(0)
    await page.locator("#mail li:first-child.unread button").focus()
    await keys.press("Enter")
    await expect(page.locator("#letter-subject")).to_be_focused()
    await page.focus("#tab-letter")
    await keys.press("ArrowRight")
    code = code_in(await page.inner_text("#panel-plain"))
    await screen.button("joining.verify").focus()
    await keys.press("Enter")
    await expect(page.locator("#field-code")).to_be_focused()
    await keys.type(code)
    for key in ("Tab", "Space", "Enter"):
        await keys.press(key)
    await expect(screen.dialog()).to_have_count(0)
    await page.focus("#cast :checked")
    for key in ("ArrowRight", "ArrowRight"):
        await keys.press(key)
    await expect(page.locator("#cast :checked")).to_be_focused()
    await expect(page.locator("#cast :checked")).to_have_value("priya")
    await page.focus('#rooms [data-focus="coordinators"]')
    await keys.press("Enter")
    await screen.button("joining.approve").focus()
    await keys.press("Enter")

    await expect(screen.button("joining.approve")).to_have_count(0)


@pytest.mark.parametrize("language", STORIES)
async def test_the_story_fits_a_telephone(browser: Browser, address: str, language: str) -> None:
    """At 360 pixels nothing is wider than the page, in any pane or dialog, in either language."""
    person, query, mail, coordinator, *_ = STORIES[language]
    screen = await Screen(await browser.new_page(viewport=NARROW)).open(address, person)
    wide = []
    await asks_and_proves(screen, query, mail)
    await approves(screen, coordinator)
    for pane in ("rooms", "conversation", "mail"):
        await screen.shows(pane)
        wide.append(await screen.overflows())
    await screen.opens_newest_letter()
    wide.append(await screen.overflows())
    await screen.becomes(person)
    await screen.goes_to("welcome")
    await screen.types("/peer language")
    await screen.dialog().wait_for()
    wide.append(await screen.overflows())

    assert wide == [False] * 5


async def test_two_windows_see_each_other_without_reloading(browser: Browser, address: str) -> None:
    """What one says appears in the other's window, and takes nothing from what is being typed there."""
    avery = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    rob = await Screen(await browser.new_page(viewport=WIDE)).open(address, "rob")
    await rob.page.fill("#line", "half a sen")
    await avery.types("Hello, Rob")

    await expect(rob.page.locator(".said").last).to_have_text("Hello, Rob")
    await expect(rob.page.locator("#line")).to_be_focused()
    await expect(rob.page.locator("#line")).to_have_value("half a sen")


async def test_only_the_one_who_asked_sees_the_answer(browser: Browser, address: str) -> None:
    """It is marked as private in their window, and is in no other."""
    avery = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    rob = await Screen(await browser.new_page(viewport=WIDE)).open(address, "rob")
    before = await rob.page.locator(".message").count()
    await avery.types("/peer help")
    await expect(avery.page.locator(".private .only").last).to_be_visible()
    await avery.types("and now aloud")
    await expect(rob.page.locator(".said").last).to_have_text("and now aloud")

    assert await rob.page.locator(".message").count() == before + 1


async def test_a_changed_language_changes_the_page(browser: Browser, address: str) -> None:
    """The page speaks as the bot does to this person."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    await screen.types("/peer language fr")

    await expect(screen.page.locator("html")).to_have_attribute("lang", "fr")
    await expect(screen.page.locator("#composer button")).to_have_text("Envoyer")
    await screen.becomes("rob")
    await expect(screen.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("push", ["hour", "day", "week"])
async def test_the_clock_moves_when_it_is_pushed(browser: Browser, address: str, push: str) -> None:
    """It is told in words, in the viewer's zone, and said to who cannot see it."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "rob")
    before = await screen.page.inner_text("#clock")
    await screen.page.click(f'[data-push="{push}"]')
    await expect(screen.page.locator("#clock")).not_to_have_text(before)

    await expect(screen.page.locator("#clock")).to_contain_text("(St. John’s)")
    await expect(screen.page.locator("#notice")).to_contain_text(await screen.page.inner_text("#clock"))


async def test_the_clock_goes_to_the_next_thing_due(browser: Browser, address: str) -> None:
    """A request whose mailbox is never proven runs out, and its applicant is told so when they ask."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "avery")
    await asks(screen, "calgary", "avery.chen@calgary.ca")
    before = await screen.page.inner_text("#clock")
    await screen.page.click('[data-push="next"]')
    await expect(screen.page.locator("#clock")).not_to_have_text(before)
    await screen.types("/peer verify")

    await expect(screen.last_card()).to_be_visible()
    await expect(screen.dialog()).to_have_count(0)


async def test_a_letter_is_shown_as_its_sender_meant_it(browser: Browser, address: str) -> None:
    """With its HTML in a frame that can do no more than open links, the code in it to be read at a glance."""
    screen = await Screen(await browser.new_page(viewport=WIDE)).open(address, "emilie")
    await asks(screen, "gatin", "emilie.gagnon@gatineau.ca")
    code = await screen.reads_code()
    await screen.opens_newest_letter()
    frame = screen.page.locator("#panel-letter iframe")

    await expect(frame).to_have_attribute("sandbox", "allow-popups allow-popups-to-escape-sandbox")
    await expect(frame.content_frame.locator("body")).to_contain_text(f"{code[:4]} {code[4:]}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_what_is_behind_them(browser: Browser, address: str, scheme: str) -> None:
    """Every text on the page has a contrast of at least 4.5 to 1 (WCAG AA), by day and by night."""
    page = await browser.new_page(viewport=WIDE, color_scheme="dark" if scheme == "dark" else "light")
    screen = await Screen(page).open(address, "priya")
    await screen.goes_to("coordinators")
    await screen.opens_newest_letter()
    await screen.goes_to("welcome")
    await screen.types("/peer home")
    await expect(page.locator(".private").last).to_be_visible()
    weakest = await page.evaluate(Path(__file__).with_name("contrast.js").read_text(encoding="utf-8"))

    assert weakest["count"] > 40
    assert weakest["ratio"] >= 4.5, weakest
