"""The loopback Slack sends the fields that the documentation shows, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.slack.bad_clients import (
    ANA,
    OPEN,
    SECRET,
    Alone,
    actions,
    asked,
    button,
    chosen,
    home,
    line,
    modal,
)
from tests.wire.slack.deliveries import Answer
from tests.wire.slack.people import Somebody
from tests.wire.slack.rules import proves

Payload = Mapping[str, Any]
EVERY = {"type", "token", "api_app_id", "is_enterprise_install", "team", "enterprise", "user"}
VIEW = {
    "id", "team_id", "type", "blocks", "private_metadata", "callback_id", "state", "hash", "title",
    "clear_on_close", "notify_on_close", "close", "submit", "previous_view_id", "root_view_id", "app_id",
    "external_id", "app_installed_team_id", "bot_id",
}  # fmt: skip


@dataclass
class Keeping:
    """An app that only looks."""

    got: list[Payload] = field(default_factory=list)

    async def deliver(self, kind: str, payload: Payload, *, retry: int = 0) -> Answer:
        self.got.append(payload)
        return Answer({"options": []} if payload.get("type") == "block_suggestion" else None)


def ana(slack: Alone, room: str = OPEN) -> tuple[Somebody, list[Payload]]:
    app = Keeping()
    return Somebody(slack.workspace.users[ANA], slack.server, app, room), app.got


@proves("command: fields")
async def test_a_command_is_flat_and_does_not_name_private_channels(slack: Alone) -> None:
    """All strings."""
    somebody, got = ana(slack)
    await somebody.types("/peer join now")
    await somebody.goes_to(SECRET).types("/peer")
    await somebody.goes_to(slack.workspace.direct(ANA).id).types("/peer")

    assert got[0].keys() == {
        "token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command",
        "text", "api_app_id", "is_enterprise_install", "response_url", "trigger_id",
    }  # fmt: skip
    assert all(isinstance(value, str) for value in got[0].values())
    assert (got[0]["command"], got[0]["text"]) == ("/peer", "join now")
    assert [each["channel_name"] for each in got] == ["open", "privategroup", "directmessage"]


@proves("block_actions: fields in a message")
async def test_a_press_in_a_message_brings_the_message_along_unless_it_is_ephemeral(slack: Alone) -> None:
    """And a response URL; `value` and `style` only of a button that has them."""
    pressed = actions(button(), button(action_id="b", text={"type": "plain_text", "text": "B"}, value="v"))
    await slack.post(pressed)
    somebody, got = ana(slack)
    await somebody.presses("Go")
    await somebody.presses("B")
    await slack.call("chat.postEphemeral", channel=OPEN, user=ANA, text="t", blocks=[pressed])
    await somebody.presses("Go")
    fields = {"container", "channel", "trigger_id", "response_url", "state", "actions"}

    assert got[0].keys() == EVERY | fields | {"message"}
    assert got[2].keys() == EVERY | fields
    assert [each["container"]["is_ephemeral"] for each in got] == [False, False, True]
    assert got[0]["container"].keys() == {"type", "message_ts", "channel_id", "is_ephemeral"}
    assert got[0]["message"]["blocks"][0]["block_id"] == got[0]["actions"][0]["block_id"] != ""
    assert ["value" in each["actions"][0] for each in got] == [False, True, False]
    assert got[0]["user"].keys() == {"id", "username", "name", "team_id"}


@proves("block_actions: fields in a view")
async def test_a_press_in_a_view_has_neither_channel_nor_response_url(slack: Alone) -> None:
    """In a modal and in the home tab."""
    somebody, got = ana(slack)
    await slack.call("views.open", trigger_id=slack.trigger(), view=modal(actions(button())))
    await slack.call("views.publish", user_id=ANA, view=home(actions(button())))
    await somebody.types("/look")
    await somebody.presses_in_view("Go")
    await somebody.presses_at_home("Go")

    for payload, kind in zip(got[1:], ("modal", "home"), strict=True):
        assert payload.keys() == EVERY | {"container", "view", "trigger_id", "actions"}
        assert payload["container"].keys() == {"type", "view_id"}
        assert payload["view"].keys() == VIEW
        assert payload["view"]["type"] == kind


@proves("view_submission: fields", "block_suggestion: fields")
async def test_a_submission_brings_all_values_and_a_look_up_what_was_typed(slack: Alone) -> None:
    """What was left empty is null; a look-up has no trigger."""
    asking = modal(asked(line(), optional=True), asked(chosen("external_select")) | {"block_id": "look"})
    await slack.call("views.open", trigger_id=slack.trigger(), view=asking)
    somebody, got = ana(slack)
    await somebody.types("/look")
    await somebody.looks_up("look", "calg")
    await somebody.fills_in(look="x")

    assert got[1].keys() == EVERY | {"container", "view", "action_id", "block_id", "value"}
    assert (got[1]["block_id"], got[1]["action_id"], got[1]["value"]) == ("look", "a", "calg")
    assert got[2].keys() == EVERY | {"view", "trigger_id", "response_urls"}
    assert got[2]["view"].keys() == VIEW
    assert got[2]["view"]["state"]["values"]["q"] == {"a": {"type": "plain_text_input", "value": None}}
    assert got[2]["view"]["state"]["values"]["look"]["a"].keys() == {"type", "selected_option"}


@proves("app_home_opened: fields")
async def test_opening_the_home_tab_brings_its_view_once_there_is_one(slack: Alone) -> None:
    """Within the envelope of every event."""
    somebody, got = ana(slack)
    await somebody.opens_home()
    await slack.call("views.publish", user_id=ANA, view=home())
    await somebody.opens_home()
    fields = {"type", "user", "channel", "tab", "event_ts"}

    assert got[0].keys() == {
        "token", "team_id", "api_app_id", "type", "event", "event_id", "event_time", "authorizations",
        "is_ext_shared_channel",
    }  # fmt: skip
    assert got[0]["event"].keys() == fields
    assert got[1]["event"].keys() == fields | {"view"}
    assert got[0]["event_id"] != got[1]["event_id"]
