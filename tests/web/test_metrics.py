"""Figures for whoever keeps the bot running, on a port of their own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from aiohttp import ClientSession

from adapters.web.health import health_app, serve
from adapters.web.metrics import KIND, Metrics, Taken
from bot.figures import Counted
from tests.world import NOON

COUNTED = Counted(12, 3, 2, 1, 4, 5, 1, 2, NOON - timedelta(seconds=90), NOON - timedelta(days=2))
LINE = re.compile(r'peerbot_[a-z_]+(\{[a-z]+="[a-z0-9.]+"\})? [0-9.e+]+')


async def counts() -> Taken:
    return Taken(NOON, COUNTED, paused=False)


async def is_down() -> Taken:
    raise ConnectionError("zoe.canary")


async def is_paused() -> bool:
    return False


@asynccontextmanager
async def serving(metrics: Metrics) -> AsyncIterator[str]:
    app = health_app(is_paused, lambda: 1.0)
    app.add_routes(metrics.routes())
    runner = await serve(app, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def told(metrics: Metrics) -> tuple[str, list[str]]:
    """The kind of what is told, and its lines."""
    async with (
        serving(metrics) as base,
        ClientSession() as session,
        session.get(base + "/metrics") as answer,
    ):
        return answer.headers["Content-Type"], (await answer.text()).splitlines()


async def test_figures_are_told_as_prometheus_reads_them() -> None:
    """Each with its head, which stands once before all of its name."""
    states = {"slack": True, "discord": False}
    kind, lines = await told(Metrics(counts, lambda: 4.0, lambda: states, "0.1.0"))
    values = [line for line in lines if not line.startswith("#")]
    heads = [line.split()[2] for line in lines if line.startswith("# TYPE")]

    assert kind == KIND
    assert {
        "peerbot_errands_due 3",
        "peerbot_errand_oldest_due_seconds 90",
        "peerbot_request_oldest_waiting_seconds 172800",
        "peerbot_reminders_late 2",
        'peerbot_adapter_up{adapter="discord"} 0',
        'peerbot_adapter_up{adapter="slack"} 1',
        "peerbot_database_up 1",
    } <= set(values)
    assert all(map(LINE.fullmatch, values))
    assert len(heads) == len(set(heads))


async def test_figures_are_told_while_the_database_is_away() -> None:
    """What this process knows by itself, and that the database is; not what its driver said."""
    _, lines = await told(Metrics(is_down, lambda: 4.0, dict, "0.1.0"))

    assert "peerbot_database_up 0" in lines
    assert "peerbot_pulse_age_seconds 4" in lines
    assert not [line for line in lines if "canary" in line or "errands" in line]
