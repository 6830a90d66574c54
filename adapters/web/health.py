"""Whether the bot lives and whether it does its work, for whoever keeps it running.

`/healthz` answers as long as the process can answer. `/readyz` answers 200 when the database answers and the
pulse has woken the courier lately, 503 with a code for each thing that is wrong otherwise. A bot that people
have paused is ready all the same: its `state` says so. Nothing else is here, and neither says anything about
the network or its people.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web

from adapters.logs import log
from adapters.web.connection import Refuse, nameless, wordless
from adapters.web.patience import Patience, PatientSite

DATABASE_PATIENCE = timedelta(seconds=2)
PULSE_PATIENCE = timedelta(seconds=90)

Probe = Callable[[], Awaitable[bool]]
PulseAge = Callable[[], float]


def health_app(
    paused: Probe,
    pulse_age: PulseAge,
    *,
    database_patience: timedelta = DATABASE_PATIENCE,
    pulse_patience: timedelta = PULSE_PATIENCE,
) -> web.Application:
    """`paused` asks the database whether all is paused and raises when it cannot; `pulse_age` is how many
    seconds ago the pulse last beat."""

    async def lives(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def is_ready(_: web.Request) -> web.Response:
        state, problems = await _look(paused, database_patience)
        problems += _pulse_problems(pulse_age(), pulse_patience)
        answer = {"ready": not problems, "problems": problems, "state": state}
        return web.json_response(answer, status=503 if problems else 200)

    app = web.Application()
    app.on_response_prepare.append(_set_headers)
    app.router.add_get("/healthz", lives)
    app.router.add_get("/readyz", is_ready)
    return app


async def serve(
    app: web.Application,
    host: str,
    port: int,
    patience: Patience | None = None,
    refuse: Refuse = wordless,
) -> web.AppRunner:
    """Listens until the runner's `cleanup` is awaited; OSError when the port is taken. `refuse` says what no
    handler of the application has said. No access log: the addresses of those who call are nobody's
    business."""
    patience = patience or Patience()
    app.middlewares.insert(0, patience.middleware)
    app.on_response_prepare.append(nameless)
    runner = web.AppRunner(app, access_log=None, handle_signals=False)
    await runner.setup()
    try:
        await PatientSite(runner, host, port, patience, refuse).start()
    except OSError as refused:
        await runner.cleanup()
        if refused.errno:
            raise
        # Since 3.13 asyncio passes over addresses that are not this machine's, and ends without a number.
        raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL)) from None
    return runner


async def _set_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Nothing on the way keeps what does not ask for it."""
    response.headers.setdefault("Cache-Control", "no-store")


async def _look(paused: Probe, patience: timedelta) -> tuple[str, list[str]]:
    """In which state people have put the bot, and what is wrong with the database."""
    try:
        async with asyncio.timeout(patience.total_seconds()):
            return ("paused" if await paused() else "working"), []
    except TimeoutError:
        return "unknown", ["database_silent"]
    except Exception as error:  # noqa: BLE001 - whatever a driver raises, the database did not answer
        log.warning("database.unreachable", exc_info=error)
        return "unknown", ["database_unreachable"]


def _pulse_problems(age: float, patience: timedelta) -> list[str]:
    return ["pulse_late"] if age > patience.total_seconds() else []
