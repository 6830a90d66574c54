"""What the doctor looks at on Discord: application, server, roles and rooms. It changes nothing there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import discord
from discord.abc import GuildChannel

from adapters.discord import permissions
from adapters.discord.api import Api
from adapters.discord.client import Client, nobody
from adapters.discord.lifecycle import DiscordOptions
from adapters.discord.permissions import in_words
from adapters.doctor import Finding, fail, ok, warn
from adapters.platform import DeliveryFailed
from bot.chat import Role, Room

ROOMS = {
    Room.COORDINATORS: "the coordinators' channel",
    Room.MEMBERS: "the members' channel",
    Room.FACILITATORS: "the facilitators' channel",
    Room.WELCOME: "the welcome channel",
}
ROLES = {
    Role.MEMBER: "the members' role",
    Role.COORDINATOR: "the coordinators' role",
    Role.FACILITATOR: "the facilitators' role",
}
READERS = {
    Room.COORDINATORS: Role.COORDINATOR,
    Room.MEMBERS: Role.MEMBER,
    Room.FACILITATORS: Role.FACILITATOR,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A client that is logged in (and connected to no gateway); `readable` are rooms whose history it may
    read."""

    options: DiscordOptions
    api: Api
    guild: discord.Guild
    me: discord.Member
    readable: list[str] = field(default_factory=list)

    async def room(self, channel: str) -> Any:  # noqa: ANN401 - one of the library's many kinds
        return await self.api.repeatable(lambda: self.guild.fetch_channel(int(channel)))


@asynccontextmanager
async def logged_in(token: str, proxy: str) -> AsyncIterator[tuple[Client, Api]]:
    """Raises `DeliveryFailed`."""
    client, api = Client(nobody, proxy=proxy), Api(_said_below)
    try:
        await api.repeatable(lambda: client.login(token))
        yield client, api
    finally:
        await client.close()


def _said_below(_: str) -> None:
    """What fails is a finding."""


async def application(token: str, proxy: str = "") -> discord.AppInfo:
    """Whose token it is, as Discord says: its first part is the bot account's ID, which of old applications
    is another one than the application's. Raises `DeliveryFailed`."""
    async with logged_in(token, proxy) as (client, api):
        return await api.repeatable(client.application_info)


async def examine(options: DiscordOptions) -> AsyncIterator[Finding]:
    """Each as a line; when the token does not work there is nothing else to see."""
    try:
        async with logged_in(options.token, options.proxy) as (client, api):
            for finding in look_at_application(await api.repeatable(client.application_info)):
                yield finding
            async for finding in _guild(client, api, options):
                yield finding
    except DeliveryFailed as failed:
        yield fail(no_start(failed))


def no_start(failed: DeliveryFailed) -> str:
    if failed.code == "discord_token":
        return "Discord does not take the bot's token"
    return f"Discord cannot be reached ({failed.code})"


# ---- the application


def look_at_application(application: discord.AppInfo) -> Iterator[Finding]:
    """discord.com/developers/applications: what its owner has switched on."""
    yield ok(f"Discord takes the bot's token, of the application {application.name:.80}")
    flags = application.flags
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        yield fail(
            "the application has the message content intent, with which it could read what people write: "
            "switch it off (Bot, Privileged Gateway Intents)"
        )
    for name, what in (("guild_members", "server members"), ("presence", "presence")):
        if getattr(flags, f"gateway_{name}") or getattr(flags, f"gateway_{name}_limited"):
            yield warn(f"the application has the {what} intent, which is not needed: switch it off")
    if application.interactions_endpoint_url:
        yield fail("the application has an interactions endpoint URL: commands go there, not to the bot")
    if application.bot_require_code_grant:
        yield fail("the application requires a code grant: the invitation does not work, switch it off")
    if application.bot_public:
        yield warn("the application is public, and others can let it into their servers: switch it off")


# ---- the server


async def _guild(client: Client, api: Api, options: DiscordOptions) -> AsyncIterator[Finding]:
    try:
        guild = await api.repeatable(lambda: client.fetch_guild(int(options.guild), with_counts=False))
        me = await api.repeatable(lambda: guild.fetch_member(client.user.id if client.user else 0))
    except DeliveryFailed as failed:
        yield fail(_not_there(failed, options.guild))
        return
    yield ok(f"the bot is on the server {guild.name:.80}")
    for finding in (*look_at_permissions(me.guild_permissions), *look_at_roles(guild, me, options.roles)):
        yield finding
    for finding in look_at_reading(me, await api.repeatable(guild.fetch_channels)):
        yield finding
    visit = Visit(options, api, guild, me)
    for room, channel in options.channels.items():
        async for finding in _room(visit, room, channel):
            yield finding
    if visit.readable:
        yield warn(
            f"the bot inherits Read Message History in {', '.join(visit.readable)}; it does not need it and "
            "never uses it: deny it to the bot's role there"
        )
    yield warn(
        "Discord itself keeps messages until somebody deletes them, in a country that nobody can choose; "
        "no app can change that, and whoever manages the server sees every channel: tell members"
    )


