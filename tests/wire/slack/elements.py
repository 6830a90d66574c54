"""What can be pressed, chosen and filled in: docs.slack.dev/reference/block-kit/block-elements, a page each.

An element that is not here is refused: it has to be added with its rules first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.wire.slack.parts import (
    ANY,
    OPTIONS,
    PLAIN,
    Json,
    Wrong,
    boolean,
    only,
    option,
    options,
    string,
    text,
)

Check = Callable[[Json, str], None]

ACTION_ID, VALUE, LABEL, PLACEHOLDER, INPUT, FEW = 255, 2000, 75, 150, 3000, 10


def check_element(part: object, where: str, kinds: Mapping[str, Check]) -> None:
    """`action_id` of at most 255 characters, in every element."""
    if not isinstance(part, dict) or part.get("type") not in kinds:
        raise Wrong("unsupported type of element", f"{where}/type")
    string(part, "action_id", where, ACTION_ID)
    if "placeholder" in part:
        text(part["placeholder"], f"{where}/placeholder", PLACEHOLDER, PLAIN)
    kinds[part["type"]](part, where)


def _button(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/button-element

    Text 75, value 2000, style primary or danger or none, accessibility_label 75.
    """
    only(part, where, {"type", "text"}, {"action_id", "value", "style", "accessibility_label"})
    text(part["text"], f"{where}/text", LABEL, PLAIN)
    string(part, "value", where, VALUE)
    string(part, "accessibility_label", where, LABEL)
    if part.get("style", "primary") not in {"primary", "danger"}:
        raise Wrong("must be primary or danger", f"{where}/style")


def _line(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/plain-text-input-element

    Max_length 1 to 3000, min_length 0 to 3000, the first value within both.
    """
    only(
        part, where, {"type", "action_id"},
        {"initial_value", "multiline", "min_length", "max_length", "placeholder"},
    )  # fmt: skip
    boolean(part, "multiline", where)
    longest, shortest = part.get("max_length", INPUT), part.get("min_length", 0)
    if not isinstance(longest, int) or not 1 <= longest <= INPUT:
        raise Wrong("must be 1 to 3000", f"{where}/max_length")
    if not isinstance(shortest, int) or not 0 <= shortest <= longest:
        raise Wrong("must be 0 to max_length", f"{where}/min_length")
    if len(part.get("initial_value", "")) > longest:
        raise Wrong("is longer than max_length", f"{where}/initial_value")


def _email(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/email-input-element"""
    only(part, where, {"type", "action_id"}, {"initial_value", "placeholder"})


def _select(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/select-menu-element, "static_select": 100 options."""
    only(part, where, {"type", "action_id", "options"}, {"initial_option", "placeholder"})
    options(part, where, OPTIONS, "initial_option")


def _selects(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/multi-select-menu-element, "multi_static_select": 100 options."""
    only(
        part, where, {"type", "action_id", "options"},
        {"initial_options", "placeholder"},
    )  # fmt: skip
    options(part, where, OPTIONS, "initial_options")


def _external(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/select-menu-element

    "external_select": what is chosen from the beginning need not be offered.
    """
    only(
        part, where, {"type", "action_id"},
        {"initial_option", "min_query_length", "placeholder"},
    )  # fmt: skip
    if not isinstance(part.get("min_query_length", 3), int):
        raise Wrong("must be an integer", f"{where}/min_query_length")
    if "initial_option" in part:
        option(part["initial_option"], f"{where}/initial_option")


def _radio(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/radio-button-group-element: 10 options."""
    only(part, where, {"type", "action_id", "options"}, {"initial_option"})
    options(part, where, FEW, "initial_option", ANY)


def _checkboxes(part: Json, where: str) -> None:
    """reference/block-kit/block-elements/checkboxes-element: 10 options."""
    only(part, where, {"type", "action_id", "options"}, {"initial_options"})
    options(part, where, FEW, "initial_options", ANY)


INPUTS: Mapping[str, Check] = {
    "plain_text_input": _line,
    "email_text_input": _email,
    "static_select": _select,
    "multi_static_select": _selects,
    "external_select": _external,
    "radio_buttons": _radio,
    "checkboxes": _checkboxes,
}
PRESSED: Mapping[str, Check] = {  # a plain text input only stands in an input block
    name: check for name, check in INPUTS.items() if name not in {"plain_text_input", "email_text_input"}
} | {"button": _button}


def unique(parts: list[Json], name: str, where: str) -> None:
    """Of the ids that are given, none twice."""
    ids = [part[name] for part in parts if name in part]
    if len(ids) != len(set(ids)):
        raise Wrong(f"{name} already exists", where)
