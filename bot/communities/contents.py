"""The communities' part of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping

from bot.communities import desk, naming
from bot.routing import COORDINATOR, FRESH, Route

COMMANDS: Mapping[tuple[str, str], Route] = {("host", "community"): Route(COORDINATOR, desk.show, FRESH)}

BUTTONS: Mapping[str, Route] = {
    "communities.confirm": Route(COORDINATOR, desk.confirm, FRESH),
    "communities.revoke": Route(COORDINATOR, desk.open_revoke, FRESH),
    "communities.revoked": Route(COORDINATOR, desk.revoke, FRESH),
    "communities.name": Route(COORDINATOR, naming.open_form, FRESH),
    "communities.unname": Route(COORDINATOR, naming.confirm_end, FRESH),
    "communities.unnamed": Route(COORDINATOR, naming.end, FRESH),
}

FORMS: Mapping[str, Route] = {"communities.name": Route(COORDINATOR, naming.name, FRESH)}
