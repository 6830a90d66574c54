"""Which communities take part, of those that have agreed to be named: by province and name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from aiohttp import web

from adapters.web.moments import Kept
from adapters.web.pages import Pages
from adapters.web.public import FRESH
from bot.chat import Reader, Text
from bot.communities.designations import without_designation
from bot.communities.model import Community
from bot.communities.types import type_named
from bot.folding import fold

PLACE = "taking-part"


class Communities:
    def __init__(self, pages: Pages, named: Kept[Community]) -> None:
        self._pages = pages
        self._named = named

    def routes(self) -> list[web.RouteDef]:
        return [web.get(f"/{{language:en|fr}}/{PLACE}", self.show, name="communities.named")]

    async def show(self, request: web.Request) -> web.Response:
        reader = self._pages.reader(request.match_info["language"])
        found = self._by_province(await self._named.get(), reader)
        answer = self._pages.show("communities.html", reader, PLACE, provinces=found, kind=type_named)
        answer.headers["Cache-Control"] = FRESH
        return answer

    def _by_province(
        self, communities: Sequence[Community], reader: Reader
    ) -> Mapping[str, Sequence[Community]]:
        """As somebody looks for one: the provinces by name, and in each the communities."""
        say = self._pages.plainly(reader)
        province = {each.province: say(Text(f"province.{each.province}")) for each in communities}

        def place(each: Community) -> tuple[str, str, str]:
            name = without_designation(say(each.named))
            return fold(province[each.province]), fold(name), each.id

        ordered = sorted(communities, key=place)
        return {name: list(those) for name, those in groupby(ordered, lambda each: province[each.province])}
