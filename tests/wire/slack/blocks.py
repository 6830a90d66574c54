"""What blocks may hold: https://docs.slack.dev/reference/block-kit and its pages.

Each check names what it refuses as the API does, so that a failing test can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tests.wire.slack.refusals import Refused

Json = Mapping[str, Any]
Check = Callable[[Json, str], None]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100  # reference/block-kit/blocks
TOGETHER_LIMIT = 13_200  # characters of all blocks; measured, the page is silent
BLOCK_ID, ACTION_ID, VALUE = 255, 255, 2000


def check_message(blocks: object) -> Sequence[Json]:
    """The blocks of a message."""
    return _check_all(blocks, MESSAGE_BLOCKS, {*_BLOCKS} - {"input"}, "invalid_blocks")


def check_view(blocks: object) -> Sequence[Json]:
    """The blocks of a modal or a home tab."""
    return _check_all(blocks, VIEW_BLOCKS, set(_BLOCKS), "invalid_arguments")


def inputs(blocks: Iterable[Json]) -> dict[str, Json]:
    return {block["block_id"]: block["element"] for block in blocks if block["type"] == "input"}


def elements(blocks: Iterable[Json]) -> list[tuple[str, Json]]:
    """What can be pressed, each with its block."""
    return [
        (block.get("block_id", ""), element)
        for block in blocks
        for element in (*block.get("elements", ()), block.get("accessory"))
        if block["type"] in {"actions", "section"} and element
    ]


def _check_all(blocks: object, limit: int, kinds: set[str], error: str) -> Sequence[Json]:
    problems: list[str] = []
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused(error, "[ERROR] must be an array of blocks [json-pointer:/blocks]")
    if len(blocks) > limit:
        raise Refused(error, f"[ERROR] no more than {limit} items allowed [json-pointer:/blocks]")
    for place, block in enumerate(blocks):
        try:
            _block(block, f"/blocks/{place}", kinds)
        except _Wrong as wrong:
            problems.append(str(wrong))
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):  # "should be unique for each message"
        problems.append("[ERROR] block_id already exists [json-pointer:/blocks]")
    if problems:
        raise Refused(error, *problems)
    if sum(map(_length, blocks)) > TOGETHER_LIMIT:
        raise Refused("msg_blocks_too_long")
    return blocks


class _Wrong(Exception):
    def __init__(self, what: str, where: str) -> None:
        super().__init__(f"[ERROR] {what} [json-pointer:{where}]")


def _length(part: object) -> int:
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Mapping):
        return sum(_length(value) for key, value in part.items() if key not in {"type", "action_id", "value"})
    return sum(map(_length, part)) if isinstance(part, list) else 0


# ---- parts


def _only(part: Json, where: str, needed: set[str], allowed: set[str]) -> None:
    if missing := needed - part.keys():
        raise _Wrong(f"missing required field: {min(missing)}", where)
    if unknown := part.keys() - needed - allowed:
        raise _Wrong(f"invalid additional property: {min(unknown)}", where)


def _text(part: object, where: str, limit: int, kinds: frozenset[str]) -> None:
    """reference/block-kit/composition-objects/text-object"""
    if not isinstance(part, dict):
        raise _Wrong("must be a text object", where)
    _only(part, where, {"type", "text"}, {"emoji"} if part.get("type") == "plain_text" else {"verbatim"})
    if part["type"] not in kinds:
        raise _Wrong(f"must be one of {sorted(kinds)}", f"{where}/type")
    if not isinstance(part["text"], str) or not part["text"]:
        raise _Wrong("must be more than 0 characters", f"{where}/text")
    if len(part["text"]) > limit:
        raise _Wrong(f"must be less than {limit + 1} characters", f"{where}/text")


PLAIN = frozenset({"plain_text"})
ANY = frozenset({"plain_text", "mrkdwn"})


def _string(part: Json, name: str, where: str, limit: int) -> None:
    value = part.get(name, "-")
    if not isinstance(value, str) or not 1 <= len(value) <= limit:
        raise _Wrong(f"must be a string of 1 to {limit} characters", f"{where}/{name}")


def _list(part: Json, name: str, where: str, limit: int) -> list[Any]:
    values = part.get(name)
    if not isinstance(values, list) or not 1 <= len(values) <= limit:
        raise _Wrong(f"must have 1 to {limit} items", f"{where}/{name}")
    return values


def _option(part: object, where: str) -> None:
    """reference/block-kit/composition-objects/option-object"""
    if not isinstance(part, dict):
        raise _Wrong("must be an option", where)
    _only(part, where, {"text", "value"}, {"description"})
    _text(part["text"], f"{where}/text", 75, ANY)
    _string(part, "value", where, 150)


def check_options(options: object) -> list[Json]:
    """What answers a `block_suggestion`: at most a hundred
    (reference/block-kit/block-elements/select-menu-element#external_select)."""
    try:
        values = _list({"options": options}, "options", "", 100) if options else []
        for place, option in enumerate(values):
            _option(option, f"/options/{place}")
    except _Wrong as wrong:
        raise Refused("invalid_options", str(wrong)) from None
    return values


def _options(part: Json, where: str, limit: int, initial: str) -> None:
    options = _list(part, "options", where, limit)
    for place, option in enumerate(options):
        _option(option, f"{where}/options/{place}")
    chosen = part.get(initial)
    for each in chosen if isinstance(chosen, list) else [chosen] if chosen else []:
        if each not in options:  # "matches one or more of the options"
            raise _Wrong("initial option is not among the options", f"{where}/{initial}")
    if chosen == []:
        raise _Wrong("must have at least 1 item", f"{where}/{initial}")


# ---- elements, as reference/block-kit/block-elements says


def _button(part: Json, where: str) -> None:
    _only(part, where, {"type", "text"}, {"action_id", "value", "style", "accessibility_label"})
    _text(part["text"], f"{where}/text", 75, PLAIN)
    _string(part, "value", where, VALUE)
    if part.get("style", "primary") not in {"primary", "danger"}:
        raise _Wrong("must be primary or danger", f"{where}/style")


def _line(part: Json, where: str) -> None:
    _only(
        part, where, {"type", "action_id"},
        {"initial_value", "multiline", "min_length", "max_length", "placeholder"},
    )  # fmt: skip
    limit = part.get("max_length", 3000)
    if not 1 <= limit <= 3000:
        raise _Wrong("must be 1 to 3000", f"{where}/max_length")
    if len(part.get("initial_value", "")) > limit:
        raise _Wrong("is longer than max_length", f"{where}/initial_value")


def _email(part: Json, where: str) -> None:
    _only(part, where, {"type", "action_id"}, {"initial_value", "placeholder"})


def _select(part: Json, where: str) -> None:
    _only(part, where, {"type", "action_id", "options"}, {"initial_option", "placeholder"})
    _options(part, where, 100, "initial_option")


def _selects(part: Json, where: str) -> None:
    _only(part, where, {"type", "action_id", "options"}, {"initial_options", "placeholder"})
    _options(part, where, 100, "initial_options")


def _external(part: Json, where: str) -> None:
    _only(part, where, {"type", "action_id"}, {"initial_option", "min_query_length", "placeholder"})
    if "initial_option" in part:
        _option(part["initial_option"], f"{where}/initial_option")


def _radio(part: Json, where: str) -> None:
    _only(part, where, {"type", "action_id", "options"}, {"initial_option"})
    _options(part, where, 10, "initial_option")


def _checkboxes(part: Json, where: str) -> None:
    _only(part, where, {"type", "action_id", "options"}, {"initial_options"})
    _options(part, where, 10, "initial_options")


_INPUTS: Mapping[str, Check] = {
    "plain_text_input": _line,
    "email_text_input": _email,
    "static_select": _select,
    "multi_static_select": _selects,
    "external_select": _external,
    "radio_buttons": _radio,
    "checkboxes": _checkboxes,
}
_ELEMENTS: Mapping[str, Check] = {**_INPUTS, "button": _button}


def _element(part: object, where: str, kinds: Mapping[str, Check]) -> None:
    if not isinstance(part, dict) or part.get("type") not in kinds:
        raise _Wrong("unsupported type of element", f"{where}/type")
    _string(part, "action_id", where, ACTION_ID)
    if "placeholder" in part:
        _text(part["placeholder"], f"{where}/placeholder", 150, PLAIN)
    kinds[part["type"]](part, where)


# ---- blocks, as reference/block-kit/blocks says


def _section(part: Json, where: str) -> None:
    _only(part, where, {"type"}, {"block_id", "text", "fields", "accessory", "expand"})
    if "text" not in part and "fields" not in part:
        raise _Wrong("missing required field: text or fields", where)
    if "text" in part:
        _text(part["text"], f"{where}/text", 3000, ANY)
    for place, field in enumerate(_list(part, "fields", where, 10) if "fields" in part else ()):
        _text(field, f"{where}/fields/{place}", 2000, ANY)
    if "accessory" in part:
        _element(part["accessory"], f"{where}/accessory", _ELEMENTS)


def _header(part: Json, where: str) -> None:
    _only(part, where, {"type", "text"}, {"block_id"})
    _text(part["text"], f"{where}/text", 150, PLAIN)


def _divider(part: Json, where: str) -> None:
    _only(part, where, {"type"}, {"block_id"})


def _context(part: Json, where: str) -> None:
    _only(part, where, {"type", "elements"}, {"block_id"})
    for place, text in enumerate(_list(part, "elements", where, 10)):
        _text(text, f"{where}/elements/{place}", 3000, ANY)


def _actions(part: Json, where: str) -> None:
    _only(part, where, {"type", "elements"}, {"block_id"})
    pressed = _list(part, "elements", where, 25)
    for place, element in enumerate(pressed):
        _element(element, f"{where}/elements/{place}", _ELEMENTS)
    ids = [element["action_id"] for element in pressed if "action_id" in element]
    if len(ids) != len(set(ids)):  # "should be unique within the containing block"
        raise _Wrong("`action_id` already exists", f"{where}/elements")


def _input(part: Json, where: str) -> None:
    _only(part, where, {"type", "label", "element"}, {"block_id", "hint", "optional", "dispatch_action"})
    _text(part["label"], f"{where}/label", 2000, PLAIN)
    if "hint" in part:
        _text(part["hint"], f"{where}/hint", 2000, PLAIN)
    _element(part["element"], f"{where}/element", _INPUTS)


_BLOCKS: Mapping[str, Check] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "input": _input,
}


def _block(part: Json, where: str, kinds: set[str]) -> None:
    kind = part.get("type")
    if kind not in kinds:
        raise _Wrong(f"unsupported type: {kind}", f"{where}/type")
    _string(part, "block_id", where, BLOCK_ID)
    _BLOCKS[str(kind)](part, where)
