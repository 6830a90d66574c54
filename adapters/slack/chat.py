"""The way out to Slack: what the courier delivers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.pacing import Pace
from adapters.platform import DeliveryFailed
from adapters.slack.api import BUSY, Api, Said, refused
from adapters.slack.people import People, RolesUnknown, Stranger
from adapters.slack.render import PLATFORM, Json, Wording, message
from adapters.slack.rooms import Rooms
from adapters.words import Words
from bot.chat import Card, Identity, Reader, Role, Room
from bot.network import Network
from bot.outbox import Result

NO_ROOM = frozenset({"room_gone", "room_closed"})
# No name in a text becomes a mention; `chat.update` has another default than `chat.postMessage`.
PLAINLY = {"parse": "none", "link_names": False}
NEW = PLAINLY | {"unfurl_links": False, "unfurl_media": False}
# docs.slack.dev/apis/web-api/rate-limits: several hundred messages a minute in a workspace.
DIRECTS, A_MINUTE, MINUTE = "directs", 525, 60.0


class SlackChat:
    """A `Platform`. Slack has no key against posting twice: what may not happen twice is not tried again."""

    def __init__(
        self,
        api: Api,
        rooms: Rooms,
        people: People,
        pace: Pace,
        words: Words,
        network: Network,
        workspace: str,
    ) -> None:
        self._api, self._rooms, self._people, self._pace = api, rooms, people, pace
        self._words, self._network, self._workspace = words, network, workspace
        self._directs: dict[str, str] = {}

    @property
    def name(self) -> str:
        return PLATFORM

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        del nonce
        return await self._post(self._rooms.channel(room), self._to_room(card))

    async def edit(self, reference: str, card: Card) -> None:
        """What hangs in a room of before, which is gone, is gone as well, and may be posted in the one that
        the settings name now."""
        channel, _, ts = reference.partition("/")
        await self._pace.wait(channel)
        try:
            await self._api.send("chat.update", channel=channel, ts=ts, **self._to_room(card), **PLAINLY)
        except DeliveryFailed as failed:
            if failed.code in NO_ROOM and not self._rooms.has(channel):
                raise DeliveryFailed(Result.NEVER, "message_gone") from None
            raise

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        del nonce
        channel = await self._direct(self._here(identity))
        await self._pace.wait(DIRECTS, MINUTE / A_MINUTE)
        return await self._post(channel, message(card, Wording(self._words, reader, self._workspace)))

    async def _post(self, channel: str, content: Json) -> str:
        await self._pace.wait(channel)
        answer = await self._api.send("chat.postMessage", channel=channel, **content, **NEW)
        return f"{answer['channel']}/{answer['ts']}"

    def _to_room(self, card: Card) -> Json:
        return message(card, Wording(self._words, self._network, self._workspace))

    async def _direct(self, user: str) -> str:
        """Their conversation with the bot; it never changes. When Slack opens no more of them for the moment,
        it is found by their own id (docs.slack.dev/reference/methods/chat.postMessage#channels)."""
        if user not in self._directs:
            try:
                answer = await self._first("conversations.open", users=user)
            except DeliveryFailed as failed:
                if failed.code == BUSY:
                    return user
                raise
            self._directs[user] = answer["channel"]["id"]
        return self._directs[user]

    async def _first(self, method: str, **given: str) -> Mapping[str, Any]:
        """What comes before the effect: nothing has happened yet when it fails, whatever became of it."""
        try:
            return await self._api.send(method, **given)
        except DeliveryFailed as failed:
            if failed.result is Result.UNKNOWN:
                raise DeliveryFailed(Result.LATER, failed.code) from None
            raise

    # ---- the members' room

    async def admit(self, identity: Identity) -> None:
        channel, user = self._rooms.channel(Room.MEMBERS), self._here(identity)
        try:
            await self._api.call("conversations.invite", channel=channel, users=user)
        except Said as said:
            if said.error == "already_in_channel":
                return
            if said.error == "cant_invite" and await self._is_deactivated(user):
                raise DeliveryFailed(Result.NEVER, "account_gone") from None
            raise refused(said) from None

    async def dismiss(self, identity: Identity) -> None:
        """Whoever is not there, or nowhere any more, is out already."""
        channel, user = self._rooms.channel(Room.MEMBERS), self._here(identity)
        try:
            await self._api.call("conversations.kick", channel=channel, user=user)
        except Said as said:
            if said.error == "not_in_channel" and await self._is_inside(channel):
                return
            if said.error in {"user_not_found", "user_is_deactivated"}:
                return
            raise refused(said) from None

    async def _is_deactivated(self, user: str) -> bool:
        """Of such an account Slack only says that it cannot be invited."""
        answer = await self._api.send("users.info", user=user)
        return bool(answer.get("user", {}).get("deleted"))

    async def _is_inside(self, channel: str) -> bool:
        """The same code says that they are not in the room, and that the bot is not."""
        answer = await self._first("conversations.info", channel=channel)
        return bool(answer.get("channel", {}).get("is_member"))

    async def roles(self, identity: Identity) -> frozenset[Role]:
        try:
            return (await self._people.with_roles(self._here(identity))).roles
        except (Stranger, RolesUnknown, DeliveryFailed):
            return frozenset()

    def _here(self, identity: Identity) -> str:
        if (identity.platform, identity.workspace) != (PLATFORM, self._workspace):
            raise DeliveryFailed(Result.NEVER, "account_gone")
        return identity.user
