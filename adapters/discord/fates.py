"""What becomes of an answer to an interaction: taken, refused or lost. What was done is durable before it.

What the library knows of it is not all: one may have arrived whose acknowledgement was cut.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

import aiohttp
import discord

from adapters.logs import log

ANSWERED, NO_MESSAGE = 40060, 10008  # docs.discord.com/developers/topics/opcodes-and-status-codes
BAD_REQUEST = 400
Act = Callable[[], Awaitable[Any]]


class Fate(StrEnum):
    """Of the latest answer; the interaction's `extras` hold it."""

    TAKEN = "taken"
    REFUSED = "refused"  # another one may be taken
    LOST = "lost"  # it comes too late, say
    CUT = "cut"  # nobody knows whether it arrived


async def first(interaction: discord.Interaction, act: Act) -> None:
    """What was cut is said once more: whoever did not get it would be told that nothing has happened, and
    Discord takes but one."""
    fate = await _twice(act)
    _keep(interaction, fate)
    if fate is Fate.TAKEN:
        interaction.extras["answered"] = True


async def put(interaction: discord.Interaction, act: Act) -> None:
    """In the place of what is shown: twice is once."""
    _keep(interaction, await _twice(act))


async def add(interaction: discord.Interaction, act: Act) -> None:
    """Below it: twice would be two."""
    _keep(interaction, await _fate(act))


def is_answered(interaction: discord.Interaction) -> bool:
    """Discord has a first answer."""
    return "answered" in interaction.extras


def was_refused(interaction: discord.Interaction) -> bool:
    """Which is told once."""
    return interaction.extras.pop("fate", None) is Fate.REFUSED


def _keep(interaction: discord.Interaction, fate: Fate) -> None:
    interaction.extras["fate"] = fate
    if fate is Fate.CUT:
        log.warning("discord.answer", code=fate)


async def _twice(act: Act) -> Fate:
    fate = await _fate(act)
    return await _fate(act) if fate is Fate.CUT else fate


async def _fate(act: Act) -> Fate:
    try:
        await act()
    except discord.HTTPException as refused:
        return _refused(refused)
    except (aiohttp.ClientError, OSError):
        return Fate.CUT
    except Exception as fault:  # noqa: BLE001 - the effect is durable, only its answer is lost
        log.warning("discord.answer", exc_info=fault)
        return Fate.LOST
    return Fate.TAKEN


def _refused(refused: discord.HTTPException) -> Fate:
    if refused.code == ANSWERED:
        return Fate.TAKEN
    log.warning("discord.answer", status=refused.status, code=str(refused.code))
    again = refused.status == BAD_REQUEST or refused.code == NO_MESSAGE
    return Fate.REFUSED if again else Fate.LOST
