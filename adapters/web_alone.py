"""The composition root of `peerbot web`: the web port as a process of its own, beside `peerbot run`.

What follows from what is done here is written down, and carried out by the process that runs the rest: it
looks every few seconds.
"""

from __future__ import annotations

import asyncio
from time import monotonic

from adapters.beats import Beats
from adapters.inbound import message_secret
from adapters.listening import listening
from adapters.logs import log, watch_loop
from adapters.settings import Settings, SettingsRefused
from adapters.signals import stop_requests
from adapters.wiring import (
    Bot,
    identity_of,
    mailer_of,
    network_of,
    put_together,
    run_with,
    spare_collections,
)
from bot.communities import refreshing
from bot.ports import Clock, Entropy
from storage.connecting import is_sqlite
from storage.engine import Storage

REFRESH_SECONDS = 60
A_FILE = (
    "PEERBOT_DATABASE_URL names a file, which is for one process: there, peerbot run serves the pages itself"
)


def run_web(settings: Settings) -> None:
    """Until a signal asks it to stop. Raises `SettingsRefused` for a database that one process alone may
    have, and otherwise what `run_bot` raises."""
    if is_sqlite(settings.storage_url):
        raise SettingsRefused((A_FILE,))
    run_with(settings, _run)


async def _run(settings: Settings, storage: Storage, clock: Clock, entropy: Entropy) -> None:
    watch_loop(asyncio.get_running_loop())
    mailer = mailer_of(settings, clock, message_secret(storage))
    bot = put_together(network_of(settings), storage, clock, entropy, (), mailer)
    spare_collections()
    beats, beaten = Beats(), monotonic()

    async def refresh() -> None:
        nonlocal beaten
        await _refresh(bot)
        beaten = monotonic()

    beats.add(refresh, REFRESH_SECONDS)
    with stop_requests() as stopping:
        served = await listening(bot, settings, identity_of(settings), lambda: monotonic() - beaten)
        beats.start()
        log.info("web.ready", port=settings.port)
        await stopping.wait()
        beats.stop()
        for each in served:
            await each.cleanup()
    log.info("web.stopped")


async def _refresh(bot: Bot) -> None:
    """What other processes have changed in the registry is known here too."""
    try:
        await asyncio.wrap_future(bot.storage.submit(lambda: bot.app.operate(refreshing.refresh)))
    except Exception as fault:  # noqa: BLE001 - the next beat tries again
        log.error("web.refresh", exc_info=fault)
