"""Somebody on Slack as a `Person`: name, language and zone from their profile, roles from the rooms."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from adapters.platform import DeliveryFailed
from adapters.slack.api import GONE, HURRY, Api, Said
from adapters.slack.render import PLATFORM
from adapters.slack.rooms import Rooms
from bot.chat import Identity, Person, Reader, Role
from bot.network import Network

KNOWN = 5_000
KNOWN_SECONDS = 600.0


class Stranger(Exception):
    """Whoever it is, this bot is not for them: of another workspace, deactivated, or a bot."""


class RolesUnknown(Exception):
    """Who is in the rooms cannot be read at this moment: nothing is decided."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says about an account (docs.slack.dev/reference/objects/user-object)."""

    name: str
    reader: Reader
    guest: bool


class People:
    """Profiles are kept for a while; where something is decided, both they and the rooms are read anew."""

    def __init__(
        self, api: Api, rooms: Rooms, workspace: str, network: Network, now: Callable[[], float]
    ) -> None:
        self._api, self._rooms, self.workspace = api, rooms, workspace
        self._network, self._now = network, now
        self._known: OrderedDict[str, tuple[float, Profile]] = OrderedDict()

    async def person(self, user: str) -> Person:
        """Who it is, without any role. Raises `Stranger`."""
        return self._as_person(user, await self._profile(user))

    async def with_roles(self, user: str) -> Person:
        """As it is at this moment; a guest never has a role. Raises `Stranger`, and `RolesUnknown` when Slack
        does not say."""
        try:
            profile, roles = await asyncio.gather(self._asked(user), self._rooms.roles(user))
        except (Said, DeliveryFailed):
            raise RolesUnknown from None
        return self._as_person(user, profile, roles if not profile.guest else frozenset())

    def _as_person(self, user: str, profile: Profile, roles: frozenset[Role] = frozenset()) -> Person:
        return Person(Identity(PLATFORM, self.workspace, user), profile.name, profile.reader, roles)

    async def _profile(self, user: str) -> Profile:
        known = self._known.get(user)
        if known and self._now() - known[0] < KNOWN_SECONDS:
            return known[1]
        try:
            return await self._asked(user)
        except (Said, DeliveryFailed):
            return known[1] if known else Profile("", self._network.reader, guest=False)

    async def _asked(self, user: str) -> Profile:
        try:
            answer = await self._api.call("users.info", within=HURRY, user=user, include_locale="true")
        except Said as said:
            if GONE.get(said.error) == "account_gone":
                raise Stranger from None
            raise
        profile = self._read(answer.get("user", {}))
        self._known[user] = (self._now(), profile)
        self._known.move_to_end(user)
        while len(self._known) > KNOWN:
            self._known.popitem(last=False)
        return profile

    def _read(self, user: Mapping[str, Any]) -> Profile:
        if user.get("deleted") or user.get("is_bot") or user.get("team_id") != self.workspace:
            raise Stranger
        name = user.get("profile", {}).get("real_name") or user.get("real_name") or user.get("name") or ""
        guest = bool(user.get("is_restricted") or user.get("is_ultra_restricted"))
        return Profile(str(name)[:120], Reader(self._language(user), self._zone(user)), guest)

    def _language(self, user: Mapping[str, Any]) -> str:
        language = str(user.get("locale", "")).partition("-")[0]
        return language if language in self._network.languages else self._network.default_language

    def _zone(self, user: Mapping[str, Any]) -> str:
        try:
            return ZoneInfo(str(user.get("tz") or self._network.zone)).key
        except (KeyError, ValueError, OSError):
            return self._network.zone
