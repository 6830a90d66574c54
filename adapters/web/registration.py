"""The private page of a guest of a public webinar: where they stand, confirming, withdrawing. It has no
effect before a button is pressed: mail scanners follow every link."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.door import Door
from adapters.web import refusals
from adapters.web.bodies import one, posted
from adapters.web.guests import person
from adapters.web.pages import Pages, address
from bot.chat import Card, Press, Reader, read_key
from bot.replies import Say

PATH = "/{language:en|fr}/registration/{token:[a-z0-9]{52}}"
CONFIRM, WITHDRAW = "webinars.confirm", "webinars.withdraw"

FindGuest = Callable[[str], Awaitable[tuple[Card, Reader] | None]]


class Registration:
    """`find` may ask the database."""

    def __init__(self, pages: Pages, door: Door, find: FindGuest) -> None:
        self._pages = pages
        self._door = door
        self._find = find

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(PATH, self.look, name="registration"),
            web.post(PATH, self.act, name="registration.act"),
        ]

    async def look(self, request: web.Request) -> web.Response:
        found = await self._find(request.match_info["token"])
        if found is None:
            raise web.HTTPNotFound
        card, known = found
        reader = self._pages.reader(request.match_info["language"], known.zone)
        at = address(reader.language, _place(request))
        answer = self._pages.show("registration.html", reader, _place(request), card=card, at=at, leads={})
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    async def act(self, request: web.Request) -> web.Response:
        """Pressed twice, it happens once."""
        action, subject, revision = _key(one(await posted(request), "press"))
        reader = self._pages.reader(request.match_info["language"])
        who = person(request.match_info["token"], reader)
        answer = await self._door.handle(Press(action, subject, revision, who))
        if isinstance(answer.reply, Say) and refusals.is_refusal(answer.reply.card):
            return refusals.page(self._pages, reader, _place(request), answer.reply.card)
        place = "webinars/withdrawn" if action == WITHDRAW else _place(request)
        raise web.HTTPSeeOther(address(reader.language, place))


def _place(request: web.Request) -> str:
    return f"registration/{request.match_info['token']}"


def _key(written: str) -> tuple[str, str, int]:
    """A button of this page; raises 400 for any other one."""
    action, subject, revision = read_key(written)
    if action not in (CONFIRM, WITHDRAW):
        raise web.HTTPBadRequest
    return action, subject, revision
