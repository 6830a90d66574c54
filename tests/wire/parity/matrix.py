"""Which route is used by which scenario on which platform; what is left out, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bot import routes
from bot.webinars import contents as webinars
from tests.wire.parity.discord import on_discord
from tests.wire.parity.person import Place
from tests.wire.parity.plays import PLAYS
from tests.wire.parity.sandbox import in_sandbox
from tests.wire.parity.slack import on_slack

Opening = Callable[[Path, str], AbstractAsyncContextManager[Place]]
PLACES: Mapping[str, Opening] = {"slack": on_slack, "discord": on_discord, "sandbox": in_sandbox}

ROUTES = (
    *(f"/{root} {name}" for root, name in routes.COMMANDS),
    *(f"button {action}" for action in routes.BUTTONS),
    *(f"form {action}" for action in routes.FORMS),
    *(f"lookup {action} {field}" for action, field in routes.LOOKUPS),
    *(f"errand {kind}" for kind in routes.ERRANDS),
)
LISTED = "a form offers what there is, and what was typed last: nobody has to be asked"
OPEN = "nobody can close direct messages to an app there"
TYPED = "a form has no list there: what is typed is answered by candidates (joining.meant)"
WEB = "whoever registers for a public webinar has no chat: it is played on the pages (tests/web)"
OF_WEBINARS = (
    *(f"button {action}" for action in webinars.BUTTONS),
    *(f"form {action}" for action in webinars.FORMS),
    *(f"errand {kind}" for kind in webinars.ERRANDS),
)
LEFT_OUT: Mapping[tuple[str, str], str] = {
    **{(each, "button joining.meant"): LISTED for each in ("slack", "sandbox")},
    **{(each, "button joining.not_listed"): LISTED for each in ("slack", "sandbox")},
    **{(each, "errand joining.assigned_letter"): OPEN for each in ("slack", "sandbox")},
    **{(each, "errand joining.vouch_letter"): OPEN for each in ("slack", "sandbox")},
    ("discord", "lookup joining.correct community"): TYPED,
    ("discord", "lookup joining.change community"): TYPED,
    **{(each, route): WEB for each in PLACES for route in OF_WEBINARS},
}


def cells() -> dict[tuple[str, str], int]:
    """How many scenarios use it there."""
    return {
        (platform, route): sum(route in play.on(platform) for play in PLAYS if platform in play.only)
        for platform in PLACES
        for route in ROUTES
    }


def drawn() -> Iterator[str]:
    """The matrix, a route a line."""
    filled, widest = cells(), max(map(len, ROUTES))
    yield f"{'':{widest}}  {'  '.join(PLACES)}"
    for route in ROUTES:
        counts = [_cell(filled[platform, route], platform) for platform in PLACES]
        yield f"{route:{widest}}  {'  '.join(counts)}"
    yield from (f"- {route} ({platform}): {why}" for (platform, route), why in LEFT_OUT.items())


def _cell(count: int, platform: str) -> str:
    return f"{count or '-':>{len(platform)}}"
