"""Somebody on Discord as a `Person`: what they do says who they are, in which language, and with which roles.

The roles in what Discord sends are those of that moment. In a direct message there are none: they are asked
for where something is decided.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

import discord

from adapters.discord.render import PLATFORM
from adapters.platform import DeliveryFailed
from bot.chat import Identity, Person, Reader, Role
from bot.network import Network

NAME = 120


class Stranger(Exception):
    """Whoever it is, this bot is not for them: of another guild, or a bot."""


class Starting(Exception):
    """The guild is not known yet, and without it nobody's roles are."""


class RolesUnknown(Exception):
    """Who has which role cannot be read at this moment: nothing is decided."""


@dataclass(frozen=True, slots=True)
class People:
    """`roles` are the settings' ids; `member` asks Discord for somebody's account in the guild."""

    guild: str
    roles: Mapping[Role, str]
    network: Network
    member: Callable[[str], Awaitable[discord.Member]]

    def person(self, interaction: discord.Interaction) -> Person:
        """Raises `Stranger` and `Starting`."""
        user = interaction.user
        if user is discord.utils.MISSING or user.bot:
            raise Stranger
        if interaction.guild_id is not None and str(interaction.guild_id) != self.guild:
            raise Stranger
        identity = Identity(PLATFORM, self.guild, str(user.id))
        return Person(identity, user.display_name[:NAME], self.reader(interaction), self._stated(user))

    async def with_roles(self, interaction: discord.Interaction, person: Person) -> Person:
        """As it is at this moment: whoever is not in the guild has none. Raises `RolesUnknown` when Discord
        does not say."""
        if interaction.guild_id is not None:
            return person
        try:
            member = await self.member(person.identity.user)
        except DeliveryFailed as failed:
            if failed.code == "account_gone":
                return person
            raise RolesUnknown from None
        return replace(person, roles=self.roles_of(member))

    def roles_of(self, member: discord.Member) -> frozenset[Role]:
        return frozenset(role for role, number in self.roles.items() if member.get_role(int(number)))

    def reader(self, interaction: discord.Interaction) -> Reader:
        """In the language of their Discord, else of their guild, else of the network; Discord knows no
        zone of theirs."""
        for locale in (interaction.locale, interaction.guild_locale):
            language = str(getattr(locale, "value", "")).partition("-")[0]
            if language in self.network.languages:
                return Reader(language, self.network.zone)
        return self.network.reader

    def _stated(self, user: discord.Member | discord.User) -> frozenset[Role]:
        if not isinstance(user, discord.Member):
            return frozenset()
        if user.guild.unavailable or user.guild.get_role(user.guild.id) is None:  # everybody has that one
            raise Starting
        return self.roles_of(user)
