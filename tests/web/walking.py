"""Somebody who walks through the pages with all that befalls people there; each page is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import expect

from bot.meetings.model import Meeting
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import House
from tests.core.meetings import changes, plans
from tests.core.voting import closes, opened, votes
from tests.web.place import Place, code_at
from tests.web.test_registering import request_of
from tests.web.window import Window

SEEN = "https://video.example/seen"
# Sent as without a script: the search, and what no person fills in.
SENDS = "([name, value]) => { const form = document.querySelector('.asked'); let field = form.elements[name];"
SENDS += " if (!field) { field = document.createElement('input'); field.name = name; form.append(field); }"
SENDS += " field.value = value; form.submit(); }"


def furnishes(house: House) -> Meeting:
    """What everybody may read: a meeting, a poll that came to something, and a webinar: that one."""
    house.joins(ANA)
    house.joins(LUC)
    plans(house, theme="Floods")
    poll = opened(house)
    votes(house, poll, 2)
    votes(house, poll, 1, who=LUC)
    closes(house, poll)
    return plans(house, kind="webinar", theme="Trees, shade and heat")


def records(house: House, webinar: Meeting) -> None:
    """After all of them, with nothing ahead."""
    house.waits_for(days=60)
    changes(house, webinar, "recording", link=SEEN)


@dataclass
class Walker:
    """In one language; `query` finds a community, `name` begins the mailbox."""

    window: Window
    place: Place
    language: str
    query: str
    name: str

    async def reads(self, *places: str) -> None:
        for each in places:
            await self.window.goes(f"/{self.language}{each}")

    async def presses(self, place: str) -> None:
        """The button of a page that has one, and the page behind it."""
        await self.reads(place)
        await self.window.clicks("main button")
        await expect(self.window.page.locator("main button")).to_have_count(0)
        await self.window.looks()

    async def errs(self) -> None:
        """The search without a script, what no person fills in, the list, and what is wrong."""
        page = self.window.page
        for name, value in (("look", "community"), ("website", "x")):
            await page.goto(f"{self.place.base}/{self.language}/join")
            await self.window.fills_in(community=self.query)
            async with page.expect_navigation():
                await page.evaluate(SENDS, [name, value])
            await self.window.looks()
        await page.goto(f"{self.place.base}/{self.language}/join")
        await self.window.fills_in(name=self.name, email="two@ats@once", community=self.query)
        await page.locator("[role=option]").first.wait_for()
        await self.window.looks()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await self.window.sends()
        await expect(page.locator("#summary")).to_be_focused()
        await self.window.looks()

    async def registers(self) -> None:
        """From there, with a code that is wrong at first."""
        page, email = self.window.page, f"{self.name}@calgary.ca"
        await self.window.fills_in(email=email)
        await page.check('[name=role][value="staff"]')
        await self.window.sends()
        await expect(page.locator("#field-code")).to_be_visible()
        await self.window.looks()
        await self.window.fills_in(code="1234 5678")
        await page.check("[name=attestation]")
        await self.window.sends()
        await expect(page.locator("#error-code")).to_be_visible()
        await self.window.looks()
        await self.window.fills_in(code=code_at(self.place.house, email))
        await expect(page.locator("[name=attestation]")).to_be_checked()
        await self.window.sends()
        await expect(page.locator("#field-code")).to_have_count(0)
        await self.window.looks()

    async def is_answered(self) -> None:
        """With a question, and then with yes."""
        there = self.window.page.url.removeprefix(self.place.base)
        await self.window.goes(there + "/withdraw")
        shown = await self.place.get(there)
        self.place.house.asks_more(CLAIRE, request_of(self.place.house, shown), "Which office?")
        await self.window.goes(there)
        await expect(self.window.page.locator("#field-answer")).to_be_visible()
        self.place.house.approves(CLAIRE, request_of(self.place.house, shown))
        await self.window.goes(there)

    async def goes_astray(self) -> None:
        """A name of several communities, a correction, one code too many, a way out."""
        email = f"{self.name}@nanaimo.ca"
        asked = await self.place.asks(self.language, community="Nanaimo", email=email)
        await self.window.goes(asked.place)
        await self.window.goes(asked.place + "/form")
        for _ in range(3):
            await self.window.page.goto(self.place.base + asked.place)
            await self.window.clicks('[value^="joining.resend"]')
        await self.window.looks()
        sure = await self.place.get(asked.place + "/withdraw")
        await self.place.presses(sure, "joining.withdrawn")
        await self.window.goes(asked.place)
