"""One route of the HTTP API: docs.discord.com/developers/reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.wire.discord.interactions import Answer


@dataclass(frozen=True, slots=True)
class Route:
    """`act` gets the path's parts by name and, where the route `takes` a body, that first. `query`: which
    parameters it knows. An `open` one asks for no token and has no limits of its own."""

    method: str
    path: str
    act: Callable[..., Answer]
    takes: bool = False
    query: tuple[str, ...] = ()
    open: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))
