"""discord.py, pointed at the loopback by the two class attributes that hold Discord's addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.wire.discord.server import DiscordServer


@contextmanager
def pointed_at(server: DiscordServer) -> Iterator[None]:
    """Every client in this process, while it lasts."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.api, yarl.URL(server.gateway.url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
