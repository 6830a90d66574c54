"""Where people take along what is held about them, by a link that is good once. A GET changes nothing and
tells nothing, not even whether the link is good: that only the button finds out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from adapters.logs import log
from adapters.web.plain import HEADERS, Pages, unavailable
from bot.chat import Text

PATH = "/download/{token:[^/]{1,200}}"
NAME = "my-data.json"

Take = Callable[[str], Awaitable[bytes | None]]


class Downloading:
    """`take` gives the file for a token that is good, once; it may ask the database."""

    def __init__(self, take: Take, pages: Pages) -> None:
        self._take = take
        self._pages = pages

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self._ask), web.post(PATH, self._hand_over)]

    async def _ask(self, _request: web.Request) -> web.Response:
        return self._pages.page(
            Text("page.download.title"), Text("page.download.body"), Text("page.download.button")
        )

    async def _hand_over(self, request: web.Request) -> web.Response:
        try:
            file = await self._take(request.match_info["token"])
        except Exception as fault:  # noqa: BLE001 - whatever it is, the link is as good as before
            log.error("download.fault", route="download", exc_info=fault)
            return unavailable(self._pages)
        if file is None:
            return self._pages.page(Text("page.no_download.title"), Text("page.no_download.body"), status=404)
        named = {"Content-Disposition": f'attachment; filename="{NAME}"'}
        return web.Response(body=file, content_type="application/json", headers=HEADERS | named)
