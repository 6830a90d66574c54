"""The visits' part of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.routing import AGAIN, MEMBER, ErrandRoute, Route
from bot.visits import asking, showing

COMMANDS: Mapping[tuple[str, str], Route] = {("peer", "page"): Route(MEMBER, showing.show)}

BUTTONS: Mapping[str, Route] = {"visits.page": Route(MEMBER, showing.show)}

ERRANDS: Mapping[str, ErrandRoute] = {
    asking.KIND: ErrandRoute(AGAIN, asking.letter, asking.settled, tell=False, wanted=asking.wanted),
}
