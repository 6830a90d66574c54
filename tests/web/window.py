"""A window of a real browser on the pages: what it shows, whom it asks, and what axe finds in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, Request, ViewportSize

PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)
GRAVE = {"serious", "critical", "moderate"}
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Window:
    """`faults` are what no page may have: a finding of axe's, something wider than the page, a complaint of
    the browser's, a request to anybody else."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)
    by_axe: bool = True

    @classmethod
    async def opened(cls, browser: Browser, base: str, size: ViewportSize, **more: Any) -> Window:  # noqa: ANN401 - Playwright's
        context = await browser.new_context(viewport=size, timezone_id="America/Vancouver", **more)
        page = await context.new_page()
        window = cls(page, base)
        page.on("pageerror", lambda error: window.faults.append(f"error: {error}"))
        page.on("console", lambda said: window.hears(said.text))
        page.on("request", window.asks)
        return window

    def hears(self, said: str) -> None:
        """A status that the page itself explains is no complaint."""
        if "the server responded with a status of 4" not in said:
            self.faults.append(f"console: {said}")

    def asks(self, request: Request) -> None:
        if not request.url.startswith(self.base):
            self.faults.append(f"asked: {request.url}")

    async def goes(self, path: str) -> None:
        await self.page.goto(self.base + path)
        await self.looks()

    async def looks(self) -> None:
        """With the eyes of axe, and at what stands over the edge."""
        found = (await Axe().run(self.page)).response["violations"] if self.by_axe else ()
        where = self.page.url.removeprefix(self.base)
        self.faults += [
            f"{where}: {each['id']}: {node['html'][:80]}"
            for each in found
            for node in each["nodes"]
            if each["impact"] in GRAVE
        ]
        if await self.page.evaluate(WIDER):
            self.faults.append(f"{where}: wider than the page")

    async def sends(self) -> None:
        await self.page.click(".asked > button.primary")

    async def fills_in(self, **values: str) -> None:
        for name, value in values.items():
            await self.page.fill(f"#field-{name}", value)
