"""Permissions as bits: docs.discord.com/developers/topics/permissions."""

from __future__ import annotations

ADMINISTRATOR, VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS = 1 << 3, 1 << 10, 1 << 11, 1 << 14
READ_MESSAGE_HISTORY, MENTION_EVERYONE, MANAGE_ROLES, USE_COMMANDS = 1 << 16, 1 << 17, 1 << 28, 1 << 31
# What a new guild gives to everybody, as far as it matters here.
EVERYBODY = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | READ_MESSAGE_HISTORY | USE_COMMANDS
ALL = (1 << 53) - 1
