"""Somebody from the cast, playing: types, presses and fills in exactly as the page would send it, sees only
what the page would show them, and reads the letters in the mailbox."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from email import message_from_bytes, policy
from typing import Any, cast

from adapters.local import events
from adapters.local.cast import PEOPLE
from adapters.local.gate import Body
from adapters.local.parts import Sandbox
from adapters.local.rooms import Message
from bot.chat import Room

CODE = re.compile(r"\b(\d{4}) ?(\d{4})\b")
Given = str | tuple[str, ...]
Shown = dict[str, Any]


class NotThere(LookupError):
    """What somebody wanted to press or read is not on their screen."""


class Player:
    """One person of the cast; `room` is the one they are looking at."""

    def __init__(self, sandbox: Sandbox, person: str) -> None:
        self._sandbox = sandbox
        self.member = PEOPLE[person]
        self.room: str = Room.WELCOME

    def looks_at(self, room: str) -> Player:
        self.room = room
        return self

    def looks_at_direct(self) -> Player:
        return self.looks_at(self.member.direct)

    async def types(self, line: str) -> Shown:
        """A line in the room; a dialog that opens comes back."""
        return await self._send(kind="line", line=line)

    async def presses(self, action: str) -> Shown:
        """The newest button in the room that does this."""
        return await self.is_about_to_press(action)()

    def is_about_to_press(self, action: str) -> Callable[[], Awaitable[Shown]]:
        """The button as it is on the screen now; the press itself comes later."""
        message, key = self._button(action)
        return lambda: self._send(kind="press", key=key, message=message.id)

    async def fills_in(self, opened: Shown, **values: Given) -> Shown:
        """The dialog that was opened, as its fields stand but for `values`."""
        form = cast("Shown", opened["form"])
        given = {field["name"]: field["value"] for field in form["fields"] if field["kind"] != "choices"}
        return await self._send(
            kind="submission",
            room=opened["room"],
            message=opened["message"],
            action=form["action"],
            subject=form["subject"],
            revision=form["revision"],
            values={name: list(v) if isinstance(v, tuple) else v for name, v in (given | values).items()},
        )

    async def chooses(self, query: str) -> str:
        """The first row that the look-up of communities offers for what is typed."""
        options = await events.look_up(self._sandbox, self.member, "joining.submit", "community", query)
        return str(cast("list[Shown]", options)[0]["value"])

    def code(self, address: str) -> str:
        """From the newest letter to that address which holds one. Raises `NotThere`."""
        for name in reversed(self._sandbox.mailbox.names()):
            letter = message_from_bytes(self._sandbox.mailbox.read(name), policy=policy.default)
            body = letter.get_body(("plain",))
            found = CODE.search(str(body.get_content())) if body and address in str(letter["To"]) else None
            if found:
                return "".join(found.groups())
        raise NotThere(address)

    def sees(self, room: str) -> list[Message]:
        return list(self._sandbox.rooms.messages(room, self.member.id))

    def _button(self, action: str) -> tuple[Message, str]:
        for message in reversed(self.sees(self.room)):
            for button in cast("Shown", message.content).get("buttons", ()):
                if button["key"].startswith(f"{action}:"):
                    return message, str(button["key"])
        raise NotThere(action)

    async def _send(self, **body: object) -> Shown:
        sent = {"as": self.member.id, "room": self.room, **body}
        return cast("Shown", await events.take(self._sandbox, cast("Body", sent)))
