"""Replies out: what the one who acted is shown, always private to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat import Card, Form, Reader, Text


@dataclass(frozen=True, slots=True)
class Say:
    """A private answer. `reader` when it is to be worded otherwise than for the one who acted so far."""

    card: Card
    reader: Reader | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Open this form, now (a platform's permission to do so lives three seconds)."""

    form: Form


@dataclass(frozen=True, slots=True)
class Errors:
    """It cannot be taken: a sentence at each field, the form stays open as filled in."""

    fields: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Replace:
    """The message whose button was pressed now shows `card`; `notice` is private to the one who pressed."""

    card: Card
    notice: Card | None = None


Reply = Say | Ask | Errors | Replace


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply and in whose language it is to be worded."""

    reply: Reply
    reader: Reader
