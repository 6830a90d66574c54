"""What people do again and again, and how things are called where they see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.slack.render import Wording
from adapters.words import Words
from bot.chat import Reader, Room, Text
from tests.wire.slack.north import CHANNELS, NETWORK, North
from tests.wire.slack.parts import Json
from tests.wire.slack.people import Somebody
from tests.wire.slack.workspace import Message

MODES = ["socket", "http"]
WELCOME, MEMBERS = CHANNELS[Room.WELCOME], CHANNELS[Room.MEMBERS]
COORDINATORS, FACILITATORS = CHANNELS[Room.COORDINATORS], CHANNELS[Room.FACILITATORS]
ADDRESS = {"ana": "ana.roy@calgary.ca", "luc": "luc.gagne@gatineau.ca", "mia": "mia.cho@calgary.ca"}
QUERY = {"ana": "calg", "luc": "gatin", "mia": "calg"}

_words = Words.load()


def en(message: str, **values: Any) -> str:  # noqa: ANN401 - as `Text` takes
    return Wording(_words, Reader("en", NETWORK.zone)).plain(Text(message, values))


def fr(message: str, **values: Any) -> str:  # noqa: ANN401 - as `Text` takes
    return Wording(_words, Reader("fr", NETWORK.zone)).plain(Text(message, values))


def both(message: str, **values: Any) -> str:  # noqa: ANN401 - as `Text` takes
    """As it is said in a room."""
    return Wording(_words, NETWORK).plain(Text(message, values))


def said(part: Message | Json) -> str:
    """All that can be read in a message, a modal or a home tab."""
    return "\n".join(_texts(part.blocks if isinstance(part, Message) else part))


def _texts(part: object) -> Sequence[str]:
    if isinstance(part, list | tuple):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    if part.get("type") in {"plain_text", "mrkdwn"}:
        return [part["text"]]
    return [text for each in part.values() for text in _texts(each)]


def screen(who: Somebody) -> str:
    """The modal in front of somebody."""
    assert who.screen is not None, "no modal is open"
    return said(dict(who.screen.content))


def newest(who: Somebody, room: str = "") -> str:
    """The last thing that they see in a room."""
    return said(who.sees(room)[-1])


def cards(there: North) -> list[Message]:
    """What hangs in the coordinators' room for all of them."""
    return [each for each in there.workspace.channels[COORDINATORS].messages if not each.reader]


async def asks(there: North, name: str, /, **other: str) -> Somebody:
    """Step 1, from the command to the code."""
    who = there[name]
    await who.types("/peer join")
    (row, *_) = await who.looks_up("community", QUERY[name])
    given = {"email": ADDRESS[name], "community": row["value"], "role": "staff"} | other
    await who.fills_in(**given)
    await there.settles()
    return who


async def waits(there: North, name: str, /, **other: str) -> Somebody:
    """Step 2: their card hangs in the coordinators' room."""
    who = await asks(there, name, **other)
    await who.types("/peer verify")
    await who.fills_in(code=there.code(other.get("email", ADDRESS[name])), attestation=["attest"])
    await there.settles()
    who.closes()
    return who


def desk(there: North, name: str = "claire") -> Somebody:
    return there[name].goes_to(COORDINATORS)


async def approves(there: North) -> Somebody:
    """And sends it at once."""
    claire = desk(there)
    await claire.presses(both("button.joining.approve"))
    await there.settles()
    await claire.presses(both("button.joining.send"))
    await there.settles()
    return claire


async def joins(there: North, name: str) -> Somebody:
    who = await waits(there, name)
    await approves(there)
    return who
