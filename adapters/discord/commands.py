"""The commands as Discord lists them, and what comes in when somebody uses one; pure.

docs.discord.com/developers/interactions/application-commands
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from adapters.catalogues import LANGUAGES
from adapters.discord.render import Wording, shortened
from adapters.words import PlainWriter, Words
from bot import routes
from bot.chat import Choice, Lookup, Person, Reader, Text, Value
from bot.errors import Malformed
from bot.topics.model import TITLE_LIMIT

Json = dict[str, Any]

SUBCOMMAND, STRING = 1, 3  # …#application-command-object-application-command-option-type
IN_THE_GUILD = 0  # …/receiving-and-responding#interaction-object-interaction-context-types
FRENCH = "fr"  # Discord has one French
CHOICES, CHOICE = 25, 100
LINE_LIMIT = 2000
ROOTS = tuple(dict.fromkeys(root for root, _ in routes.COMMANDS))


@dataclass(frozen=True, slots=True)
class Option:
    """What can be said behind a command. `lookup` is the form and field whose candidates are offered: what
    was chosen answers that field, and the form does not ask for it again."""

    name: str
    limit: int = 100
    choices: tuple[Choice, ...] = ()
    lookup: tuple[str, str] | None = None


SPOKEN = tuple(Choice(code, Text(f"language.{code}")) for code in LANGUAGES)
MAIL = tuple(Choice(each, Text(f"rights.mail.choose.{each}")) for each in ("off", "on"))
OPTIONS: Mapping[tuple[str, str], Option] = {
    ("peer", "join"): Option("community", lookup=("joining.submit", "community")),
    ("peer", "verify"): Option("code", limit=20),
    ("peer", "language"): Option("language", choices=SPOKEN),
    ("host", "members"): Option("name"),
    ("host", "member"): Option("reference"),
    ("host", "community"): Option("place"),
    ("host", "history"): Option("reference"),
    ("host", "meeting"): Option("reference"),
    ("peer", "question"): Option("reference"),
    ("host", "questions"): Option("reference"),
    ("peer", "mail"): Option("mail", choices=MAIL),
    ("peer", "topic"): Option("theme", limit=TITLE_LIMIT),
    ("peer", "topics"): Option("reference"),
    ("host", "themes"): Option("reference"),
}


def payload(words: Words) -> list[Json]:
    """The whole list: what is written takes the place of all that was there. `/host` is shown to nobody
    until the server's settings give it to a role; the rules check who may anyway."""
    return [_root(root, words) for root in ROOTS]


def fingerprint(commands: list[Json]) -> str:
    """It changes when the list does: only then is it worth writing."""
    written = json.dumps(commands, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _root(root: str, words: Words) -> Json:
    names = [name for its, name in routes.COMMANDS if its == root]
    described = {
        "type": 1,
        "name": root,
        **_described(Text(f"discord.about.{root}"), words),
        "contexts": [IN_THE_GUILD],
        "integration_types": [0],
        "options": [_subcommand(root, name, words) for name in names],
    }
    return described | ({"default_member_permissions": 0} if root == "host" else {})


def _subcommand(root: str, name: str, words: Words) -> Json:
    option = OPTIONS.get((root, name))
    return {
        "type": SUBCOMMAND,
        **_named(Text(f"command.{root}.{name}"), words),
        **_described(Text(f"discord.about.{root}.{name}"), words),
        "options": [_option(option, words)] if option else [],
    }


def _option(option: Option, words: Words) -> Json:
    drawn = {
        "type": STRING,
        **_named(Text(f"discord.option.{option.name}"), words),
        **_described(Text(f"discord.option.{option.name}.about"), words),
        "required": False,
        "max_length": option.limit,
    }
    if option.choices:
        del drawn["max_length"]
        drawn["choices"] = [_choice(choice, words) for choice in option.choices]
    return drawn | ({"autocomplete": True} if option.lookup else {})


def _choice(choice: Choice, words: Words) -> Json:
    said = _said(choice.label, words)
    return {"name": said["en"], "name_localizations": {FRENCH: said["fr"]}, "value": choice.value}


def _named(name: Text, words: Words) -> Json:
    said = _said(name, words)
    return {"name": said["en"], "name_localizations": {FRENCH: said["fr"]}}


def _described(about: Text, words: Words) -> Json:
    said = _said(about, words)
    return {"description": said["en"], "description_localizations": {FRENCH: said["fr"]}}


def _said(value: Value, words: Words) -> dict[str, str]:
    return {code: words.say(value, Reader(code, "UTC"), PlainWriter()) for code in LANGUAGES}


def candidates(found: Sequence[Choice], wording: Wording) -> list[discord.app_commands.Choice[str]]:
    """What is offered while somebody types."""
    return [
        discord.app_commands.Choice(name=shortened(wording.plain(each.label), CHOICE), value=each.value)
        for each in found[:CHOICES]
    ]


# ---- what comes in


@dataclass(frozen=True, slots=True)
class Called:
    """A command with what stands behind it: an argument, or the answer to a field of its form. `focused` is
    the option at which somebody is typing, when candidates are asked for."""

    root: str
    name: str
    argument: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    focused: str = ""

    def lookup(self, person: Person) -> Lookup:
        """What to look up for what was typed so far; raises `Malformed`."""
        option = OPTIONS.get((self.root, self.name))
        if option is None or option.lookup is None or self.focused != option.name:
            raise Malformed
        action, name = option.lookup
        return Lookup(action, name, self.given.get(name, ""), person)


def read(data: Mapping[str, Any]) -> Called:
    """Raises `Malformed` for what none of our commands can send. (Names come in English, whatever the
    language in which they were chosen.)"""
    root, command = _text(data, "name"), next(_options(data), None)
    if command is None or command.get("type") != SUBCOMMAND or not root:
        raise Malformed
    name, behind = _text(command, "name"), next(_options(command), {})
    value = _text(behind, "value")[:LINE_LIMIT].strip()
    focused = _text(behind, "name") if behind.get("focused") is True else ""
    option = OPTIONS.get((root, name))
    if option and option.lookup:
        return Called(root, name, given={option.lookup[1]: value} if value else {}, focused=focused)
    return Called(root, name, value, focused=focused)


def _options(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    options = part.get("options")
    return (each for each in options if isinstance(each, Mapping)) if isinstance(options, list) else iter(())


def _text(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""
