"""The pages, put together: what each of them needs comes in, and all of it goes beside what there is."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from adapters.door import Door
from adapters.web import assets
from adapters.web.guard import Guard
from adapters.web.joining import Joining
from adapters.web.mine import Mine
from adapters.web.moments import KEPT_SECONDS, Ask, Kept
from adapters.web.pages import Pages
from adapters.web.public import Public
from adapters.web.request import Request
from adapters.web.stamps import Stamps
from adapters.web.visits import Visits
from bot.meetings.announced import Announced
from bot.polls.announced import Result


@dataclass(frozen=True, slots=True)
class Site:
    """`ahead`, `recorded` and `published` ask the database for the meetings and polls that all may know of;
    what they find is kept for so many seconds."""

    pages: Pages
    guard: Guard
    door: Door
    stamps: Stamps
    visits: Visits
    ahead: Ask[Announced]
    recorded: Ask[Announced]
    published: Ask[Result]
    keep: float = KEPT_SECONDS

    def routes(self, *, apart: bool = False) -> list[web.RouteDef]:
        """Whatever application they are added to, each of them protects itself; `apart` from its first page,
        where there is another one."""
        ahead, recorded, published = (
            Kept(self.ahead, self.keep),
            Kept(self.recorded, self.keep),
            Kept(self.published, self.keep),
        )
        plain = [
            *Public(self.pages, ahead, recorded, published).routes(),
            *Joining(self.pages, self.door, self.stamps, ahead).routes(),
            *Request(self.pages, self.door).routes(),
            *Mine(self.pages, self.door, self.visits).routes(),
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
