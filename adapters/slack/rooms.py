"""Who is in which room: coordinators are the people in the coordinators' room, facilitators likewise.

It is read whenever it matters, and kept nowhere: whoever was taken out of a room a moment ago has no say.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from adapters.platform import DeliveryFailed
from adapters.slack.api import HURRY, Api, Said
from bot.chat import Role, Room
from bot.outbox import Result

PAGE = 1000
LONGEST = 20  # pages: a room of more people than that decides nothing
ROLES = {Role.COORDINATOR: Room.COORDINATORS, Role.FACILITATOR: Room.FACILITATORS}


class Rooms:
    """`channels` are the settings' ids."""

    def __init__(self, api: Api, channels: Mapping[Room, str]) -> None:
        self._api, self._channels = api, channels

    def channel(self, room: Room) -> str:
        """Raises `DeliveryFailed` for one that the settings do not have."""
        if room not in self._channels:
            raise DeliveryFailed(Result.NEVER, "room_gone")
        return self._channels[room]

    def has(self, channel: str) -> bool:
        return channel in self._channels.values()

    async def roles(self, user: str) -> frozenset[Role]:
        """Raises `Said` or `DeliveryFailed` when it cannot be read: then nobody has any role. That nobody
        can look into the facilitators' room takes nothing from a coordinator."""
        roles = [role for role, room in ROLES.items() if room in self._channels]
        read = await asyncio.gather(*(self._has(user, role) for role in roles), return_exceptions=True)
        found = frozenset(role for role, has in zip(roles, read, strict=True) if has is True)
        for unread in read:
            if isinstance(unread, BaseException) and (
                Role.COORDINATOR not in found or not isinstance(unread, Said | DeliveryFailed)
            ):
                raise unread
        return found

    async def _has(self, user: str, role: Role) -> bool:
        return user in await self._people(self._channels[ROLES[role]])

    async def _people(self, channel: str) -> frozenset[str]:
        found, cursor = set[str](), ""
        for _ in range(LONGEST):
            page = {"channel": channel, "limit": PAGE} | ({"cursor": cursor} if cursor else {})
            answer = await self._api.call("conversations.members", within=HURRY, **page)
            found.update(answer.get("members", ()))
            cursor = answer.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return frozenset(found)
        return frozenset()
