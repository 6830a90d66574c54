"""The ways out to Slack and to Discord, as the bot has them, on simulated time: what they call answers at
once, and keeps the rates of the loopbacks. Who was told when is noted, and each call that was too much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import discord
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.discord.api import Api as DiscordApi
from adapters.discord.chat import DiscordChat
from adapters.discord.people import People as DiscordPeople
from adapters.pacing import Pace
from adapters.platform import Platform
from adapters.slack.api import Api as SlackApi
from adapters.slack.chat import SlackChat
from adapters.slack.people import People as SlackPeople
from adapters.slack.rooms import Rooms
from adapters.words import Words
from bot.chat import Identity, Room
from tests.wire.discord import rates as discord_rates
from tests.wire.discord.limited import Limited
from tests.wire.slack import rates as slack_rates
from tests.wire.slack.methods import call
from tests.wire.slack.north import CHANNELS, NETWORK
from tests.wire.slack.refusals import RateLimited
from tests.wire.slack.server import SCOPES
from tests.wire.slack.workspace import BOT, TEAM, Workspace
from tests.world import HeldClock

GUILD, FIRST = "900000000000000001", 910_000_000_000_000_000


@dataclass
class Told:
    """When each was written to, by their account; `refused`: how often a call was too much."""

    clock: HeldClock
    at: dict[str, datetime] = field(default_factory=dict)
    refused: int = 0

    def seconds(self) -> float:
        return self.clock.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        self.clock.push(timedelta(seconds=seconds))


class _Slack(SlackChat):
    def changed(self, identity: Identity) -> None:
        """Nobody looks at their Home."""


class _Discord(DiscordChat):
    def changed(self, identity: Identity) -> None:
        """There is nothing to look at."""


# ---- Slack


class _SlackClient:
    """Calls as the library makes them, of a workspace in this very process."""

    def __init__(self, workspace: Workspace, told: Told) -> None:
        self._workspace, self._told = workspace, told
        self._rates = slack_rates.Rates(told.seconds)

    async def api_call(self, method: str, *, json: Mapping[str, Any]) -> object:
        try:
            said = call(self._workspace, method, dict(json), frozenset(SCOPES), self._rates)
        except RateLimited as limited:
            self._told.refused += 1
            headers = {"Retry-After": str(limited.seconds)}
            answer = SimpleNamespace(status_code=429, headers=headers, data={"error": "ratelimited"})
            raise SlackApiError("too much", answer) from None  # type: ignore[no-untyped-call] # the library's
        if method == "chat.postMessage":
            channel = self._workspace.channels[said["channel"]]
            self._told.at[channel.direct or channel.id] = self._told.clock.now()
        return SimpleNamespace(data=said)


def on_slack(told: Told, users: Sequence[str]) -> tuple[Platform, str]:
    """With the name of the workspace."""
    workspace = Workspace(told.seconds)
    for user in users:
        workspace.add_user(user, "Jo Bench")
    workspace.add_channel(CHANNELS[Room.MEMBERS], "members", BOT, private=True)
    client = cast("AsyncWebClient", _SlackClient(workspace, told))
    api = SlackApi(client, lambda _: None, told.seconds)
    rooms = Rooms(api, CHANNELS)
    people = SlackPeople(api, rooms, TEAM, NETWORK, told.seconds)
    pace = Pace(told.seconds, told.sleep)
    return _Slack(api, rooms, people, pace, Words.load(), NETWORK, TEAM), TEAM


# ---- Discord


class _DiscordClient:
    """What the library offers, of a guild of which only the rates are kept. Where a route allows no more for
    the moment the library waits by itself; that too much was asked for altogether it is told."""

    def __init__(self, told: Told) -> None:
        self._told, self.problems = told, list[str]()
        self._rates = discord_rates.Rates(told.seconds, self.problems, strict=True)

    async def create_dm(self, user: discord.Object) -> object:
        await self._count("POST /users/@me/channels")
        return SimpleNamespace(id=user.id)

    def get_partial_messageable(self, channel: int) -> object:
        async def send(**_: object) -> object:
            await self._count(f"POST /channels/{channel}/messages of {channel}")
            self._told.at[str(channel)] = self._told.clock.now()
            return SimpleNamespace(id=1, channel=SimpleNamespace(id=channel))

        return SimpleNamespace(send=send)

    async def _count(self, bucket: str) -> None:
        try:
            headers = self._rates.count(bucket)
        except Limited as limited:
            self._told.refused += 1
            raise discord.RateLimited(limited.seconds) from None
        if headers["X-RateLimit-Remaining"] == "0":
            await self._told.sleep(float(headers["X-RateLimit-Reset-After"]))


def on_discord(told: Told, users: Sequence[str]) -> tuple[Platform, str]:
    """With the name of the guild. Everybody was written to before: how many conversations may be opened
    Discord does not say."""
    client = cast("discord.Client", _DiscordClient(told))
    api = DiscordApi(lambda _: None, told.seconds, sleep=told.sleep)

    async def nobody(_: str) -> discord.Member:
        raise AssertionError

    people = DiscordPeople(GUILD, {}, NETWORK, nobody)
    rooms = {Room.MEMBERS: str(FIRST - 1)}
    chat = _Discord(client, cast("discord.Guild", None), api, people, rooms, Words.load(), NETWORK)
    chat._directs.update({user: int(user) for user in users})  # noqa: SLF001 - see above
    return chat, GUILD
