"""The composition root of the ports that are listened on: the web port, and that of the figures."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from aiohttp.web import AppRunner, RouteDef

from adapters.arrivals import Arrivals
from adapters.inbound import feeds_of
from adapters.mail.identity import MailIdentity
from adapters.settings import Settings
from adapters.web.callers import Callers
from adapters.web.health import health_app, serve
from adapters.web.metrics import Metrics, Taken
from adapters.web.patience import Patience
from adapters.website import site_of
from bot import switch
from bot.ports import Turn

if TYPE_CHECKING:
    from adapters.wiring import Bot


class Seen(Protocol):
    """A platform, as far as figures tell of it."""

    @property
    def name(self) -> str: ...

    @property
    def is_up(self) -> bool:
        """What is to be delivered there can be, as far as is known."""


async def listening(
    bot: Bot,
    settings: Settings,
    identity: MailIdentity,
    pulse_age: Callable[[], float],
    routes: Sequence[RouteDef] = (),
    platforms: Sequence[Seen] = (),
) -> Sequence[AppRunner]:
    """Raises `OSError` when a port is taken; then none is listened on."""
    app = health_app(bot.is_paused, pulse_age)
    app.add_routes([*routes, *feeds_of(bot.app, bot.storage).routes()])
    callers = Callers(settings.trusted_proxies)
    site = site_of(bot.door, bot.app, bot.storage, bot.world, identity, callers)
    site.join(app)
    patience = Patience(is_proxy=callers.is_proxy)
    web = await serve(app, settings.host, settings.port, patience, site.guard.refuse)
    if settings.metrics_port is None:
        return (web,)
    beside = health_app(bot.is_paused, pulse_age)
    beside.add_routes(metrics_of(bot, pulse_age, platforms).routes())
    try:
        return (web, await serve(beside, settings.metrics_host, settings.metrics_port))
    except OSError:
        await web.cleanup()
        raise


def metrics_of(bot: Bot, pulse_age: Callable[[], float], platforms: Sequence[Seen]) -> Metrics:
    arrivals = Arrivals(bot.storage)

    async def take() -> Taken:
        return await arrivals.run(lambda: bot.app.operate(_taken))

    def states() -> Mapping[str, bool]:
        return {each.name: each.is_up for each in platforms}

    return Metrics(take, pulse_age, states, importlib.metadata.version("peerbot"))


def _taken(turn: Turn) -> Taken:
    return Taken(turn.now, turn.unit.figures.count(turn.now), switch.paused(turn.unit) is not None)
