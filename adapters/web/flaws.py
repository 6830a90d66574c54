"""Why a form cannot be taken as it came, though nothing that was typed is wrong."""

from __future__ import annotations

from adapters.web.bodies import one
from adapters.web.filled import Posted
from bot.chat import Text

TRAP = "website"  # nobody sees this field, and whoever fills it in is no person


def flaw(found: Posted, *, is_fresh: bool) -> Text | None:
    """`is_fresh` says whether its stamp still is."""
    if one(found, TRAP):
        return Text("web.trap")
    return None if is_fresh else Text("web.stale")
