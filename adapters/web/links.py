"""How a member comes to their own pages without a password: by a link, which they can have sent to their
mailbox. Following it changes nothing, so that mail scanners can; a press begins the visit, once."""

from __future__ import annotations

from aiohttp import web

from adapters.web.bodies import one, posted
from adapters.web.filled import NOTHING, Posted
from adapters.web.flaws import TRAP
from adapters.web.offers import HOME, place_of
from adapters.web.pages import Pages, address
from adapters.web.visits import Visits
from bot.chat import Text, read_key
from bot.errors import Malformed

LINK = "/{language:en|fr}/link/{link:[a-z0-9]{26}}"
KEY = "/{key:[a-z_.]{1,60}:[a-z0-9-]{0,90}:[0-9]{1,9}}"  # of a button that shows something
TO = LINK + KEY
MINE = "/{language:en|fr}/mine"
UNREAD = ("form", "press", "zone", "stamp", TRAP)
SHORTEST = 12  # characters of what is worth keeping


class Links:
    def __init__(self, pages: Pages, visits: Visits) -> None:
        self._pages = pages
        self._visits = visits

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(LINK, self.show, name="link"),
            web.get(TO, self.show, name="link.to"),
            web.post(LINK, self.begin, name="link.begin"),
            web.post(TO, self.begin, name="link.begin.to"),
            web.post(MINE + "/link", self.ask, name="mine.ask"),
            web.post(MINE + "/end", self.end, name="mine.end"),
            web.get(MINE + "/{said:sent|ended}", self.say, name="mine.said"),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """The same for every link, good or not: it tells nothing of anybody."""
        return self._show(request, "link.html", request.path.split("/", 2)[2])

    async def begin(self, request: web.Request) -> web.Response:
        """Pressed twice, it leads to the visit that the first press began, and never into another one."""
        await posted(request)
        link, before, token = request.match_info["link"], self._visits.token(request), self._visits.new()
        if await self._visits.begin(link, token):
            if before:
                await self._visits.end(before)
            answer = self._leads(request, _place(request))
            self._visits.keep(answer, token)
            return answer
        if before and await self._visits.began(link, before):
            return self._leads(request, _place(request))
        return self.outside(request, status=404, notice=Text("web.link.used"))

    async def ask(self, request: web.Request) -> web.Response:
        """The answer is the same whether or not anybody has that address."""
        found = await posted(request)
        if one(found, TRAP):
            return self.outside(request, found, status=422, notice=Text("web.trap"))
        if errors := await self._visits.ask(one(found, "email")):
            return self.outside(request, found, status=422, error=errors["email"])
        return self._leads(request, "sent")

    async def end(self, request: web.Request) -> web.Response:
        await posted(request)
        if token := self._visits.token(request):
            await self._visits.end(token)
        answer = self._leads(request, "ended")
        self._visits.forget(answer)
        return answer

    async def say(self, request: web.Request) -> web.Response:
        return self._show(request, f"{request.match_info['said']}.html", "mine")

    # ---- parts

    def outside(
        self,
        request: web.Request,
        found: Posted = NOTHING,
        *,
        status: int = 200,
        notice: Text | None = None,
        error: Text | None = None,
    ) -> web.Response:
        """To whoever has no visit: how to come by a link. What they wrote meanwhile is shown to them."""
        return self._show(
            request,
            "mine_ask.html",
            "mine",
            status=status,
            notice=notice,
            error=error,
            email=one(found, "email"),
            kept=kept(found),
            trap=TRAP,
            reachable=self._visits.reachable,
        )

    def _show(
        self, request: web.Request, template: str, place: str, *, status: int = 200, **values: object
    ) -> web.Response:
        reader = self._pages.reader(request.match_info["language"])
        answer = self._pages.show(template, reader, place, status=status, **values)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def _leads(self, request: web.Request, place: str) -> web.Response:
        there = address(request.match_info["language"], f"mine/{place}" if place else "mine")
        return web.Response(status=303, headers={"Location": there})


def kept(found: Posted) -> list[str]:
    """What somebody wrote at length: so it can be copied where it could not be taken."""
    written = (each for name, given in found.items() if name not in UNREAD for each in given)
    return [each for each in written if len(each) > SHORTEST and " " in each.strip()]


def _place(request: web.Request) -> str:
    """Where the link leads to; to the first page, should it be damaged."""
    try:
        return place_of(*read_key(request.match_info.get("key", ""))) or HOME
    except Malformed:
        return HOME
