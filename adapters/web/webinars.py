"""The page of a public webinar: what it is about and when, and the form with which anybody registers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.door import Door
from adapters.web import refusals
from adapters.web.bodies import one, posted
from adapters.web.filled import NOTHING, Filled, Posted, read
from adapters.web.flaws import TRAP, flaw
from adapters.web.guests import person
from adapters.web.pages import Pages, address
from adapters.web.stamps import Stamps
from bot.chat import Form, Reader, Submission, Text
from bot.replies import Errors, Say
from bot.webinars.announced import Webinar

PATH = "/{language:en|fr}/webinars/{id:[a-z0-9]{26}}"
TOLD = "/{language:en|fr}/webinars/{told:asked|withdrawn}"

FindWebinar = Callable[[str], Awaitable[Webinar | None]]


class Webinars:
    """`find` may ask the database."""

    def __init__(self, pages: Pages, door: Door, stamps: Stamps, find: FindWebinar) -> None:
        self._pages = pages
        self._door = door
        self._stamps = stamps
        self._find = find

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(PATH, self.open, name="webinar"),
            web.post(PATH, self.submit, name="webinar.register"),
            web.get(TOLD, self.told, name="webinar.told"),
        ]

    async def open(self, request: web.Request) -> web.Response:
        webinar = await self._found(request)
        return self._show(request, webinar, Filled(webinar.form) if webinar.form else None)

    async def submit(self, request: web.Request) -> web.Response:
        """What follows says the same whatever the address is; sent twice, it is one letter."""
        found, webinar = await posted(request), await self._found(request)
        stamp = self._stamps.read(one(found, "stamp"))
        if stamp is None:
            raise web.HTTPBadRequest
        if webinar.form is None:
            return self._show(request, webinar, None)
        values = read(webinar.form, found)
        if notice := flaw(found, is_fresh=stamp.is_fresh):
            return self._show(request, webinar, Filled(webinar.form, values), found, notice=notice)
        reader = self._reader(request)
        form, who = webinar.form, person(stamp.token, reader, one(found, "zone"))
        answer = await self._door.handle(Submission(form.action, form.subject, form.revision, values, who))
        match answer.reply:
            case Errors(fields):
                return self._show(request, webinar, Filled(form, values, fields), found)
            case Say(card) if refusals.is_refusal(card):
                return refusals.page(self._pages, reader, _place(form), card)
        raise web.HTTPSeeOther(address(reader.language, "webinars/asked"))

    async def told(self, request: web.Request) -> web.Response:
        """Where somebody comes out: it knows nothing of them."""
        told = request.match_info["told"]
        title, body = Text(f"webinars.told.{told}"), Text(f"webinars.told.{told}.body")
        return self._pages.show(
            "told.html", self._reader(request), f"webinars/{told}", title=title, body=body
        )

    # ---- parts

    async def _found(self, request: web.Request) -> Webinar:
        webinar = await self._find(request.match_info["id"])
        if webinar is None:
            raise web.HTTPNotFound
        return webinar

    def _show(
        self,
        request: web.Request,
        webinar: Webinar,
        filled: Filled | None,
        found: Posted = NOTHING,
        *,
        notice: Text | None = None,
    ) -> web.Response:
        return self._pages.show(
            "webinar.html",
            self._reader(request),
            f"webinars/{request.match_info['id']}",
            status=422 if notice or (filled and filled.errors) else 200,
            webinar=webinar,
            filled=filled,
            notice=notice,
            hidden={"stamp": self._stamps.again(one(found, "stamp"))},
            trap=TRAP,
        )

    def _reader(self, request: web.Request) -> Reader:
        return self._pages.reader(request.match_info["language"])


def _place(form: Form) -> str:
    return f"webinars/{form.subject}"
