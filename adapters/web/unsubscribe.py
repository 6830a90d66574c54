"""Where mail is stopped with one press, by people and by their mail programs (RFC 8058). A GET changes
nothing: mail scanners follow every link. Whoever has a wrong word gets the same answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.web.faults import language_of
from adapters.web.pages import Pages
from bot.chat import Text

PATHS = {
    "mail": "/mail/{token:[a-zA-Z0-9]{1,200}}",
    "mail_in": "/{language:en|fr}/mail/{token:[a-zA-Z0-9]{1,200}}",  # a language
}

Stop = Callable[[str], Awaitable[None]]


class Unsubscribing:
    """`stop` does it for whoever the word is of, if anybody; it may ask the database."""

    def __init__(self, pages: Pages, stop: Stop) -> None:
        self._pages = pages
        self._stop = stop

    def routes(self) -> list[web.RouteDef]:
        return [
            route
            for name, path in PATHS.items()
            for route in (web.get(path, self._ask, name=name), web.post(path, self._done, name=name))
        ]

    async def _ask(self, request: web.Request) -> web.Response:
        return self._show(
            request, Text("page.stop.title"), Text("page.stop.body"), Text("button.rights.mail_off")
        )

    async def _done(self, request: web.Request) -> web.Response:
        """What is posted is not read, nor from where: the address says all, and a mail program is no page."""
        await self._stop(request.match_info["token"])
        return self._show(request, Text("page.stopped.title"), Text("page.stopped.body"))

    def _show(
        self, request: web.Request, title: Text, said: Text, button: Text | None = None
    ) -> web.Response:
        reader = self._pages.reader(language_of(request, self._pages.network.languages))
        return self._pages.short(reader, f"mail/{request.match_info['token']}", title, said, button)
