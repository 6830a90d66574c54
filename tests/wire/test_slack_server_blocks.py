"""The loopback Slack refuses what blocks may not be, and takes what is just within."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from slack_sdk.errors import SlackApiError

from tests.wire.slack.bad_clients import (
    Alone,
    Json,
    actions,
    asked,
    button,
    chosen,
    line,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    section,
)
from tests.wire.slack.rules import proves

Case = tuple[list[Json], list[Json], str]  # what is taken, what is refused, and why

IN_MESSAGES: Mapping[str, Case] = {
    "message: 50 blocks": ([section()] * 50, [section()] * 51, "no more than 50"),
    "message: 13,200 characters of blocks together": (
        [section("x" * 2640)] * 4, [section("x" * 2641)] * 5, "msg_blocks_too_long",
    ),
    "blocks: known kinds only": ([section()], [{"type": "sectoin"}], "unsupported type: sectoin"),
    "blocks: block_id 255": ([section(block_id="x" * 255)], [section(block_id="x" * 256)], "1 to 255"),
    "blocks: block_id once": (
        [section(block_id="a"), section(block_id="b")], [section(block_id="a")] * 2, "block_id already",
    ),
    "section: text or fields": ([section()], [{"type": "section"}], "text or fields"),
    "section: text 3000": ([section("x" * 3000)], [section("x" * 3001)], "less than 3001"),
    "section: 10 fields": (
        [section(fields=[plain("f")] * 10)], [section(fields=[plain("f")] * 11)], "1 to 10 items",
    ),
    "section: field 2000": (
        [section(fields=[plain("x" * 2000)])], [section(fields=[plain("x" * 2001)])], "less than 2001",
    ),
    "section: no other property": ([section()], [section(colour="red")], "additional property: colour"),
    "header: text 150": (
        [{"type": "header", "text": plain("x" * 150)}], [{"type": "header", "text": plain("x" * 151)}],
        "less than 151",
    ),
    "header: plain text": (
        [{"type": "header", "text": plain("h")}], [{"type": "header", "text": mrkdwn("*h*")}], "plain_text",
    ),
    "divider: nothing in it": (
        [{"type": "divider"}], [{"type": "divider", "text": plain("-")}], "additional property: text",
    ),
    "context: 10 elements": (
        [{"type": "context", "elements": [plain("c")] * 10}],
        [{"type": "context", "elements": [plain("c")] * 11}], "1 to 10 items",
    ),
    "context: text 3000": (
        [{"type": "context", "elements": [plain("x" * 3000)]}],
        [{"type": "context", "elements": [plain("x" * 3001)]}], "less than 3001",
    ),
    "actions: 25 elements": (
        [actions(*(button(action_id=f"{each}") for each in range(25)))],
        [actions(*(button(action_id=f"{each}") for each in range(26)))], "1 to 25 items",
    ),
    "actions: action_id once": (
        [actions(button(), button(action_id="b"))], [actions(button(), button())], "action_id already exists",
    ),
    "input: not in a message": ([section()], [asked(line())], "unsupported type: input"),
    "line: in an input only": ([actions(button())], [actions(line())], "unsupported type of element"),
    "text: an object": ([section()], [{"type": "section", "text": "s"}], "must be a text object"),
    "text: flags are booleans": (
        [{"type": "section", "text": plain("x") | {"emoji": True}}],
        [{"type": "section", "text": plain("x") | {"emoji": "yes"}}], "must be a boolean",
    ),
    "text: not empty": ([section("x")], [section("")], "more than 0"),
    "text: emoji with plain text only": (
        [{"type": "section", "text": plain("x") | {"emoji": True}}],
        [{"type": "section", "text": mrkdwn("x", emoji=True)}], "additional property: emoji",
    ),
    "text: verbatim with mrkdwn only": (
        [{"type": "section", "text": mrkdwn("x", verbatim=True)}],
        [{"type": "section", "text": plain("x") | {"verbatim": True}}], "additional property: verbatim",
    ),
    "button: text 75": (
        [actions(button(text=plain("x" * 75)))], [actions(button(text=plain("x" * 76)))], "less than 76",
    ),
    "button: plain text": ([actions(button())], [actions(button(text=mrkdwn("*Go*")))], "plain_text"),
    "button: value 2000": (
        [actions(button(value="x" * 2000))], [actions(button(value="x" * 2001))], "1 to 2000",
    ),
    "button: style": (
        [actions(button(style="danger"))], [actions(button(style="default"))], "primary or danger",
    ),
    "button: accessibility_label 75": (
        [actions(button(accessibility_label="x" * 75))], [actions(button(accessibility_label="x" * 76))],
        "1 to 75",
    ),
    "elements: action_id 255": (
        [actions(button(action_id="x" * 255))], [actions(button(action_id="x" * 256))], "1 to 255",
    ),
    "elements: known kinds only": (
        [section(accessory=button())], [section(accessory=chosen("datepicker"))], "unsupported type of",
    ),
}  # fmt: skip

IN_VIEWS: Mapping[str, Case] = {
    "view: 100 blocks": ([section()] * 100, [section()] * 101, "no more than 100"),
    "input: label 2000": (
        [asked(line(), label=plain("x" * 2000))], [asked(line(), label=plain("x" * 2001))], "less than 2001",
    ),
    "input: hint 2000": (
        [asked(line(), hint=plain("x" * 2000))], [asked(line(), hint=plain("x" * 2001))], "less than 2001",
    ),
    "input: optional a boolean": (
        [asked(line(), optional=True)],
        [asked(line(), optional="yes")],
        "must be a boolean",
    ),
    "input: an element": ([asked(line())], [asked(button())], "unsupported type of element"),
    "option: an object": (
        [asked(chosen("static_select", options=options(1)))], [asked(chosen("static_select", options=["1"]))],
        "must be an option",
    ),
    "option: text 75": (
        [asked(chosen("static_select", options=[option("x" * 75)]))],
        [asked(chosen("static_select", options=[option("x" * 76)]))], "less than 76",
    ),
    "option: value 150": (
        [asked(chosen("static_select", options=[option(value="x" * 150)]))],
        [asked(chosen("static_select", options=[option(value="x" * 151)]))], "1 to 150",
    ),
    "option: description 75": (
        [asked(chosen("radio_buttons", options=[option(description=plain("x" * 75))]))],
        [asked(chosen("radio_buttons", options=[option(description=plain("x" * 76))]))], "less than 76",
    ),
    "option: plain text in a select": (
        [asked(chosen("radio_buttons", options=[option() | {"text": mrkdwn("*One*")}]))],
        [asked(chosen("static_select", options=[option() | {"text": mrkdwn("*One*")}]))], "plain_text",
    ),
    "line: max_length 1 to 3000": (
        [asked(line(max_length=3000))], [asked(line(max_length=3001))], "must be 1 to 3000",
    ),
    "line: min_length below max_length": (
        [asked(line(min_length=5, max_length=5))], [asked(line(min_length=6, max_length=5))], "0 to max",
    ),
    "line: first value within": (
        [asked(line(initial_value="12345", max_length=5))],
        [asked(line(initial_value="123456", max_length=5))], "longer than max_length",
    ),
    "line: multiline a boolean": (
        [asked(line(multiline=True))], [asked(line(multiline="yes"))], "must be a boolean",
    ),
    "line: placeholder 150": (
        [asked(line(placeholder=plain("x" * 150)))], [asked(line(placeholder=plain("x" * 151)))],
        "less than 151",
    ),
    "email: nothing but its own fields": (
        [asked(chosen("email_text_input"))], [asked(chosen("email_text_input", max_length=254))],
        "additional property: max_length",
    ),
    "select: 100 options": (
        [asked(chosen("static_select", options=options(100)))],
        [asked(chosen("static_select", options=options(101)))], "1 to 100 items",
    ),
    "select: at least an option": (
        [asked(chosen("static_select", options=options(1)))], [asked(chosen("static_select", options=[]))],
        "1 to 100 items",
    ),
    "select: first among the options": (
        [asked(chosen("static_select", options=options(2), initial_option=option("1", "1")))],
        [asked(chosen("static_select", options=options(2), initial_option=option("7", "7")))],
        "not among the options",
    ),
    "external select: first value is an option": (
        [asked(chosen("external_select", initial_option=option()))],
        [asked(chosen("external_select", initial_option={"value": "1"}))], "missing required field: text",
    ),
    "external select: min_query_length a number": (
        [asked(chosen("external_select", min_query_length=1))],
        [asked(chosen("external_select", min_query_length="1"))], "must be an integer",
    ),
    "multi-select: 100 options": (
        [asked(chosen("multi_static_select", options=options(100)))],
        [asked(chosen("multi_static_select", options=options(101)))], "1 to 100 items",
    ),
    "multi-select: first among the options": (
        [asked(chosen("multi_static_select", options=options(2), initial_options=[option("1", "1")]))],
        [asked(chosen("multi_static_select", options=options(2), initial_options=[option("7", "7")]))],
        "not among the options",
    ),
    "radio: 10 options": (
        [asked(chosen("radio_buttons", options=options(10)))],
        [asked(chosen("radio_buttons", options=options(11)))], "1 to 10 items",
    ),
    "checkboxes: 10 options": (
        [asked(chosen("checkboxes", options=options(10)))],
        [asked(chosen("checkboxes", options=options(11)))], "1 to 10 items",
    ),
    "checkboxes: no empty first ones": (
        [asked(chosen("checkboxes", options=options(2), initial_options=[option("1", "1")]))],
        [asked(chosen("checkboxes", options=options(2), initial_options=[]))], "1 to 10 items",
    ),
}  # fmt: skip


@proves(*IN_MESSAGES)
@pytest.mark.parametrize("rule", IN_MESSAGES)
async def test_a_message_of_other_blocks_is_refused(slack: Alone, rule: str) -> None:
    """With what is wrong and where; what is just within is taken."""
    taken, not_taken, why = IN_MESSAGES[rule]

    assert (await slack.post(*taken))["ok"]
    assert why in await slack.post_refused(*not_taken)
    assert len(slack.workspace.channels["C0OPEN"].messages) == 1


@proves(*IN_VIEWS)
@pytest.mark.parametrize("rule", IN_VIEWS)
async def test_a_modal_of_other_blocks_is_refused(slack: Alone, rule: str) -> None:
    """With what is wrong and where; what is just within is taken."""
    taken, not_taken, why = IN_VIEWS[rule]
    refused = await slack.refused("views.open", trigger_id=slack.trigger(), view=modal(*not_taken))

    assert why in refused
    assert (await slack.call("views.open", trigger_id=slack.trigger(), view=modal(*taken)))["ok"]
    assert len(slack.workspace.views) == 1


KINDS: Mapping[str, Json] = {  # one of each, and right
    "section": section(),
    "header": {"type": "header", "text": plain("h")},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [plain("c")]},
    "actions": actions(button()),
    "input": asked(line()),
}
ELEMENTS: Mapping[str, Json] = {
    "plain_text_input": line(),
    "email_text_input": chosen("email_text_input"),
    "external_select": chosen("external_select"),
    **{
        kind: chosen(kind, options=options(2))
        for kind in ("static_select", "multi_static_select", "radio_buttons", "checkboxes")
    },
}


async def opening(slack: Alone, block: Json) -> str:
    """Nothing, where it opens."""
    view, trigger = modal(block), slack.trigger()
    try:
        await slack.call("views.open", trigger_id=trigger, view=view)
    except SlackApiError as error:
        return " ".join(error.response["response_metadata"]["messages"])
    return ""


@proves("blocks: no other property")
@pytest.mark.parametrize("kind", KINDS)
async def test_no_kind_of_block_has_another_property(slack: Alone, kind: str) -> None:
    """Nor does it lack one that it needs."""
    assert await opening(slack, KINDS[kind]) == ""
    assert "additional property: colour" in await opening(slack, KINDS[kind] | {"colour": "red"})
    for name in KINDS[kind].keys() - {"type", "block_id"}:
        without = {key: value for key, value in KINDS[kind].items() if key != name}
        assert "missing required field" in await opening(slack, without)


@proves("elements: no other property")
@pytest.mark.parametrize("kind", [*ELEMENTS, "button"])
async def test_no_kind_of_element_has_another_property(slack: Alone, kind: str) -> None:
    """Wherever it may stand."""
    element = ELEMENTS.get(kind, button())
    wrong = element | {"colour": "red"}

    assert await opening(slack, asked(element) if kind in ELEMENTS else actions(element)) == ""
    said = await opening(slack, asked(wrong) if kind in ELEMENTS else actions(wrong))
    assert "additional property: colour" in said


@proves("blocks: an array of objects")
@pytest.mark.parametrize("blocks", [None, {}, "section", ["section"], [None]])
async def test_blocks_are_an_array_of_objects(slack: Alone, blocks: object) -> None:
    """In a view as in a message."""
    view = modal() | {"blocks": blocks}

    assert "array of blocks" in await slack.refused("views.open", trigger_id=slack.trigger(), view=view)
