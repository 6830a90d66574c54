"""A scenario with all that it uses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.wire.parity.person import Place

EVERYWHERE = ("slack", "discord", "sandbox")
BY_LIST = ("slack", "sandbox")  # where a form has a field that offers what is looked up


@dataclass(frozen=True, slots=True)
class Play:
    """`uses` is written by kinds of routes: "button: joining.ask, joining.send; form: joining.ask"."""

    scenario: Callable[[Place], Awaitable[None]]
    uses: str
    only: tuple[str, ...] = EVERYWHERE

    @property
    def name(self) -> str:
        return self.scenario.__name__

    def on(self, platform: str) -> frozenset[str]:
        """On Discord a form has no list: a community is typed, or completed behind the command."""
        used = frozenset(_named(self.uses))
        if platform in BY_LIST or len(self.only) == 1:
            return used
        return frozenset(each for each in used if not each.startswith("lookup "))


def _named(uses: str) -> list[str]:
    named = []
    for kinds in " ".join(uses.split()).split("; "):
        kind, _, routes = kinds.partition(": ")
        named += [each if kind == "command" else f"{kind} {each}" for each in routes.split(", ")]
    return named
