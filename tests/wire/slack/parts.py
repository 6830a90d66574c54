"""Small parts of blocks: texts, options, strings, lists. Each check names what it refuses as the API does, so
that a failing test can be read. Limits as docs.slack.dev says at the pages named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.wire.slack.refusals import Refused

Json = Mapping[str, Any]

TEXT, OPTION_TEXT, OPTION_VALUE, OPTIONS = 3000, 75, 150, 100
PLAIN = frozenset({"plain_text"})
ANY = frozenset({"plain_text", "mrkdwn"})


class Wrong(Exception):
    """`where` is a path in what was sent."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"[ERROR] {what} [json-pointer:{where}]")


def only(part: Json, where: str, needed: set[str], allowed: set[str]) -> None:
    """No field is missing, and none is unknown (apis/web-api#errors shows how it is said)."""
    if missing := needed - part.keys():
        raise Wrong(f"missing required field: {min(missing)}", where)
    if unknown := part.keys() - needed - allowed:
        raise Wrong(f"invalid additional property: {min(unknown)}", where)


def text(part: object, where: str, limit: int, kinds: frozenset[str]) -> None:
    """reference/block-kit/composition-objects/text-object: 1 to 3000 characters, less where a part says so;
    `emoji` goes with plain text alone, `verbatim` with mrkdwn alone."""
    if not isinstance(part, dict):
        raise Wrong("must be a text object", where)
    only(part, where, {"type", "text"}, {"emoji"} if part.get("type") == "plain_text" else {"verbatim"})
    if part["type"] not in kinds:
        raise Wrong(f"must be one of {sorted(kinds)}", f"{where}/type")
    for flag in {"emoji", "verbatim"} & part.keys():
        boolean(part, flag, where)
    if not isinstance(part["text"], str) or not part["text"]:
        raise Wrong("must be more than 0 characters", f"{where}/text")
    if len(part["text"]) > limit:
        raise Wrong(f"must be less than {limit + 1} characters", f"{where}/text")


def boolean(part: Json, name: str, where: str) -> None:
    if not isinstance(part.get(name, False), bool):
        raise Wrong("must be a boolean", f"{where}/{name}")


def string(part: Json, name: str, where: str, limit: int) -> None:
    """Where it is given; an empty one is not."""
    value = part.get(name, "-")
    if not isinstance(value, str) or not 1 <= len(value) <= limit:
        raise Wrong(f"must be a string of 1 to {limit} characters", f"{where}/{name}")


def items(part: Json, name: str, where: str, limit: int) -> list[Any]:
    values = part.get(name)
    if not isinstance(values, list) or not 1 <= len(values) <= limit:
        raise Wrong(f"must have 1 to {limit} items", f"{where}/{name}")
    return values


def option(part: object, where: str, kinds: frozenset[str] = PLAIN) -> None:
    """reference/block-kit/composition-objects/option-object: text 75, value 150, description 75; mrkdwn in
    radio buttons and checkboxes alone."""
    if not isinstance(part, dict):
        raise Wrong("must be an option", where)
    only(part, where, {"text", "value"}, {"description"})
    text(part["text"], f"{where}/text", OPTION_TEXT, kinds)
    string(part, "value", where, OPTION_VALUE)
    if "description" in part:
        text(part["description"], f"{where}/description", OPTION_TEXT, kinds)


def options(part: Json, where: str, limit: int, initial: str, kinds: frozenset[str] = PLAIN) -> None:
    """What is chosen from the beginning is exactly one of them, or several."""
    offered = items(part, "options", where, limit)
    for place, each in enumerate(offered):
        option(each, f"{where}/options/{place}", kinds)
    chosen = part.get(initial)
    if initial == "initial_options" and chosen is not None:
        items(part, initial, where, limit)
    for each in chosen if isinstance(chosen, list) else [chosen] if chosen is not None else []:
        if each not in offered:
            raise Wrong("initial option is not among the options", f"{where}/{initial}")


def check_suggestions(answer: object) -> list[Json]:
    """What answers a `block_suggestion`: `options`, at most a hundred, or none
    (reference/block-kit/block-elements/select-menu-element, "external_select")."""
    given = answer if isinstance(answer, dict) else {}
    try:
        only(given, "", {"options"}, set())
        offered = items(given, "options", "", OPTIONS) if given["options"] else []
        for place, each in enumerate(offered):
            option(each, f"/options/{place}")
    except Wrong as wrong:
        raise Refused("invalid_options", str(wrong)) from None
    return offered
