"""What people do again and again, and how things are called where they see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from adapters.discord.render import Wording
from adapters.words import Words
from bot.chat import Reader, Text
from tests.wire.discord import people
from tests.wire.discord.ground import COORDINATORS
from tests.wire.discord.guild import Message
from tests.wire.discord.modals import asked
from tests.wire.discord.north import NETWORK, North
from tests.wire.discord.people import Somebody

ADDRESS = {
    "ana": "ana.roy@calgary.ca", "luc": "luc.gagne@gatineau.ca", "mia": "mia.cho@calgary.ca",
    "dev": "dev.singh@calgary.ca",
}  # fmt: skip
QUERY = {"ana": "calg", "luc": "gatin", "mia": "calg", "dev": "calg"}

_words = Words.load()
REFERENCE = re.compile(r"\b[A-Z2-7]{6}\b")


def en(message: str, **values: Any) -> str:  # noqa: ANN401 - as `Text` takes
    return Wording(_words, Reader("en", NETWORK.zone)).plain(Text(message, values))


def fr(message: str, **values: Any) -> str:  # noqa: ANN401 - as `Text` takes
    return Wording(_words, Reader("fr", NETWORK.zone)).plain(Text(message, values))


def both(message: str, **values: Any) -> str:  # noqa: ANN401 - as `Text` takes
    """As it is said in a room."""
    return Wording(_words, NETWORK).plain(Text(message, values))


def said(message: Message) -> str:
    """All that can be read in a message, its buttons too; without the escapes, which nobody sees."""
    shown = "\n".join([people.said(message), *people.labels(message)])
    return "".join(_seen(shown))


def _seen(written: str) -> Sequence[str]:
    seen, escaped = list[str](), False
    for character in written:
        escaped = character == "\\" and not escaped
        if not escaped:
            seen.append(character)
    return seen


def newest(who: Somebody, room: str = "") -> str:
    """The last thing that they see in a room."""
    return said(who.sees(room)[-1])


def screen(who: Somebody) -> str:
    """The modal in front of somebody."""
    assert who.screen is not None, "no modal is open"
    return "\n".join(_texts(dict(who.screen.content)))


def _texts(part: object) -> Sequence[str]:
    if isinstance(part, list | tuple):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    shown = [
        part[name] for name in ("title", "label", "description", "value") if isinstance(part.get(name), str)
    ]
    return [*shown, *(text for each in part.values() for text in _texts(each))]


def options(who: Somebody, name: str) -> list[str]:
    """What a field of the open form offers."""
    assert who.screen is not None, "no modal is open"
    (part,) = [each for each in asked(who.screen.content["components"]) if each["custom_id"] == name]
    return [str(option["value"]) for option in part["options"]]


def cards(there: North) -> list[Message]:
    """What hangs in the coordinators' room for all of them."""
    return [each for each in there.guild.channels[COORDINATORS].messages if not each.reader]


async def asks(there: North, name: str, /, **other: str) -> Somebody:
    """Step 1, from the command to the code."""
    who = there[name]
    (row, *_) = await who.autocompletes("/peer join", community=QUERY[name])
    await who.types("/peer join", community=other.pop("community", row["value"]))
    given = {"email": ADDRESS[name], "role": "staff"} | other
    await who.fills_in(**given)
    await there.settles()
    return who


async def waits(there: North, name: str, /, **other: str) -> Somebody:
    """Step 2: their card hangs in the coordinators' room."""
    who = await asks(there, name, **other)
    await who.types("/peer verify")
    await who.fills_in(code=there.code(other.get("email", ADDRESS[name])), attestation=["attest"])
    await there.settles()
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


async def looks_up(there: North, name: str) -> tuple[Somebody, str]:
    """Claire has the card of the member of that name in front of her; their reference."""
    claire = desk(there)
    await claire.types("/host membres", nom=name)
    (reference,) = REFERENCE.findall(newest(claire))
    await claire.types("/host membre", reference=reference)
    return claire, reference


async def suspends(there: North, name: str) -> None:
    claire, _ = await looks_up(there, name)
    await claire.presses(fr("button.members.suspend"))
    await claire.fills_in(reason="employer")
    await there.settles()
