"""A window of a real browser on the pages: what it shows, whom it asks, and what axe finds in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.async_api import Browser, Page, Request, ViewportSize

PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=320, height=640)  # WCAG 1.4.10
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ALL = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"
SEEN = "{runOnly: {type: 'rule', values: ['color-contrast', 'target-size', 'link-in-text-block']}}"
GRAVE = {"serious", "critical", "moderate"}
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
LARGER = "size => { document.documentElement.style.fontSize = size }"


@dataclass
class Window:
    """`faults` are what no page may have: a finding of axe's, something wider than the page, a complaint of
    the browser's, a request to anybody else."""

    page: Page
    base: str
    scripted: bool = True  # axe is a script
    by_night: bool = True  # colours are the same in any language
    faults: list[str] = field(default_factory=list)

    @classmethod
    async def opened(cls, browser: Browser, base: str, size: ViewportSize, **more: Any) -> Window:  # noqa: ANN401 - Playwright's
        context = await browser.new_context(viewport=size, timezone_id="America/Vancouver", **more)
        page = await context.new_page()
        window = cls(page, base, scripted=more.get("java_script_enabled", True))
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
        """With the eyes of axe, by day and by night, and at what stands over the edge of any screen."""
        if not self.scripted:
            return
        await self.page.evaluate(AXE)
        await self._finds(ALL)
        await self._fits(DESK)
        if self.by_night:
            await self.page.emulate_media(color_scheme="dark")
            await self._finds(SEEN)
            await self.page.emulate_media(color_scheme="light")
        await self._fits(NARROW)
        await self._fits(PHONE, "200%")
        await self._fits(PHONE)

    async def _finds(self, options: str) -> None:
        found = await self.page.evaluate(f"() => axe.run(document, {options})")
        self.faults += [
            f"{self._where()}: {each['id']}: {node['html'][:80]}"
            for each in found["violations"]
            for node in each["nodes"]
            if each["impact"] in GRAVE
        ]

    async def _fits(self, size: ViewportSize, text: str = "") -> None:
        """With letters of that size, if any."""
        await self.page.set_viewport_size(size)
        await self.page.evaluate(LARGER, text)
        if await self.page.evaluate(WIDER):
            self.faults.append(f"{self._where()}: wider than {size['width']} {text}")
        await self.page.evaluate(LARGER, "")

    def _where(self) -> str:
        return self.page.url.removeprefix(self.base)

    async def sends(self) -> None:
        await self.clicks(".asked > button.primary")

    async def clicks(self, what: str) -> None:
        """To the page that follows."""
        async with self.page.expect_navigation():
            await self.page.click(what)

    async def fills_in(self, **values: str) -> None:
        for name, value in values.items():
            await self.page.fill(f"#field-{name}", value)
