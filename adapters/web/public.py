"""What everybody may read: what the network is, when it meets, which webinars can be seen, what its
polls came to."""

from __future__ import annotations

from aiohttp import web

from adapters.web.faults import preferred
from adapters.web.moments import Kept
from adapters.web.pages import Pages, address
from bot.meetings.announced import Announced
from bot.polls.announced import Result

FRESH = "no-cache"  # kept by browsers, and asked for anew each time


class Public:
    def __init__(
        self,
        pages: Pages,
        ahead: Kept[Announced],
        recorded: Kept[Announced],
        published: Kept[Result],
    ) -> None:
        self._pages = pages
        self._ahead = ahead
        self._recorded = recorded
        self._published = published

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.enter, name="enter"),
            web.get("/join", self.enter, name="enter.join"),
            web.get("/{language:en|fr}", self.about, name="about"),
            web.get("/{language:en|fr}/meetings", self.meetings, name="meetings"),
            web.get("/{language:en|fr}/polls", self.polls, name="polls"),
        ]

    async def enter(self, request: web.Request) -> web.Response:
        """In the language that the browser asks for; there is a switch on every page."""
        offered = self._pages.network.languages
        language = preferred(request.headers.get("Accept-Language", ""), offered)
        there = address(language, request.path.strip("/"))
        raise web.HTTPFound(there, headers={"Vary": "Accept-Language"})

    async def about(self, request: web.Request) -> web.Response:
        return await self._show(request, "about.html", "")

    async def meetings(self, request: web.Request) -> web.Response:
        return await self._show(request, "meetings.html", "meetings")

    async def polls(self, request: web.Request) -> web.Response:
        reader = self._pages.reader(request.match_info["language"])
        answer = self._pages.show("polls.html", reader, "polls", results=await self._published.get())
        answer.headers["Cache-Control"] = FRESH
        return answer

    async def _show(self, request: web.Request, template: str, place: str) -> web.Response:
        reader = self._pages.reader(request.match_info["language"])
        ahead, recorded = await self._ahead.get(), await self._recorded.get()
        answer = self._pages.show(template, reader, place, meetings=ahead, recorded=recorded)
        answer.headers["Cache-Control"] = FRESH
        return answer
