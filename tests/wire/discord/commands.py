"""Commands and what they offer: docs.discord.com/developers/interactions/application-commands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.wire.discord.checks import (
    a_list,
    an_object,
    distinct,
    flag,
    known,
    may_be_list,
    may_be_object,
    may_be_whole,
    one_of,
    string,
    whole,
)
from tests.wire.discord.refusals import Unknown, invalid

Json = Mapping[str, Any]
ROOTS, OPTIONS, CHOICES, DESCRIPTION, TOGETHER = 100, 25, 25, 100, 8000
LONGEST = 6000
SUB, GROUP, STRING = 1, 2, 3
# ^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$, in lower case where there is one
NAME = re.compile(r"[-_'\w]{1,32}")
# docs.discord.com/developers/reference: the locales that there are
LOCALES = frozenset({
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl",
    "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja",
    "zh-TW", "ko",
})  # fmt: skip
FIELDS = {"name", "name_localizations", "description", "description_localizations", "options", "type"}
ROOT = FIELDS | {"default_member_permissions", "contexts", "integration_types", "nsfw", "dm_permission"}
OPTION = FIELDS | {"required", "choices", "autocomplete", "min_length", "max_length"}


def check_commands(given: object) -> None:
    """The whole list; each as large as all that is written in it."""
    commands = a_list(given, "_", ROOTS)
    for place, command in enumerate(commands):
        _root(an_object(command, str(place)), str(place))
        if _size(command) > TOGETHER:
            raise invalid(str(place), "Command exceeds maximum size (8000)", "APPLICATION_COMMAND_TOO_LARGE")
    names = [name for command in commands for name in {command["name"]}]
    what = "Application command names must be unique"
    distinct(names, "_", what, "APPLICATION_COMMANDS_DUPLICATE_NAME")


def _size(part: Json) -> int:
    """The longest of its translations counts."""
    said = [_longest(part, "name"), _longest(part, "description")]
    chosen = [_longest(choice, "name") + len(str(choice["value"])) for choice in part.get("choices") or ()]
    return sum(said) + sum(chosen) + sum(map(_size, part.get("options") or ()))


def _longest(part: Json, key: str) -> int:
    return max(map(len, [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]))


def _root(command: Json, where: str) -> None:
    known(command, ROOT, where)
    one_of(command.get("type", 1), f"{where}.type", {1, 2, 3})
    if command.get("type", 1) != 1:
        raise Unknown(f"{where}: a command of a user or a message")
    _named(command, where)
    permissions = command.get("default_member_permissions")
    if permissions is not None and not re.fullmatch("[0-9]+", str(permissions)):
        raise invalid(f"{where}.default_member_permissions", "is no bitwise flag")
    flag(command.get("nsfw"), f"{where}.nsfw")
    for key, kinds in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        for each in may_be_list(command.get(key), f"{where}.{key}", len(kinds), 1):
            one_of(each, f"{where}.{key}", kinds)
    _options(command, where, depth=0)


def _options(part: Json, where: str, depth: int) -> None:
    """Sub-commands, or else what is typed; what is required comes first."""
    options = may_be_list(part.get("options"), f"{where}.options", OPTIONS)
    for place, option in enumerate(options):
        _option(an_object(option, f"{where}.options.{place}"), f"{where}.options.{place}", depth)
    kinds = {option["type"] in {SUB, GROUP} for option in options}
    if len(kinds) > 1:
        raise invalid(
            f"{where}.options",
            "Sub-command and sub-command group option types are mutually exclusive to all other types",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        )
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        raise invalid(
            f"{where}.options",
            "Required options must be placed before non-required options",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        )
    names = [option["name"] for option in options]
    distinct(
        names,
        f"{where}.options",
        "Option names must be unique",
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    )


def _option(option: Json, where: str, depth: int) -> None:
    known(option, OPTION, where)
    kind = whole(option.get("type"), f"{where}.type", 1, 11)
    _named(option, where)
    flag(option.get("required"), f"{where}.required")
    flag(option.get("autocomplete"), f"{where}.autocomplete")
    if kind in {SUB, GROUP}:
        if depth > (1 if kind == SUB else 0):
            raise invalid(f"{where}.type", "nests too deep", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID")
        _options(option, where, depth + 1)
    elif kind != STRING:
        raise Unknown(f"{where}: an option of type {kind}")
    elif option.get("options"):
        raise invalid(f"{where}.options", "only a sub-command has options")
    else:
        _typed(option, where)


def _typed(option: Json, where: str) -> None:
    choices = check_choices(
        may_be_list(option.get("choices"), f"{where}.choices", CHOICES), f"{where}.choices"
    )
    if option.get("autocomplete") and choices:
        raise invalid(
            f"{where}.autocomplete",
            "Choices and autocomplete are mutually exclusive",
            "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
        )
    least = may_be_whole(option.get("min_length"), f"{where}.min_length", 0, LONGEST)
    if least > may_be_whole(option.get("max_length"), f"{where}.max_length", 1, LONGEST, LONGEST):
        raise invalid(f"{where}.min_length", "is more than max_length")


def _named(part: Json, where: str) -> None:
    """Lower case by the pattern, described, in locales that there are."""
    _name(part.get("name"), f"{where}.name")
    string(part.get("description"), f"{where}.description", DESCRIPTION)
    for key, check in (("name_localizations", _name), ("description_localizations", _described)):
        for locale, said in may_be_object(part.get(key), f"{where}.{key}").items():
            one_of(locale, f"{where}.{key}", LOCALES)
            check(said, f"{where}.{key}.{locale}")


def _name(name: object, where: str) -> None:
    if not isinstance(name, str) or not NAME.fullmatch(name) or name != name.lower():
        raise invalid(where, "Command name is invalid", "APPLICATION_COMMAND_INVALID_NAME")


def _described(said: object, where: str) -> None:
    string(said, where, DESCRIPTION)


def check_choices(given: object, where: str = "data.choices") -> Sequence[Json]:
    """Up to 25, of strings."""
    choices = a_list(given, where, CHOICES)
    for place, choice in enumerate(choices):
        inner = f"{where}.{place}"
        known(an_object(choice, inner), {"name", "name_localizations", "value"}, inner)
        string(choice.get("name"), f"{inner}.name", 100)
        for locale, said in may_be_object(
            choice.get("name_localizations"), f"{inner}.name_localizations"
        ).items():
            one_of(locale, f"{inner}.name_localizations", LOCALES)
            string(said, f"{inner}.name_localizations.{locale}", 100)
        string(choice.get("value"), f"{inner}.value", 100)
    return choices
