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
    "refusal.malformed": Text("web.fault.malformed.body"),
    "refusal.meeting_over": Text("web.instead.meeting_over"),
    "members.home.title": Text("web.mine.home"),
    "members.home.change": Text("web.instead.change"),
    "members.reverify.why.mail": Text("web.instead.refused_mail"),
    "members.reverify.why.domain": Text("web.instead.other_domain"),
    "rights.privacy.ask": Text("web.instead.rights"),
    "polls.protected.not.platform": Text("web.instead.watched"),
    "questions.asked.not.platform": Text("web.instead.watched"),
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
    return replace(said_here(card), buttons=buttons)


def said_here(card: Card) -> Card:
    title = INSTEAD.get(card.title.id, card.title)
    return replace(card, title=title, body=tuple(map(_said, card.body)))


def _said(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(map(_said, value))
    return INSTEAD.get(value.id, value) if isinstance(value, Text) else value
