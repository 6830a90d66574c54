"""Where people take along what is held about them, by a link that is good once. A GET changes nothing and
tells nothing, not even whether the link is good: that only the button finds out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.web.faults import language_of
from adapters.web.pages import Pages
from bot.chat import Text

PATHS = {
    "download": "/download/{token:[a-z0-9]{1,200}}",
    "download_in": "/{language:en|fr}/download/{token:[a-z0-9]{1,200}}",  # a language
}
NAME = "my-data.json"

Take = Callable[[str], Awaitable[bytes | None]]


class Downloading:
    """`take` gives the file for a token that is good, once; it may ask the database."""

    def __init__(self, pages: Pages, take: Take) -> None:
        self._pages = pages
        self._take = take

    def routes(self) -> list[web.RouteDef]:
        return [
            route
            for name, path in PATHS.items()
            for route in (web.get(path, self._ask, name=name), web.post(path, self._hand_over, name=name))
        ]

    async def _ask(self, request: web.Request) -> web.Response:
        return self._show(
            request, Text("page.download.title"), Text("page.download.body"), Text("page.download.button")
        )

    async def _hand_over(self, request: web.Request) -> web.Response:
        """What is posted is not read, nor from where: the address says all."""
        file = await self._take(request.match_info["token"])
        if file is None:
            title, said = Text("page.no_download.title"), Text("page.no_download.body")
            return self._show(request, title, said, status=404)
        named = {"Content-Disposition": f'attachment; filename="{NAME}"', "X-Robots-Tag": "noindex"}
        return web.Response(body=file, content_type="application/json", headers=named)

    def _show(
        self, request: web.Request, title: Text, said: Text, button: Text | None = None, *, status: int = 200
    ) -> web.Response:
        reader = self._pages.reader(language_of(request, self._pages.network.languages))
        place = f"download/{request.match_info['token']}"
        return self._pages.short(reader, place, title, said, button, status=status)
