"""The pages, put together: what each of them needs comes in, and all of it goes beside what there is."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from adapters.door import Door
from adapters.web import assets
from adapters.web.guard import Guard
from adapters.web.joining import Joining
from adapters.web.moments import Ask, Kept
from adapters.web.pages import Pages
from adapters.web.public import Public
from adapters.web.request import Request
from adapters.web.stamps import Stamps


@dataclass(frozen=True, slots=True)
class Site:
    """`ahead` and `recorded` ask the database for the meetings that everybody may know of."""

    pages: Pages
    guard: Guard
    door: Door
    stamps: Stamps
    ahead: Ask
    recorded: Ask

    def routes(self, *, apart: bool = False) -> list[web.RouteDef]:
        """Whatever application they are added to, each of them protects itself; `apart` from its first page,
        where there is another one."""
        ahead, recorded = Kept(self.ahead), Kept(self.recorded)
        plain = [
            *Public(self.pages, ahead, recorded).routes(),
            *Joining(self.pages, self.door, self.stamps, ahead).routes(),
            *Request(self.pages, self.door).routes(),
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
