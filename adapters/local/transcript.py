"""Everything that was shown in every room, as a page to read: who typed what, what the bot said to whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, cast

from adapters.dates import when
from adapters.local import chrome, render
from adapters.local.cast import CAST, PEOPLE
from adapters.local.rooms import ROOMS, Message, Rooms
from adapters.words import PlainWriter, Words
from bot.chat import Reader, Text
from bot.network import Network

Shown = dict[str, Any]
ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>#|"})


def transcript(rooms: Rooms, words: Words, network: Network) -> str:
    """Markdown; people's words are escaped, moments are told in the network's zone."""
    says = list(_all(rooms))
    shown = [(room, _heading(room, words, network)) for room in (*ROOMS, *(member.direct for member in CAST))]
    parts = [
        "\n".join([f"## {heading}", "", *(_message(m, network.reader) for m in says if m.room == room)])
        for room, heading in shown
        if any(message.room == room for message in says)
    ]
    title = words.post(network.name, network, PlainWriter())
    return f"# {title}\n\n" + "\n".join(parts)


def _all(rooms: Rooms) -> Iterator[Message]:
    for number in count(1):
        message = rooms.find(str(number))
        if message is None:
            return
        yield message


def _heading(room: str, words: Words, network: Network) -> str:
    name: Text = chrome.ROOMS[room if room in ROOMS else "direct"][0]
    said = words.post(name, network, PlainWriter())
    owner = next((member.name for member in CAST if member.direct == room), "")
    return f"{said}: {owner}" if owner else said


def _message(message: Message, reader: Reader) -> str:
    content = cast("Shown", render.worded(message.content, message.reader or reader))
    private = f" → {PEOPLE[message.only].name}" if message.only else ""
    author = PEOPLE[message.author].name if message.author else "bot"
    lines = [f"**{author}{private}** · {when(message.at, reader)}", ""]
    if message.prompt:
        lines += [f"> `{message.prompt.translate(str.maketrans('`', ' '))}`", ""]
    language = message.reader.language if message.reader else ""
    return "\n".join([*lines, *(_talk(content) if "talk" in content else _card(content, language)), ""])


def _talk(content: Shown) -> list[str]:
    return [_safe(content["talk"])]


def _card(content: Shown, language: str) -> list[str]:
    """As a person reads it: title, paragraphs, facts, buttons. French sets a colon apart."""
    lines = [f"*{_safe(content['title'])}*", ""]
    for paragraph in content["body"]:
        lines += [_safe(paragraph), ""]
    colon = "\u00a0:" if language == "fr" else ":"
    lines += [f"- {_safe(fact['label'])}{colon} {_safe(fact['value'])}" for fact in content["facts"]]
    buttons = " ".join(f"[{_safe(button['label'])}]" for button in content["buttons"])
    return [*lines, "", buttons] if buttons else lines


def _safe(words: str) -> str:
    return words.translate(ESCAPED).replace("\n", "  \n")
