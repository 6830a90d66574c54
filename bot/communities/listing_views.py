"""Who says that a domain is a community's, as coordinators read it."""

from __future__ import annotations

from bot.audit import OPERATOR
from bot.chat import Text, Value
from bot.communities.registry import Listed
from bot.joining.views import named
from bot.ports import Turn


def line(turn: Turn, listed: Listed) -> Text:
    """The domain, who says so since when, and until when that is taken for granted."""
    said: dict[str, Value] = {"domain": listed.domain, "said": said_of(turn, listed)}
    if not listed.stands:
        return Text("community.domain", said)
    life = turn.world.network.listing_life
    if listed.is_stale(turn.now, life) or listed.known_at is None:
        return Text("community.domain_stale", said)
    return Text(
        "community.domain_until",
        {"domain": listed.domain, "said": said_of(turn, listed), "until": listed.known_at + life},
    )


def said_of(turn: Turn, listed: Listed) -> Text:
    """The newest word."""
    if listed.revoked_at:
        values: dict[str, Value] = {"who": who(turn, listed.revoked_by), "when": listed.revoked_at}
        return Text("community.said.revoked", values)
    if listed.confirmed_at:
        values = {"who": who(turn, listed.confirmed_by), "when": listed.confirmed_at}
        return Text("community.said.confirmed", values)
    if not listed.source:
        return Text("community.said.nobody")
    listing = {"source": listed.source, "as_of": listed.as_of or "?"}
    return (
        Text("community.said.sourced", listing) if listed.sourced else Text("community.said.unsure", listing)
    )


def who(turn: Turn, actor: str) -> Value:
    return Text("audit.by.operator") if actor == OPERATOR else named(turn.unit.profiles.get(actor))