def _not_there(failed: DeliveryFailed, guild: str) -> str:
    if failed.code in {"room_gone", "room_closed", "account_gone"}:
        return f"the bot is not on the server {guild}: `peerbot discord invite` prints the link"
    return f"the server {guild} cannot be looked at ({failed.code})"


def look_at_permissions(granted: discord.Permissions) -> list[Finding]:
    """On the server as a whole: what its role and everybody's give it."""
    findings = [
        fail(f"the bot has {in_words(name)}, with which it could read everything: take it away, the bot does "
             "not start")
        for name in permissions.reads_conversation(granted)
    ]  # fmt: skip
    if findings:
        return findings  # it includes all others
    findings += [
        fail(f"a permission is missing: {in_words(name)} ({permissions.NEEDED[name]})")
        for name in permissions.missing(granted)
    ]
    beyond = [in_words(name) for name in permissions.beyond(granted)]
    findings += [warn(f"a permission that is not needed: {name}") for name in beyond]
    return findings or [ok("the bot has exactly the permissions that are needed, and what everybody has")]


def look_at_reading(me: discord.Member, channels: Sequence[GuildChannel]) -> Iterator[Finding]:
    """What it has of its own, and what everybody's role gives it; of histories each room says more."""
    for right in permissions.reads_by_itself(me, channels):
        yield fail(f"the bot may read what people say ({right}): take it away, the bot does not start")
    for name in permissions.inherited(me):
        if name == permissions.HISTORY:
            continue
        yield warn(
            f"everybody on the server has {in_words(name)}, and so the bot ({permissions.OF_ITS_OWN[name]}): "
            "deny it to the bot's role in the network's channels; the bot never uses it"
        )


# ---- roles


def look_at_roles(guild: discord.Guild, me: discord.Member, roles: Mapping[Role, str]) -> Iterator[Finding]:
    found = {role: guild.get_role(int(number)) for role, number in roles.items()}
    for role, there in found.items():
        if there is None:
            yield fail(f"{ROLES[role]} {roles[role]} is not there")
        elif there.permissions.administrator:
            yield warn(f"{ROLES[role]} {there.name:.80} has Administrator: whoever has it sees every channel")
    if member := found.get(Role.MEMBER):
        yield _below(member, me)
    coordinator = found.get(Role.COORDINATOR)
    if coordinator and not (coordinator.mentionable or me.guild_permissions.mention_everyone):
        yield warn(
            f"{ROLES[Role.COORDINATOR]} {coordinator.name:.80} cannot be mentioned: nobody is called when an "
            "answer is late; allow anyone to mention it"
        )


def _below(member: discord.Role, me: discord.Member) -> Finding:
    """docs.discord.com/developers/topics/permissions#permission-hierarchy"""
    what = f"{ROLES[Role.MEMBER]} {member.name:.80}"
    if member.managed:
        return fail(f"{what} belongs to an integration: nobody can give it")
    if member >= me.top_role:
        return fail(
            f"{what} stands above the bot's own role {me.top_role.name:.80}, which cannot give it then: drag "
            "the bot's role above it (Server Settings, Roles)"
        )
    return ok(f"{what} stands below the bot's own, which can give it")


# ---- rooms


async def _room(visit: Visit, room: Room, channel: str) -> AsyncIterator[Finding]:
    what = f"{ROOMS[room]} {channel}"
    try:
        there = await visit.room(channel)
    except DeliveryFailed as failed:
        yield fail(_no_room(failed, what))
        return
    if not isinstance(there, discord.TextChannel):
        yield fail(f"{what} is no text channel")
        return
    for finding in look_at_room(visit, room, there):
        yield finding


def _no_room(failed: DeliveryFailed, what: str) -> str:
    if failed.code in {"room_gone", "room_closed"}:
        return f"{what} is not there, or the bot cannot see it: add the bot's role to the channel"
    return f"{what} cannot be looked at ({failed.code})"


def look_at_room(visit: Visit, room: Room, there: discord.TextChannel) -> Iterator[Finding]:
    """What the bot may there, and who sees it."""
    what, granted = f"{ROOMS[room]} #{there.name:.80}", there.permissions_for(visit.me)
    missing = permissions.missing_in_room(granted)
    for name in missing:
        yield fail(f"in {what} the bot lacks {in_words(name)}: give it to the bot's role in that channel")
    if granted.read_message_history:
        visit.readable.append(f"#{there.name:.80}")
    yield from _readers(visit, room, there, what)
    if not missing:
        yield ok(f"the bot can post in {what}")


def _readers(visit: Visit, room: Room, there: discord.TextChannel, what: str) -> Iterator[Finding]:
    everybody = there.permissions_for(visit.guild.default_role).view_channel
    reader = READERS.get(room)
    if reader is None:
        if not everybody:
            yield warn(f"{what} is private: newcomers do not see it")
        return
    if everybody:
        grave: Callable[[str], Finding] = warn if room is Room.MEMBERS else fail
        yield grave(f"{what} can be read by everybody on the server: make it private")
    role = visit.guild.get_role(int(visit.options.roles.get(reader, "0")))
    if role and not everybody and not there.permissions_for(role).view_channel:
        yield fail(f"{what} is hidden from {ROLES[reader]} {role.name:.80}: add that role to the channel")
