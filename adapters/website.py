"""The composition root of the pages: `peerbot run` serves them, `peerbot web` alone, and the sandbox too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from adapters.arrivals import Arrivals, Runner
from adapters.door import Door
from adapters.mail.identity import MailIdentity
from adapters.settings import Settings
from adapters.web.callers import Callers
from adapters.web.faults import Faults
from adapters.web.guard import Guard
from adapters.web.limits import Limits
from adapters.web.moments import Ask
from adapters.web.pages import Pages, Sender
from adapters.web.site import Site
from adapters.web.stamps import Stamps
from adapters.words import Words
from bot.app import App
from bot.meetings import announced
from bot.polls import announced as polls
from bot.ports import Turn, World
from bot.webinars import announced as webinars
from bot.webinars import guesting
from storage.engine import Storage

T = TypeVar("T")

DIRECT = Callers()


def site_of(
    door: Door,
    app: App,
    storage: Storage,
    world: World,
    identity: MailIdentity,
    callers: Callers = DIRECT,
    limits: Limits | None = None,
) -> Site:
    """What the pages of a network consist of."""
    pages = Pages(Words.load(), world.network, Sender(identity.contact, ", ".join(identity.postal)))
    return Site(
        pages,
        Guard(Faults(pages), world.network.address, callers, limits or Limits()),
        door,
        Stamps(storage.secret("web-stamps"), world.clock, world.entropy),
        asking(app, storage, announced.ahead),
        asking(app, storage, announced.recorded),
        asking(app, storage, polls.published),
        finding(app, storage, webinars.webinar),
        finding(app, storage, guesting.look),
    )


def asking(app: App, runner: Runner, read: Callable[[Turn], Sequence[T]]) -> Ask[T]:
    """Of the database, where it lives."""
    arrivals = Arrivals(runner)

    async def ask() -> Sequence[T]:
        return await arrivals.run(lambda: app.operate(read))

    return ask


def finding(app: App, runner: Runner, find: Callable[[Turn, str], T]) -> Callable[[str], Awaitable[T]]:
    """Likewise, by what stands in an address."""
    arrivals = Arrivals(runner)

    async def found(key: str) -> T:
        return await arrivals.run(lambda: app.operate(lambda turn: find(turn, key)))

    return found


def invitations_of(settings: Settings) -> Mapping[str, str]:
    links = {"slack": settings.slack_invitation, "discord": settings.discord_invitation}
    return {name: link for name, link in links.items() if link}
