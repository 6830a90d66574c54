"""`peerbot try`: the page on this machine until it is told to stop, never with a real network's settings."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from adapters.local.app import application
from adapters.local.parts import Sandbox

HOST = "127.0.0.1"
# The sandbox makes its own database, keys and letters; any of these means that a real network is near.
PRODUCTION = (
    "PEERBOT_DATABASE_URL",
    "PEERBOT_MAIN_KEY",
    "PEERBOT_SMTP_",
    "PEERBOT_IMAP_",
    "PEERBOT_SLACK_",
    "PEERBOT_DISCORD_",
)
SECRETS = ("_TOKEN", "_SECRET", "_PASSWORD")

Listen = Callable[[web.Application, str, int], Awaitable[web.AppRunner]]


def production_settings(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The variables that are set and belong to a real network: with any of them the sandbox must not run."""
    return tuple(sorted(name for name, value in environ.items() if value and _is_production(name.upper())))


def _is_production(name: str) -> bool:
    return name.startswith(PRODUCTION) or (name.startswith("PEERBOT_") and name.endswith(SECRETS))


async def serve(
    sandbox: Sandbox, port: int, listen: Listen, ready: Callable[[str], None], stop: asyncio.Event
) -> None:
    """Serve the page until `stop`; `ready` is told its address. Port 0 takes a free one. Raises `OSError`
    when the port is taken."""
    runner = await listen(application(sandbox), HOST, port)
    try:
        ready(f"http://{HOST}:{runner.addresses[0][1]}/")
        await stop.wait()
    finally:
        await runner.cleanup()
