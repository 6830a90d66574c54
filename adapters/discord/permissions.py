"""What the bot may do on a server, what it is for, and what would be too much.

docs.discord.com/developers/topics/permissions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import discord
from discord.abc import GuildChannel

# Each permission, and what it is for.
NEEDED = {
    "view_channel": "seeing the network's rooms, without which it cannot post there",
    "send_messages": "cards in the network's rooms",
    "embed_links": "showing a card as a card",
    "manage_roles": "giving members their role, and taking it back",
}
IN_ROOMS = ("view_channel", "send_messages", "embed_links")
# With it, it could read whatever people say to each other. The bot does not run so.
READING = ("administrator",)
INTENT = "message_content_intent"
# The same of a role of its own, or in a channel: what everybody has there comes with the server instead, and
# is reported.
HISTORY = "read_message_history"
OF_ITS_OWN = {
    HISTORY: "what was said before",
    "connect": "what is said in voice channels",
    "manage_threads": "what is said in private threads",
}
INTENTS = discord.Intents(guilds=True)
# What comes with the role that everybody has on a new server; none of it gives the bot words of others, as
# long as the message content intent is switched off.
INHERITED = frozenset(
    name for name, given in discord.Permissions(
        view_channel=True, create_instant_invite=True, change_nickname=True, add_reactions=True, stream=True,
        send_messages=True, embed_links=True, attach_files=True, read_message_history=True,
        mention_everyone=True, external_emojis=True, connect=True, speak=True, use_voice_activation=True,
        request_to_speak=True, use_application_commands=True, create_public_threads=True,
        create_private_threads=True, external_stickers=True, send_messages_in_threads=True,
        use_embedded_activities=True, use_soundboard=True, use_external_sounds=True, send_voice_messages=True,
        send_polls=True, use_external_apps=True, create_expressions=True, create_events=True,
        set_voice_channel_status=True, send_tts_messages=True,
    ) if given
)  # fmt: skip
SCOPES = ("bot", "applications.commands")


def needed() -> discord.Permissions:
    return discord.Permissions(**dict.fromkeys(NEEDED, True))


def invitation(application: int, guild: int) -> str:
    """The link by which somebody who manages the server lets the bot in, with what it needs and no more."""
    return discord.utils.oauth_url(
        application,
        permissions=needed(),
        guild=discord.Object(guild),
        scopes=SCOPES,
    )


def reads_conversation(
    granted: discord.Permissions, flags: discord.ApplicationFlags | None = None
) -> tuple[str, ...]:
    """What would let it read what people say to each other: permissions, and the intent that its owner can
    switch on, with which whoever may read a channel's history gets its words too."""
    intent = flags and (flags.gateway_message_content or flags.gateway_message_content_limited)
    return tuple(name for name in READING if getattr(granted, name)) + ((INTENT,) if intent else ())


def reads_by_itself(me: discord.Member, channels: Iterable[GuildChannel]) -> tuple[str, ...]:
    """Rights to read that a role of its own gives it, or that some channel gives to it alone."""
    roles = [role for role in me.roles if not role.is_default()]
    return tuple(dict.fromkeys([*_of_roles(roles), *_of_channels([*roles, me], channels)]))


def _of_roles(roles: Iterable[discord.Role]) -> Iterator[str]:
    for role in roles:
        yield from (f"{name} by its role" for name in OF_ITS_OWN if getattr(role.permissions, name))


def _of_channels(
    holders: Iterable[discord.Role | discord.Member], channels: Iterable[GuildChannel]
) -> Iterator[str]:
    for channel in channels:
        given = [channel.overwrites_for(holder) for holder in holders]
        yield from (
            f"{name} in channel {channel.id}"
            for name in OF_ITS_OWN
            if any(getattr(each, name) for each in given)
        )


def inherited(me: discord.Member) -> tuple[str, ...]:
    """Of these, what everybody on the server has, and so the bot."""
    return tuple(name for name in OF_ITS_OWN if getattr(me.guild.default_role.permissions, name))


def asked_too_much(intents: discord.Intents) -> tuple[str, ...]:
    """Whatever it would be told of beside its guilds: messages, reactions, typing and polls among them."""
    return tuple(name for name, asked in intents if asked and not getattr(INTENTS, name))


def missing(granted: discord.Permissions) -> tuple[str, ...]:
    """On the server as a whole; of rooms, `missing_in_room`."""
    return () if granted.administrator else _lacking(granted, tuple(NEEDED))


def missing_in_room(granted: discord.Permissions) -> tuple[str, ...]:
    return _lacking(granted, IN_ROOMS)


def beyond(granted: discord.Permissions) -> tuple[str, ...]:
    """What its own roles give it beyond the need, and beyond what everybody has."""
    known = {*NEEDED, *READING, *INHERITED}
    return tuple(sorted(name for name, given in granted if given and name not in known))


def _lacking(granted: discord.Permissions, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not getattr(granted, name))


def in_words(name: str) -> str:
    """As Discord's own settings call it, or nearly."""
    return " ".join(part.capitalize() for part in name.split("_"))
