"""Every card, form and command, held against Discord's official description, where it is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle

from adapters.discord.commands import payload
from adapters.discord.render import message
from bot.chat import Card
from tests.rendering.discord import (
    ENGLISH,
    EVERYWHERE,
    FRENCH,
    HERE,
    WORDS,
    content_of,
    opened,
)
from tests.rendering.walk import everything
from tests.wire.discord.description import beside_the_description, check_traffic

MESSAGES, CALLBACK = f"/channels/{HERE}/messages", f"/interactions/{HERE}/token/callback"
COMMANDS = f"/applications/{HERE}/guilds/{HERE}/commands"
UNANSWERED = {"status": 500, "response": None}
pytestmark = beside_the_description


def against(method: str, path: str, sent: Iterable[object]) -> list[str]:
    return check_traffic({"method": method, "path": path, "json": each} | UNANSWERED for each in sent)


def test_every_card_is_a_message_as_described() -> None:
    """One of each title, and of each number of facts and buttons, in the languages and in a room by turns."""
    wordings = cycle(EVERYWHERE.values())
    cards = {_shape(card): card for card, _ in everything().cards.values()}.values()

    assert against("POST", MESSAGES, (content_of(message(card, next(wordings))) for card in cards)) == []


def _shape(card: Card) -> object:
    return card.title.id, bool(card.body), len(card.facts), len(card.buttons)


def test_every_form_is_a_modal_as_described() -> None:
    """One of each action and number of fields, in both languages."""
    forms = {(form.action, len(form.fields)): form for form, _ in everything().forms.values()}
    modals = [opened(form, wording) for form in forms.values() for wording in (ENGLISH, FRENCH)]

    assert against("POST", CALLBACK, ({"type": 9, "data": modal} for modal in modals)) == []


def test_the_commands_are_as_described() -> None:
    """All of them at once."""
    assert against("PUT", COMMANDS, [payload(WORDS)]) == []
