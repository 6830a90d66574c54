"""The visits' part of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.routing import AGAIN, ErrandRoute
from bot.visits import asking

ERRANDS: Mapping[str, ErrandRoute] = {
    asking.KIND: ErrandRoute(AGAIN, asking.letter, tell=False, wanted=asking.wanted),
}
