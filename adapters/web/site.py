"""The pages, put together: what each of them needs comes in, and all of it goes beside what there is."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from adapters.door import Door
from adapters.web import assets
from adapters.web.communities import Communities
from adapters.web.download import Downloading, Take
from adapters.web.guard import Guard
from adapters.web.joining import Joining
from adapters.web.mine import Mine
from adapters.web.moments import KEPT_SECONDS, Ask, Kept
from adapters.web.pages import Pages
from adapters.web.public import Public
from adapters.web.registration import FindGuest, Registration
from adapters.web.request import Request
from adapters.web.stamps import Stamps
from adapters.web.unsubscribe import Stop, Unsubscribing
from adapters.web.visits import Visits
from adapters.web.webinars import FindWebinar, Webinars
from bot.communities.model import Community
from bot.meetings.announced import Announced
from bot.polls.announced import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Each asks the database: `ahead`, `recorded`, `published` and `named` for what all may know of meetings,
    polls and communities; `webinar` finds a public one by its id, `guest` the page of one by the secret in
    its address."""

    ahead: Ask[Announced]
    recorded: Ask[Announced]
    published: Ask[Result]
    named: Ask[Community]
    webinar: FindWebinar
    guest: FindGuest


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`stop` stops somebody's mail, `take` hands over what is held about them. What everybody reads is kept
    for `keep` seconds."""

    pages: Pages
    guard: Guard
    door: Door
    stamps: Stamps
    visits: Visits
    sources: Sources
    stop: Stop
    take: Take
    keep: float = KEPT_SECONDS

    def routes(self, *, apart: bool = False) -> list[web.RouteDef]:
        """Whatever application they are added to, each of them protects itself; `apart` from its first page,
        where there is another one."""
        sources, ahead = self.sources, Kept(self.sources.ahead, self.keep)
        recorded, published = Kept(sources.recorded, self.keep), Kept(sources.published, self.keep)
        plain = [
            *Public(self.pages, ahead, recorded, published).routes(),
            *Communities(self.pages, Kept(sources.named, self.keep)).routes(),
            *Joining(self.pages, self.door, self.stamps, ahead).routes(),
            *Request(self.pages, self.door).routes(),
            *Unsubscribing(self.pages, self.stop).routes(),
            *Downloading(self.pages, self.take).routes(),
            *Mine(self.pages, self.door, self.visits).routes(),
            *Webinars(self.pages, self.door, self.stamps, sources.webinar).routes(),
            *Registration(self.pages, self.door, sources.guest).routes(),
            *assets.routes(),
        ]
        return [
            web.RouteDef(each.method, each.path, self.guard.around(each.handler), each.kwargs)
            for each in plain
            if not (apart and each.path == "/")
        ]

    def join(self, app: web.Application) -> None:
        """With a page for what is asked for and is not there."""
        app.middlewares.append(self.guard.middleware)
        app.add_routes(self.routes())
