"""Who is in which room: coordinators are the people in the coordinators' room, facilitators likewise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adapters.slack.api import HURRY, Api
from bot.chat import Role, Room

PAGE = 1000
LONGEST = 20  # pages: a room of more people than that decides nothing
SHOWN_SECONDS = 60.0  # how long what was read may be shown; nothing is decided by it
ROLES = {Role.COORDINATOR: Room.COORDINATORS, Role.FACILITATOR: Room.FACILITATORS}


@dataclass(frozen=True, slots=True)
class _Read:
    people: frozenset[str]
    at: float


class Rooms:
    """`channels` are the settings' ids; `now` counts seconds."""

    def __init__(self, api: Api, channels: Mapping[Room, str], now: Callable[[], float]) -> None:
        self._api, self._channels, self._now = api, channels, now
        self._read: dict[Room, _Read] = {}

    def channel(self, room: Room) -> str:
        return self._channels[room]

    async def roles(self, user: str, *, fresh: bool) -> frozenset[Role]:
        """Raises `Said` or `DeliveryFailed` when it cannot be read: then nobody has any role."""
        return frozenset([
            role
            for role, room in ROLES.items()
            if room in self._channels and user in await self._people(room, fresh=fresh)
        ])  # fmt: skip

    async def _people(self, room: Room, *, fresh: bool) -> frozenset[str]:
        known = self._read.get(room)
        if known and not fresh and self._now() - known.at < SHOWN_SECONDS:
            return known.people
        people = await self._members(self._channels[room])
        self._read[room] = _Read(people, self._now())
        return people

    async def _members(self, channel: str) -> frozenset[str]:
        found, cursor = set[str](), ""
        for _ in range(LONGEST):
            page = {"channel": channel, "limit": PAGE} | ({"cursor": cursor} if cursor else {})
            answer = await self._api.call("conversations.members", within=HURRY, **page)
            found.update(answer.get("members", ()))
            cursor = answer.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                break
        return frozenset(found)
