"""Interactions on their way: a first answer within three seconds, once; then fifteen minutes for more.

docs.discord.com/developers/interactions/receiving-and-responding
"""

from __future__ import annotations

from typing import Any

from tests.wire.discord.checks import known, may_be_object, may_be_whole, one_of, whole
from tests.wire.discord.commands import check_choices
from tests.wire.discord.guild import APP, BOT, Channel, Guild, Member, Message
from tests.wire.discord.messages import (
    EPHEMERAL,
    LOADING,
    NO_EMBEDS,
    SHOWN,
    SILENT,
    check_change,
    check_message,
    fill,
)
from tests.wire.discord.modals import check_modal
from tests.wire.discord.payloads import Given, Interaction, payload
from tests.wire.discord.refusals import (
    ALREADY_ACKNOWLEDGED,
    BAD_WEBHOOK_TOKEN,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Refused,
    invalid,
)
from tests.wire.discord.shapes import message_json

Answer = tuple[int, Any]
FIRST_SECONDS, TOKEN_SECONDS = 3.0, 900.0
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ANSWERS = {  # which first answers an interaction of each type may get
    COMMAND: {MESSAGE, DEFERRED, MODAL},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}
FLAGS = EPHEMERAL | NO_EMBEDS | SILENT


class Interactions:
    """They are found by id and token alone, without any authorization."""

    def __init__(self, guild: Guild) -> None:
        self.guild = guild
        self.all: dict[str, Interaction] = {}

    def new(
        self, kind: int, member: Member, channel: Channel, data: Given, message: Message | None = None
    ) -> Interaction:
        identity = self.guild.snowflake()
        token = f"aW50ZXJhY3Rpb246{identity}"
        made = Interaction(identity, token, kind, member, channel, data, self.guild.now(), message)
        self.all[token] = made
        return made

    def payload(self, made: Interaction) -> dict[str, Any]:
        return payload(made, self.guild)

    def _permissions(self, channel: Channel) -> int:
        return self.guild.permissions(BOT, None if channel.direct else channel)

    # ---- the first answer

    def callback(self, given: Given, interaction: str, token: str, query: Given) -> Answer:
        made = self._found(interaction, token)
        if made.answered.is_set():
            raise Refused(*ALREADY_ACKNOWLEDGED)
        known(given, {"type", "data"}, "callback")
        kind = whole(given.get("type"), "type", 1, 12)
        one_of(kind, "type", ANSWERS[made.type])
        self._take(made, kind, may_be_object(given.get("data"), "data"))
        made.kind = kind
        made.answered.set()
        wanted = str(query.get("with_response", "")).lower() in {"1", "true"}
        return (200, self._led_to(made)) if wanted else (204, None)

    def _led_to(self, made: Interaction) -> dict[str, Any]:
        """The message is there for those answers that show or change one."""
        shown: dict[str, Any] = {"id": made.id, "type": made.type}
        message = made.message if made.kind in {UPDATE, DEFERRED_UPDATE} else made.shown
        if message:
            shown["response_message_id"] = message.id
            shown["response_message_loading"] = made.kind == DEFERRED
            shown["response_message_ephemeral"] = bool(message.reader)
        if message is None or made.kind not in {MESSAGE, UPDATE}:
            return {"interaction": shown}
        resource = {"type": made.kind, "message": message_json(message, self.guild)}
        return {"interaction": shown, "resource": resource}

    def _take(self, made: Interaction, kind: int, data: Given) -> None:
        if kind == MODAL:
            check_modal(data)
            made.modal = data
        elif kind == CHOICES:
            known(data, {"choices"}, "data")
            made.choices = check_choices(data.get("choices"))
        elif kind == MESSAGE:
            made.shown = self._say(made, data)
        elif kind == DEFERRED:
            made.shown = self._loading(made, data)
        elif made.message is None:
            raise invalid("type", "there is no message to update")
        elif kind == UPDATE:
            if made.message not in made.channel.messages:
                raise Refused(*UNKNOWN_MESSAGE)
            self._change(made.message, data)

    def _say(self, made: Interaction, data: Given) -> Message:
        known(data, SHOWN, "data")
        check_message(data, flags=FLAGS)
        message = self._new(made, int(data.get("flags") or 0))
        self._fill(message, data)
        return message

    def _loading(self, made: Interaction, data: Given) -> Message:
        known(data, {"flags"}, "data")
        flags = may_be_whole(data.get("flags"), "data.flags", 0, (1 << 31) - 1)
        one_of(flags, "data.flags", {0, EPHEMERAL})
        return self._new(made, flags | LOADING)

    def _new(self, made: Interaction, flags: int) -> Message:
        reader = made.member.id if flags & EPHEMERAL else ""
        identity, now = self.guild.snowflake(), self.guild.now()
        message = Message(identity, made.channel.id, BOT, now, reader=reader, flags=flags)
        made.channel.messages.append(message)
        return message

    def _change(self, message: Message, data: Given) -> None:
        known(data, SHOWN, "data")
        check_change(data, message)
        self._fill(message, data)
        message.flags &= ~LOADING
        message.edited = self.guild.now()

    def _fill(self, message: Message, data: Given) -> None:
        channel = self.guild.channels[message.channel]
        fill(message, data, self.guild, self._permissions(channel))

    # ---- what comes after, by the token

    def follow_up(self, given: Given, app: str, token: str) -> Answer:
        """After a deferred answer the first one takes its place."""
        made = self._live(app, token)
        if made.shown and made.shown.flags & LOADING:
            self._change(made.shown, {key: each for key, each in given.items() if key != "flags"})
            return 200, message_json(made.shown, self.guild)
        return 200, message_json(self._say(made, given), self.guild)

    def read(self, app: str, token: str, message: str) -> Answer:
        return 200, message_json(self._of(self._live(app, token), message), self.guild)

    def edit(self, given: Given, app: str, token: str, message: str) -> Answer:
        target = self._of(self._live(app, token), message)
        self._change(target, given)
        return 200, message_json(target, self.guild)

    def delete(self, app: str, token: str, message: str) -> Answer:
        made = self._live(app, token)
        made.channel.messages.remove(self._of(made, message))
        return 204, None

    def _of(self, made: Interaction, message: str) -> Message:
        """The original is what the first answer showed, or the message whose button was pressed."""
        if message == "@original":
            found = made.message if made.kind in {UPDATE, DEFERRED_UPDATE} else made.shown
        else:
            found = next((each for each in made.channel.messages if each.id == message), None)
        if found is None or found not in made.channel.messages:
            raise Refused(*UNKNOWN_MESSAGE)
        return found

    def _found(self, interaction: str, token: str) -> Interaction:
        """Within three seconds."""
        made = self.all.get(token)
        if made is None or made.id != interaction:
            raise Refused(*UNKNOWN_INTERACTION)
        if made.missed or (not made.answered.is_set() and self.guild.now() - made.at > FIRST_SECONDS):
            raise Refused(*UNKNOWN_INTERACTION)
        return made

    def _live(self, app: str, token: str) -> Interaction:
        """Good for fifteen minutes, and only after a first answer."""
        made = self.all.get(token)
        if app != APP or made is None or not made.answered.is_set():
            raise Refused(*UNKNOWN_WEBHOOK)
        if self.guild.now() - made.at > TOKEN_SECONDS:
            raise Refused(*BAD_WEBHOOK_TOKEN)
        return made
