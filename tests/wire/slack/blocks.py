"""What blocks may hold: docs.slack.dev/reference/block-kit/blocks and its pages.

A block that is not here is refused: it has to be added with its rules first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.wire.slack.elements import INPUTS, PRESSED, Check, check_element, unique
from tests.wire.slack.parts import ANY, PLAIN, TEXT, Json, Wrong, boolean, items, only, string, text
from tests.wire.slack.refusals import Refused

# reference/block-kit/blocks: "50 blocks in each message, and 100 blocks in modals or Home tabs".
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
# Characters of all blocks: the documentation is silent,
# github.com/slackapi/bolt-js/issues/2509 has measured it.
TOGETHER = 13_200
BLOCK_ID, HEADER, FIELD, FIELDS, NOTES, ACTIONS, LABEL = 255, 150, 2000, 10, 10, 25, 2000


def check_message(blocks: object) -> Sequence[Json]:
    """The blocks of a message, none of which is an input (reference/block-kit/blocks/input-block)."""
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


def named(blocks: Sequence[Json], name: str) -> list[Json]:
    """An id is made where none is given (reference/block-kit/blocks/section-block, `block_id`)."""
    return [{"block_id": f"{name}{place}", **block} for place, block in enumerate(blocks)]


def _check_all(blocks: object, limit: int, kinds: set[str], error: str) -> Sequence[Json]:
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused(error, "[ERROR] must be an array of blocks [json-pointer:/blocks]")
    if len(blocks) > limit:
        raise Refused(error, f"[ERROR] no more than {limit} items allowed [json-pointer:/blocks]")
    if problems := _problems(blocks, kinds):
        raise Refused(error, *problems)
    if sum(map(_length, blocks)) > TOGETHER:
        raise Refused("msg_blocks_too_long")
    return blocks


def _problems(blocks: list[Json], kinds: set[str]) -> list[str]:
    problems: list[str] = []
    for place, block in enumerate(blocks):
        try:
            _block(block, f"/blocks/{place}", kinds)
        except Wrong as wrong:
            problems.append(str(wrong))
    try:
        unique(
            blocks, "block_id", "/blocks"
        )  # reference/block-kit/blocks/…, "should be unique for each message"
    except Wrong as wrong:
        problems.append(str(wrong))
    return problems


def _length(part: object) -> int:
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Mapping):
        return sum(_length(value) for key, value in part.items() if key not in {"type", "action_id", "value"})
    return sum(map(_length, part)) if isinstance(part, list) else 0


# ---- each of them


def _section(part: Json, where: str) -> None:
    """reference/block-kit/blocks/section-block: text 3000; 10 fields of 2000; one of the two is needed."""
    only(part, where, {"type"}, {"block_id", "text", "fields", "accessory", "expand"})
    if "text" not in part and "fields" not in part:
        raise Wrong("missing required field: text or fields", where)
    if "text" in part:
        text(part["text"], f"{where}/text", TEXT, ANY)
    for place, field in enumerate(items(part, "fields", where, FIELDS) if "fields" in part else ()):
        text(field, f"{where}/fields/{place}", FIELD, ANY)
    if "accessory" in part:
        check_element(part["accessory"], f"{where}/accessory", PRESSED)


def _header(part: Json, where: str) -> None:
    """reference/block-kit/blocks/header-block: plain text of at most 150."""
    only(part, where, {"type", "text"}, {"block_id"})
    text(part["text"], f"{where}/text", HEADER, PLAIN)


def _divider(part: Json, where: str) -> None:
    """reference/block-kit/blocks/divider-block"""
    only(part, where, {"type"}, {"block_id"})


def _context(part: Json, where: str) -> None:
    """reference/block-kit/blocks/context-block: 10 elements."""
    only(part, where, {"type", "elements"}, {"block_id"})
    for place, note in enumerate(items(part, "elements", where, NOTES)):
        text(note, f"{where}/elements/{place}", TEXT, ANY)


def _actions(part: Json, where: str) -> None:
    """reference/block-kit/blocks/actions-block: 25 elements, each `action_id` once."""
    only(part, where, {"type", "elements"}, {"block_id"})
    pressed: list[Any] = items(part, "elements", where, ACTIONS)
    for place, element in enumerate(pressed):
        check_element(element, f"{where}/elements/{place}", PRESSED)
    unique(pressed, "action_id", f"{where}/elements")


def _input(part: Json, where: str) -> None:
    """reference/block-kit/blocks/input-block: label and hint of plain text of at most 2000."""
    only(part, where, {"type", "label", "element"}, {"block_id", "hint", "optional", "dispatch_action"})
    text(part["label"], f"{where}/label", LABEL, PLAIN)
    if "hint" in part:
        text(part["hint"], f"{where}/hint", LABEL, PLAIN)
    boolean(part, "optional", where)
    check_element(part["element"], f"{where}/element", INPUTS)


_BLOCKS: Mapping[str, Check] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "input": _input,
}


def _block(part: Json, where: str, kinds: set[str]) -> None:
    """`block_id` of at most 255 characters, in every block."""
    kind = part.get("type")
    if kind not in kinds:
        raise Wrong(f"unsupported type: {kind}", f"{where}/type")
    string(part, "block_id", where, BLOCK_ID)
    _BLOCKS[str(kind)](part, where)
