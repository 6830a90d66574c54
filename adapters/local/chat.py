"""The way out to the sandbox's rooms: what Slack's and Discord's `chat.py` are for their platforms."""

from __future__ import annotations

from adapters.command_words import CommandWords
from adapters.local import render
from adapters.local.cast import PEOPLE, PLATFORM, WORKSPACE, CastMember
from adapters.local.journal import Json
from adapters.local.rooms import Message, Rooms
from adapters.platform import DeliveryFailed
from adapters.words import Words
from bot import routes
from bot.chat import Card, Identity, Reader, Role, Room
from bot.network import Network
from bot.outbox import Result

ROLES = {Room.COORDINATORS: Role.COORDINATOR, Room.FACILITATORS: Role.FACILITATOR}


class LocalChat:
    """The sandbox as a `Platform`; a message is in the journal when a call returns."""

    def __init__(self, rooms: Rooms, words: Words, network: Network) -> None:
        self._rooms, self._words, self._network = rooms, words, network
        self.commands = CommandWords(words, routes.COMMANDS)

    @property
    def name(self) -> str:
        return PLATFORM

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        return self._rooms.post(room, self.shown(card, None), nonce)

    async def edit(self, reference: str, card: Card) -> None:
        message = self._rooms.find(reference)
        if message is None:
            raise DeliveryFailed(Result.NEVER, "message_gone")
        self.replace(message, card)

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        member = _account(identity)
        self._rooms.address(member.id, reader)
        return self._rooms.tell(member.id, member.direct, self.shown(card, reader), nonce)

    async def admit(self, identity: Identity) -> None:
        self._rooms.enter(Room.MEMBERS, _account(identity).id)

    async def dismiss(self, identity: Identity) -> None:
        self._rooms.exit(Room.MEMBERS, _account(identity).id)

    def changed(self, identity: Identity) -> None:
        """The page asks for itself."""

    async def roles(self, identity: Identity) -> frozenset[Role]:
        return self.roles_of(identity.user)

    def roles_of(self, person: str) -> frozenset[Role]:
        """Coordinators are the people in the coordinators' room; facilitators likewise."""
        return frozenset(role for room, role in ROLES.items() if person in self._rooms.people(room))

    def replace(self, message: Message, card: Card) -> None:
        """The message shows another card, worded for the same people as before."""
        self._rooms.edit(message.id, self.shown(card, message.reader))

    def shown(self, card: Card, reader: Reader | None) -> Json:
        """The card as the page draws it, for one reader or (None) for everybody in a room."""
        if reader is None:
            return render.card(card, render.to_room(self._words, self._network))
        return render.card(card, render.to_reader(self._words, reader))


def _account(identity: Identity) -> CastMember:
    member = PEOPLE.get(identity.user)
    if member is None or (identity.platform, identity.workspace) != (PLATFORM, WORKSPACE):
        raise DeliveryFailed(Result.NEVER, "account_gone")
    return member
