"""The sandbox in a real browser, as somebody uses it who sees the page and nothing else."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, expect

CODE = re.compile(r"\b(\d{4}) ?(\d{4})\b")
START_SECONDS = 60


@asynccontextmanager
async def running_sandbox(folder: Path) -> AsyncIterator[str]:
    """`peerbot try` as a stranger starts it; its address. It ends well when it is asked to."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PEERBOT_")}
    command = (str(Path(sys.executable).with_name("peerbot")), "try", "--no-browser", "--port", "0")
    process = await asyncio.create_subprocess_exec(
        *command, "--folder", str(folder), env=environ, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        async with asyncio.timeout(START_SECONDS):
            address = (await process.stdout.readline()).decode().strip()
        yield address
        process.terminate()
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def code_in(text: str) -> str:
    """The eight digits of a letter, as one types them."""
    found = CODE.search(text)
    assert found
    return "".join(found.groups())


class Screen:
    """One window. What goes wrong in it, and whom it talks to, is written down."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    async def open(self, address: str, person: str) -> Screen:
        await self.page.goto(f"{address}?as={person}")
        await expect(self.page.locator("#cast :checked")).to_have_value(person)
        return self

    # ---- where one is

    async def becomes(self, person: str) -> None:
        """With another click, where news have drawn the face anew under the pointer."""
        face = self.page.locator(f'#cast label:has([value="{person}"])')
        await face.click()
        if await self.page.locator("#cast :checked").input_value() != person:
            await face.click()
        await expect(self.page.locator("#cast :checked")).to_have_value(person)

    async def goes_to(self, room: str) -> None:
        await self.shows("rooms")
        await self.page.locator(f'#rooms [data-focus="{room}"]').click()
        await expect(self.page.locator(f'#rooms [data-focus="{room}"]')).to_have_attribute(
            "aria-current", "true"
        )

    async def shows(self, pane: str) -> None:
        """On a narrow page one pane at a time is shown."""
        tab = self.page.locator(f'.tabs [data-pane="{pane}"]')
        if await tab.is_visible():
            await tab.click()

    # ---- what one does

    async def types(self, line: str) -> None:
        await self.shows("conversation")
        await self.page.fill("#line", line)
        await self.page.press("#line", "Enter")

    async def presses(self, action: str) -> None:
        await self.shows("conversation")
        await self.button(action).click()

    async def fills_in(self, **values: str) -> None:
        for name, value in values.items():
            await self.page.fill(f"#field-{name}", value)

    async def chooses(self, field: str, value: str) -> None:
        await self.page.check(f'#field-{field} [value="{value}"]')

    async def looks_up(self, field: str, typed: str) -> str:
        """Types, waits for the list, takes its first line by keyboard; what then stands in the field."""
        box = self.page.locator(f"#field-{field}")
        await box.fill("")
        await box.press_sequentially(typed)
        await self.page.locator(f"#field-{field}-options [role=option]").first.wait_for()
        await box.press("ArrowDown")
        await box.press("Enter")
        return await box.input_value()

    async def sends(self) -> None:
        await self.page.click("dialog [type=submit]")

    async def reads_code(self) -> str:
        """From the letter that has just come, as plain text."""
        await self.shows("mail")
        await self.page.locator("#mail li:first-child.unread").wait_for()
        await self.opens_newest_letter()
        await self.page.click("#tab-plain")
        text = await self.page.inner_text("#panel-plain")
        await self.page.click("#letter .back")
        return code_in(text)

    async def opens_newest_letter(self) -> None:
        await self.page.locator("#mail li").first.locator("button").click()
        await self.page.locator("#letter").wait_for()

    # ---- what one sees

    def button(self, action: str) -> Locator:
        """The newest on the screen that does this."""
        return self.page.locator(f'.timeline [data-focus="{action}"]').last

    def last_card(self) -> Locator:
        return self.page.locator(".timeline .card").last

    def dialog(self) -> Locator:
        return self.page.locator("dialog[open]")

    def letters(self) -> Locator:
        return self.page.locator("#mail li")

    async def error_at(self, field: str) -> str:
        """The sentence at a field that is marked as wrong, and by which it is described."""
        control = self.page.locator(
            f'#field-{field}[aria-invalid="true"], #field-{field} [aria-invalid="true"]'
        ).first
        await control.wait_for(state="attached")
        assert f"field-{field}-error" in (await control.get_attribute("aria-describedby") or "").split()
        return await self.page.inner_text(f"#field-{field}-error")

    async def overflows(self) -> bool:
        """Whether anything is wider than the page."""
        return bool(await self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))
