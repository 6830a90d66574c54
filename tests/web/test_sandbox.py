"""The sandbox has the page as the newcomer's entrance, beside its own."""

from __future__ import annotations

from pathlib import Path

from aiohttp import ClientSession
from aiohttp.web import AppRunner, TCPSite

from adapters import trial
from adapters.clock import PushedClock, SeededEntropy, StillClock
from adapters.local.app import application
from tests.core.house import House
from tests.stores import sqlite_url
from tests.web.place import Place
from tests.world import NOON


async def test_a_newcomer_enters_the_sandbox_by_the_page(tmp_path: Path, house: House) -> None:
    """Registered, the code in the sandbox's mailbox; its own page is where it was."""
    own = tmp_path / "sandbox"
    own.mkdir()
    where = trial.Place(own, sqlite_url(own), PushedClock(base=StillClock(NOON)), SeededEntropy(3))
    async with trial.opened(where) as (sandbox, _), ClientSession() as session:
        runner = AppRunner(application(sandbox), access_log=None)
        await runner.setup()
        await TCPSite(runner, "127.0.0.1", 0).start()
        place = Place(f"http://127.0.0.1:{runner.addresses[0][1]}", session, house=house)
        asked = await place.asks("fr")
        await sandbox.wake()
        letters = [sandbox.mailbox.read(name) for name in sandbox.mailbox.names()]
        first = await place.get("/")
        await runner.cleanup()

    assert asked.place.startswith("/fr/request/")
    assert any(b"zoe.tremblay@calgary.ca" in letter for letter in letters)
    assert "sandbox" in first.page.html
    assert "script-src 'self'" in asked.headers["Content-Security-Policy"]
