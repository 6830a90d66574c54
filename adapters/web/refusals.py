"""What the rules refuse, as a page of its own: nothing has changed, so that it may be sent again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from aiohttp import web

from adapters.web.pages import Pages
from bot.chat import Card, Reader, Text, Value

REFUSED, FAULT, TOO_FAST = "refusal.title", "door.fault.title", "refusal.too_fast"
WAIT = "60"  # seconds
# What speaks of a chat's commands is said otherwise here.
INSTEAD: Mapping[str, Text] = {
    "refusal.nothing_open": Text("web.nothing_open"),
    "refusal.already_member": Text("web.already_member"),
    "joining.refused.body": Text("web.refused.body"),
}


def is_fault(card: Card) -> bool:
    return card.title.id == FAULT


def is_too_fast(card: Card) -> bool:
    return any(isinstance(each, Text) and each.id == TOO_FAST for each in card.body)


def is_refusal(card: Card) -> bool:
    return card.title.id in (REFUSED, FAULT)


def page(pages: Pages, reader: Reader, place: str, card: Card) -> web.Response:
    if is_too_fast(card):
        raise web.HTTPTooManyRequests(headers={"Retry-After": WAIT})
    status = 503 if is_fault(card) else 409
    return pages.show("refusal.html", reader, place, status=status, card=worded(card, ()))


def worded(card: Card, offered: Collection[str]) -> Card:
    """As a page says it, with those of its buttons that are offered there."""
    buttons = tuple(each for each in card.buttons if each.action in offered)
    return replace(card, body=tuple(map(_said, card.body)), buttons=buttons)


def _said(value: Value) -> Value:
    return INSTEAD.get(value.id, value) if isinstance(value, Text) else value
