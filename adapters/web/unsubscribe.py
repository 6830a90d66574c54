"""Where mail is stopped with one press, by people and by their mail programs (RFC 8058). A GET changes
nothing: mail scanners follow every link. Whoever has a wrong word gets the same answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.logs import log
from adapters.web.plain import Pages, unavailable
from bot.chat import Text

PATH = "/mail/{token:[^/]{1,200}}"

Stop = Callable[[str], Awaitable[None]]


class Unsubscribing:
    """`stop` does it for whoever the word is of, if anybody; it may ask the database."""

    def __init__(self, stop: Stop, pages: Pages) -> None:
        self._stop = stop
        self._pages = pages

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self._ask), web.post(PATH, self._done)]

    async def _ask(self, _request: web.Request) -> web.Response:
        return self._pages.page(
            Text("page.stop.title"), Text("page.stop.body"), Text("button.rights.mail_off")
        )

    async def _done(self, request: web.Request) -> web.Response:
        """What the form says is not read: the address says all."""
        try:
            await self._stop(request.match_info["token"])
        except Exception as fault:  # noqa: BLE001 - whatever it is, they can press again
            log.error("unsubscribe.fault", route="mail", exc_info=fault)
            return unavailable(self._pages)
        return self._pages.page(Text("page.stopped.title"), Text("page.stopped.body"))
