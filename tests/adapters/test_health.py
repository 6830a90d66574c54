"""Health answers over HTTP, and says no more than it must."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import ClientSession

from adapters.signals import STOPPING, stop_requests
from adapters.web.health import health_app, serve

CANARY = "zoe.canary"
SECOND = timedelta(seconds=1)

Get = Callable[[str], Awaitable[tuple[int, object]]]


async def _answers() -> bool:
    return False


async def _is_paused() -> bool:
    return True


async def _is_down() -> bool:
    raise ConnectionError(CANARY)


async def _never_answers() -> bool:
    return await asyncio.Event().wait()


@asynccontextmanager
async def _health(
    database: Callable[[], Awaitable[bool]] = _answers, age: timedelta = SECOND
) -> AsyncIterator[Get]:
    app = health_app(database, age.total_seconds, database_patience=SECOND / 20, pulse_patience=SECOND * 5)
    runner = await serve(app, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession() as session:

        async def get(path: str) -> tuple[int, object]:
            async with session.get(base + path) as answer:
                return answer.status, await answer.json() if answer.status != 404 else None

        yield get
    await runner.cleanup()


async def test_a_bot_that_works_is_alive_and_ready() -> None:
    """Both pages answer 200."""
    async with _health() as get:
        assert await get("/healthz") == (200, {"alive": True})
        assert await get("/readyz") == (200, {"ready": True, "problems": [], "state": "working"})


async def test_a_bot_that_was_paused_is_ready_and_says_that_it_is_paused() -> None:
    """Nobody shall restart it for that."""
    async with _health(_is_paused) as get:
        assert await get("/readyz") == (200, {"ready": True, "problems": [], "state": "paused"})


@pytest.mark.parametrize(
    "database, age, problems, state",
    [
        (_is_down, SECOND, ["database_unreachable"], "unknown"),
        (_never_answers, SECOND, ["database_silent"], "unknown"),
        (_answers, SECOND * 6, ["pulse_late"], "working"),
        (_is_paused, SECOND * 6, ["pulse_late"], "paused"),
        (_is_down, SECOND * 6, ["database_unreachable", "pulse_late"], "unknown"),
    ],
)
async def test_a_bot_that_cannot_work_is_alive_but_not_ready(
    database: Callable[[], Awaitable[bool]], age: timedelta, problems: list[str], state: str
) -> None:
    """Each thing that is wrong has its code, and restarting is not asked for."""
    async with _health(database, age) as get:
        assert await get("/readyz") == (503, {"ready": False, "problems": problems, "state": state})
        assert await get("/healthz") == (200, {"alive": True})


@pytest.mark.parametrize("path", ["/", "/metrics", "/readyz/x", "/.env"])
async def test_nothing_else_is_there(path: str) -> None:
    """Any other page is not found."""
    async with _health() as get:
        assert (await get(path))[0] == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/.env"])
async def test_no_answer_names_the_libraries(path: str) -> None:
    """Nor may anything on the way keep it; also when there is no such page."""
    runner = await serve(health_app(_answers, SECOND.total_seconds), "127.0.0.1", 0)
    async with (
        ClientSession() as session,
        session.get(f"http://127.0.0.1:{runner.addresses[0][1]}{path}") as got,
    ):
        headers = got.headers.get("Server"), got.headers.get("Cache-Control"), await got.text()
    await runner.cleanup()

    assert headers[0] is None
    assert headers[1] == "no-store" or not headers[2]
    assert "404" not in headers[2]


async def test_a_taken_port_is_told() -> None:
    """Two bots cannot listen at the same place."""
    first = await serve(health_app(_answers, SECOND.total_seconds), "127.0.0.1", 0)

    with pytest.raises(OSError, match="address already in use"):
        await serve(health_app(_answers, SECOND.total_seconds), "127.0.0.1", first.addresses[0][1])
    await first.cleanup()


@pytest.mark.parametrize("number", STOPPING)
async def test_a_signal_asks_to_stop(number: signal.Signals) -> None:
    """SIGTERM and SIGINT set the event; the process goes on to end well."""
    with stop_requests() as requested:
        os.kill(os.getpid(), number)

        assert await asyncio.wait_for(requested.wait(), timeout=10)


async def test_a_second_signal_does_what_it_always_does() -> None:
    """Whoever asks twice does not want to wait."""
    with stop_requests() as requested:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.wait_for(requested.wait(), timeout=10)

        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


async def test_after_the_block_signals_are_as_before() -> None:
    """What somebody else had set stays theirs."""
    before = [signal.getsignal(number) for number in STOPPING]

    with stop_requests():
        during = [signal.getsignal(number) for number in STOPPING]

    assert [signal.getsignal(number) for number in STOPPING] == before
    assert during != before
