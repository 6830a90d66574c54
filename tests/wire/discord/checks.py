"""Small checks that messages, components, modals and commands share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tests.wire.discord.refusals import Unknown, invalid

Json = Mapping[str, Any]
SNOWFLAKE = re.compile(r"0|[1-9][0-9]{0,19}")


def known(given: Json, keys: Collection[str], where: str) -> None:
    """What this server has no rule for, it does not let pass in silence."""
    if unknown := given.keys() - set(keys):
        raise Unknown(f"{where}: {sorted(unknown)}")


def an_object(value: object, where: str) -> Json:
    if not isinstance(value, Mapping):
        raise invalid(where, "Only dictionaries may be used in a DictType", "DICT_TYPE_CONVERT")
    return value


def a_list(value: object, where: str, most: int, least: int = 0) -> Sequence[Any]:
    if not isinstance(value, list):
        raise invalid(where, "Only iterables may be used in a ListType", "LIST_TYPE_CONVERT")
    if not least <= len(value) <= most:
        raise invalid(where, f"Must be between {least} and {most} in length.", "BASE_TYPE_BAD_LENGTH")
    return value


def may_be_object(value: object, where: str) -> Json:
    return {} if value is None else an_object(value, where)


def may_be_list(value: object, where: str, most: int, least: int = 0) -> Sequence[Any]:
    return [] if value is None else a_list(value, where, most, least)


def string(value: object, where: str, most: int, least: int = 1) -> str:
    """In characters, as Python counts them."""
    if value is None:
        raise invalid(where, "This field is required", "BASE_TYPE_REQUIRED")
    if not isinstance(value, str):
        raise invalid(where, f'Could not interpret "{value}" as string.', "STRING_TYPE_CONVERT")
    if not least <= len(value) <= most:
        raise invalid(where, f"Must be between {least} and {most} in length.", "BASE_TYPE_BAD_LENGTH")
    return value


def may_be_string(value: object, where: str, most: int, least: int = 1) -> str:
    return "" if value is None else string(value, where, most, least)


def flag(value: object, where: str) -> None:
    if value is not None and not isinstance(value, bool):
        raise invalid(where, "Must be either true or false.", "BOOLEAN_TYPE_CONVERT")


def whole(value: object, where: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise invalid(where, f'"{value}" is not int.', "NUMBER_TYPE_COERCE")
    if not least <= value <= most:
        raise invalid(where, f"int value should be between {least} and {most}.", "NUMBER_TYPE_RANGE")
    return value


def may_be_whole(value: object, where: str, least: int, most: int, default: int = 0) -> int:
    return default if value is None else whole(value, where, least, most)


def numbered(part: Json, where: str) -> None:
    """docs.discord.com/developers/components/reference: a number of its own, if it has one."""
    may_be_whole(part.get("id"), f"{where}.id", 0, (1 << 31) - 1)


def one_of(value: object, where: str, offered: Collection[object]) -> None:
    if isinstance(value, bool) or value not in list(offered):
        raise invalid(where, f"Value must be one of {sorted(map(str, offered))}.", "BASE_TYPE_CHOICES")


def snowflake(value: object, where: str) -> None:
    if not SNOWFLAKE.fullmatch(str(value)):
        raise invalid(where, f'Value "{value}" is not snowflake.', "NUMBER_TYPE_COERCE")


def distinct(values: Iterable[object], where: str, what: str, code: str) -> None:
    every = [repr(each) for each in values]
    if len(set(every)) != len(every):
        raise invalid(where, what, code)


def required(given: Json, *keys: str) -> None:
    for key in keys:
        if key not in given:
            raise invalid(key, "This field is required", "BASE_TYPE_REQUIRED")
