"""What Discord sends, as the core's events; pure. docs.discord.com/developers/interactions

Nothing of it is trusted to have the shape that the documentation says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import discord

from adapters.discord import commands, forms
from bot.chat import Command, Event, Lookup, Person, Press, Submission, read_key
from bot.errors import Malformed

AGAIN = "again|"  # before the key of a form that is to be opened once more: the adapter's own button
Data = Mapping[str, Any]


class Origin(StrEnum):
    """Where somebody did it: that decides where the answer appears."""

    MESSAGE = "message"  # everybody's, in a room
    DIRECT = "direct"  # in their conversation with the bot
    EPHEMERAL = "ephemeral"  # for them alone
    NOWHERE = "nowhere"  # a command, and a form that a command opened


@dataclass(frozen=True, slots=True)
class Came:
    """An event, and what was answered before its form was opened."""

    event: Event
    given: Mapping[str, str] = field(default_factory=dict)


def came(interaction: discord.Interaction, person: Person) -> Came:
    """Raises `Malformed` for what none of our commands, buttons and forms can send."""
    data = data_of(interaction)
    match interaction.type:
        case discord.InteractionType.application_command:
            called = commands.read(data)
            return Came(Command(called.root, called.name, person, called.argument), called.given)
        case discord.InteractionType.component:
            return Came(Press(*read_key(text(data, "custom_id")), person, _moment(interaction)))
        case discord.InteractionType.modal_submit:
            key, given = forms.read_modal_key(text(data, "custom_id"))
            values = {**forms.values_of(data), **given}
            return Came(Submission(*read_key(key), values, person, _moment(interaction)), given)
    raise Malformed


def lookup(interaction: discord.Interaction, person: Person) -> Lookup:
    """Raises `Malformed`."""
    return commands.read(data_of(interaction)).lookup(person)


def form_again(interaction: discord.Interaction) -> str:
    """The key of the form that is to be opened once more; empty when it is about something else."""
    custom_id = text(data_of(interaction), "custom_id")
    pressed = interaction.type is discord.InteractionType.component
    return custom_id.removeprefix(AGAIN) if pressed and custom_id.startswith(AGAIN) else ""


def origin_of(interaction: discord.Interaction) -> Origin:
    if interaction.message is None:
        return Origin.NOWHERE
    if interaction.message.flags.ephemeral:
        return Origin.EPHEMERAL
    return Origin.DIRECT if interaction.guild_id is None else Origin.MESSAGE


def _moment(interaction: discord.Interaction) -> datetime | None:
    """That of its id, to the millisecond."""
    try:
        return interaction.created_at
    except (ValueError, OverflowError, OSError):
        return None


def data_of(interaction: discord.Interaction) -> Data:
    data: object = interaction.data
    return data if isinstance(data, Mapping) else {}


def text(part: Data, name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""
