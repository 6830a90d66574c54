"""What the rules of visits say no to; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class ThereAlready(Refusal):
    """You are on your pages already. Another link comes in a chat, or by email."""
