"""The composition root of the pages: `peerbot run` serves them, `peerbot web` alone, and the sandbox too."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from adapters.arrivals import Arrivals, Runner
from adapters.door import Door
from adapters.inbound import message_secret, stopping, taking
from adapters.mail.identity import MailIdentity
from adapters.mail.stops import Stops
from adapters.settings import Settings
from adapters.web.callers import Callers
from adapters.web.faults import Faults
from adapters.web.guard import Guard
from adapters.web.limits import Limits
from adapters.web.moments import Ask
from adapters.web.pages import Pages, Sender
from adapters.web.site import Site, Sources
from adapters.web.stamps import Stamps
from adapters.web.visits import Visits
from adapters.words import Words
from bot.app import App
from bot.chat import Text
from bot.communities import announced as communities
from bot.errors import Invalid
from bot.joining.application import read_address
from bot.meetings import announced as meetings
from bot.members.who import owner_of
from bot.pages import visiting
from bot.polls import announced as polls
from bot.ports import Turn, World
from bot.visits import asking as links
from bot.visits import visiting as visits
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
        pages=pages,
        guard=Guard(Faults(pages), world.network.address, callers, limits or Limits()),
        door=door,
        stamps=Stamps(storage.secret("web-stamps"), world.clock, world.entropy),
        visits=visits_of(door, world),
        sources=sources_of(app, storage),
        stop=stopping(app, storage, Stops(message_secret(storage))),
        take=taking(app, storage),
    )


def sources_of(app: App, runner: Runner) -> Sources:
    """What the pages read of the database."""
    return Sources(
        ahead=asking(app, runner, meetings.ahead),
        recorded=asking(app, runner, meetings.recorded),
        published=asking(app, runner, polls.published),
        named=asking(app, runner, communities.named),
        webinar=finding(app, runner, webinars.webinar),
        guest=finding(app, runner, guesting.look),
    )


def visits_of(door: Door, world: World) -> Visits:
    """The visits of members to their own pages."""

    async def begin(link: str, visit: str) -> bool:
        return await door.operate(partial(visits.begin, link=link, visit=visit))

    async def began(link: str, visit: str) -> bool:
        return await door.operate(partial(visits.began, link=link, visit=visit))

    async def is_open(visit: str) -> bool:
        identity = visiting(visit)
        return await door.operate(lambda turn: owner_of(turn.unit, identity, turn.now) is not None)

    async def end(visit: str) -> None:
        await door.operate(partial(visits.end, visit=visit))

    async def ask(address: str) -> Mapping[str, Text]:
        try:
            await door.operate(partial(_ask, address=address))
        except Invalid as invalid:
            return invalid.fields
        return {}

    there = world.network.address
    return Visits(
        begin=begin,
        began=began,
        is_open=is_open,
        end=end,
        ask=ask,
        new=world.entropy.identifier,
        reachable=bool(there),
        secure=there.startswith("https://"),
    )


def _ask(turn: Turn, address: str) -> None:
    read_address(turn.world, address)
    links.ask(turn, address)


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
