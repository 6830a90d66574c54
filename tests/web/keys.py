"""Somebody who has a keyboard and nothing else: at each stop it has to be seen where they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.async_api import Page

MOST = 40  # stops on a page
HERE = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const shown = here.closest("label") || here;
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: here.id || here.getAttribute("value") || here.getAttribute("href") || here.textContent.trim(),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    free: over !== null && (shown.contains(over) || over.contains(here)),
  };
}"""
AT = "what => document.activeElement.matches(what)"


@dataclass
class Keys:
    """`faults` are stops that are not seen; `stops` all since the page was opened."""

    page: Page
    stops: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def press(self, *keys: str) -> None:
        for each in keys:
            await self.page.keyboard.press(each)

    async def types(self, words: str) -> None:
        await self.page.keyboard.type(words)

    async def tabs_to(self, what: str) -> None:
        """As often as it takes."""
        for _ in range(MOST):
            await self.press("Tab")
            here = await self.page.evaluate(HERE)
            self.stops.append(here["name"])
            if not (here["marked"] and here["free"]):
                self.faults.append(f"{self.page.url}: {here}")
            if await self.page.evaluate(AT, what):
                return
        raise AssertionError(what, self.stops)

    async def skips(self) -> None:
        """From the beginning of a page to what it is about."""
        await self.tabs_to(".skip")
        await self.press("Enter")

    async def follows(self, *keys: str) -> None:
        """To the page that the last of them leads to."""
        async with self.page.expect_navigation():
            await self.press(*keys)
        self.stops.clear()
