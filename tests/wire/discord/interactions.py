"""Interactions on their way: a first answer within three seconds, once; then fifteen minutes for more.

docs.discord.com/developers/interactions/receiving-and-responding
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.discord.guild import APP, BOT, EPHEMERAL, GUILD, Guild, Member, Message
from tests.wire.discord.limits import check_choices, check_message, check_modal
from tests.wire.discord.refusals import (
    ALREADY_ACKNOWLEDGED,
    BAD_WEBHOOK_TOKEN,
    UNKNOWN_INTERACTION,
    UNKNOWN_WEBHOOK,
    Refused,
)

Given = Mapping[str, Any]
Answer = tuple[int, Any]
FIRST_SECONDS, TOKEN_SECONDS = 3.0, 900.0
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5  # …#interaction-object-interaction-type
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ANSWERS = {  # which first answers an interaction of each type may get
    COMMAND: {MESSAGE, DEFERRED, MODAL},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}


@dataclass
class Interaction:
    """`shown` is what it led to: a message, a modal, choices."""

    id: str
    token: str
    type: int
    member: Member
    channel: str
    data: Given
    at: float
    message: Message | None = None
    answered: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    shown: Message | None = None
    modal: Given | None = None
    choices: list[Given] = field(default_factory=list)


class Interactions:
    """All that there are; they are found by id and token alone, without any authorization."""

    def __init__(self, guild: Guild) -> None:
        self.guild = guild
        self.all: dict[str, Interaction] = {}

    def new(self, kind: int, member: Member, channel: str, data: Given, message: Message | None = None) -> Interaction:
        identity = self.guild.snowflake()
        made = Interaction(identity, f"token-{identity}", kind, member, channel, data, self.guild.now(), message)
        self.all[made.token] = made
        return made

    def payload(self, made: Interaction) -> dict[str, Any]:
        """…#interaction-object"""
        from tests.wire.discord.rest import message_json  # noqa: PLC0415 - the two need each other

        permissions = str(self.guild.permissions(made.member.id))
        payload: dict[str, Any] = {
            "id": made.id, "application_id": APP, "type": made.type, "token": made.token, "version": 1,
            "guild_id": GUILD, "channel_id": made.channel,
            "channel": {"id": made.channel, "type": 0, "name": "room", "guild_id": GUILD, "permissions": permissions,
                        "position": 0, "nsfw": False, "parent_id": None},
            "guild": {"id": GUILD, "locale": "en-US", "features": []},
            "member": made.member.as_json() | {"permissions": permissions},
            "locale": made.member.locale, "guild_locale": "en-US", "app_permissions": permissions,
            "entitlements": [], "data": made.data, "authorizing_integration_owners": {"0": GUILD}, "context": 0,
            "attachment_size_limit": 10485760,
        }  # fmt: skip
        if made.message:
            payload["message"] = message_json(made.message, self.guild)
        return payload

    # ---- answers

    def callback(self, given: Given, interaction: str, token: str) -> Answer:
        made = self._found(interaction, token)
        if made.answered.done():
            raise Refused(*ALREADY_ACKNOWLEDGED)
        if self.guild.now() - made.at > FIRST_SECONDS:
            raise Refused(*UNKNOWN_INTERACTION)
        kind, data = given.get("type"), given.get("data") or {}
        if kind not in ANSWERS[made.type]:
            raise Refused(400, 50035, "Invalid Form Body")
        self._take(made, int(kind), data)
        made.answered.set_result(None)
        from tests.wire.discord.rest import message_json  # noqa: PLC0415 - as above

        resource = {"type": kind}
        if made.shown:
            resource["message"] = message_json(made.shown, self.guild)
        return 200, {"interaction": {"id": made.id, "type": made.type}, "resource": resource}

    def _take(self, made: Interaction, kind: int, data: Given) -> None:
        if kind == MODAL:
            check_modal(data)
            made.modal = data
        elif kind == CHOICES:
            check_choices(data.get("choices") or [])
            made.choices = list(data.get("choices") or [])
        elif kind == MESSAGE:
            made.shown = self._say(made, data)
        elif kind == UPDATE:
            self._update(made, data)

    def _say(self, made: Interaction, data: Given) -> Message:
        from tests.wire.discord.rest import fill  # noqa: PLC0415 - as above

        check_message(data)
        private = bool(int(data.get("flags") or 0) & EPHEMERAL)
        message = Message(self.guild.snowflake(), made.channel, BOT, reader=made.member.id if private else "")
        fill(message, data)
        self.guild.channels[made.channel].messages.append(message)
        return message

    def _update(self, made: Interaction, data: Given) -> None:
        from tests.wire.discord.rest import fill  # noqa: PLC0415 - as above

        if made.message is None:
            raise Refused(400, 50035, "Invalid Form Body")
        check_message(data)
        fill(made.message, data)

    def follow_up(self, given: Given, app: str, token: str) -> Answer:
        from tests.wire.discord.rest import message_json  # noqa: PLC0415 - as above

        made = self._live(app, token)
        return 200, message_json(self._say(made, given), self.guild)

    def edit_original(self, given: Given, app: str, token: str) -> Answer:
        from tests.wire.discord.rest import fill, message_json  # noqa: PLC0415 - as above

        made = self._live(app, token)
        target = made.shown or made.message
        if target is None:
            raise Refused(*UNKNOWN_WEBHOOK)
        check_message(given)
        fill(target, given)
        return 200, message_json(target, self.guild)

    def _found(self, interaction: str, token: str) -> Interaction:
        made = self.all.get(token)
        if made is None or made.id != interaction:
            raise Refused(*UNKNOWN_INTERACTION)
        return made

    def _live(self, app: str, token: str) -> Interaction:
        """Good for fifteen minutes, and only after a first answer."""
        made = self.all.get(token)
        if app != APP or made is None or not made.answered.done():
            raise Refused(*UNKNOWN_WEBHOOK)
        if self.guild.now() - made.at > TOKEN_SECONDS:
            raise Refused(*BAD_WEBHOOK_TOKEN)
        return made
