"""Those who type, press and fill in; each sees what Slack would show them, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.wire.slack import views
from tests.wire.slack.blocks import Json, check_options, elements, inputs
from tests.wire.slack.deliveries import Answer, Delivery
from tests.wire.slack.methods import content, shown
from tests.wire.slack.server import HOST, SlackServer
from tests.wire.slack.workspace import APP, TEAM, Channel, Message, User, View

Values = Mapping[str, str | Sequence[str]]


@dataclass
class Somebody:
    """`screen` is the modal that is open, `errors` what it says at its fields."""

    user: User
    server: SlackServer
    delivery: Delivery
    room: str
    errors: dict[str, str] = field(default_factory=dict)
    screen: View | None = None

    # ---- what they do

    async def types(self, line: str) -> None:
        """`/peer join`, in the room where they are."""
        command, _, text = line.partition(" ")
        workspace = self.server.workspace
        payload = {
            "token": "legacy", "team_id": TEAM, "team_domain": "north", "channel_id": self.room,
            "channel_name": self.channel.name, "user_id": self.user.id, "user_name": self.user.name,
            "command": command, "text": text, "api_app_id": APP, "is_enterprise_install": "false",
            "response_url": self._response_url(None), "trigger_id": workspace.trigger(self.user.id),
        }  # fmt: skip
        answer = await self.delivery.deliver("command", payload)
        if answer.payload:
            said = dict(answer.payload)
            text, blocks = content(said)
            self.server.show(self.user.id, self.room, said.get("response_type", "ephemeral"), text, blocks)
        self._look()

    async def presses(self, label: str, message: Message | None = None) -> None:
        """A button of a message: the newest that has it, unless told."""
        where = message or self._newest_with(label)
        block, element = _pressed(where.blocks, label)
        await self.delivers_press(block, element, where)

    async def forges(self, key: str, message: Message) -> None:
        """Presses what this message has not, or has no more."""
        button = {"action_id": key, "value": key, "text": {"type": "plain_text", "text": "?", "emoji": False}}
        await self.delivers_press("0", button, message)

    async def delivers_press(self, block: str, element: Json, message: Message) -> Answer:
        payload = self._interaction("block_actions") | {
            "channel": {"id": self.room, "name": self.channel.name},
            "container": {
                "type": "message", "message_ts": message.ts, "channel_id": self.room,
                "is_ephemeral": bool(message.reader),
            },
            "response_url": self._response_url(message),
            "trigger_id": self.server.workspace.trigger(self.user.id),
            "actions": [_action(block, element)],
            "state": {"values": {}},
        }  # fmt: skip
        if not message.reader:  # an ephemeral message does not come along
            payload["message"] = message.as_json()
        answer = await self.delivery.deliver("interactive", payload)
        self._look()
        return answer

    async def presses_in_view(self, label: str) -> None:
        view = self._open_view()
        block, element = _pressed(view.content["blocks"], label)
        await self._press_view(view, block, element)

    async def presses_at_home(self, label: str) -> None:
        view = self.server.workspace.homes[self.user.id]
        block, element = _pressed(view.content["blocks"], label)
        await self._press_view(view, block, element)

    async def _press_view(self, view: View, block: str, element: Json) -> None:
        payload = self._interaction("block_actions") | {
            "container": {"type": "view", "view_id": view.id},
            "view": shown(view),
            "trigger_id": self.server.workspace.trigger(self.user.id),
            "actions": [_action(block, element)],
        }
        await self.delivery.deliver("interactive", payload)
        self._look()

    async def fills_in(self, **values: str | Sequence[str]) -> None:
        """The open modal, and sends it off; what the client itself refuses never leaves."""
        await self.sends(self._open_view(), values)

    async def sends(self, view: View, values: Values, *, checked: bool = True) -> None:
        """Unchecked, it is a client of somebody's own."""
        state = {
            block: {element["action_id"]: _value(element, values.get(block, _initial(element)))}
            for block, element in inputs(view.content["blocks"]).items()
        }
        if checked:
            _client_checks(view, state)
        payload = self._interaction("view_submission") | {
            "view": shown(view) | {"state": {"values": state}},
            "trigger_id": self.server.workspace.trigger(self.user.id),
            "response_urls": [],
        }
        answer = await self.delivery.deliver("interactive", payload)
        self._submitted(view, answer.payload or {"response_action": "close"})

    def _submitted(self, view: View, answer: Json) -> None:
        """docs.slack.dev/surfaces/modals#response_actions"""
        self.errors = {}
        match answer.get("response_action", "close"):
            case "errors":
                self.errors = dict(answer["errors"])
                assert self.errors.keys() <= inputs(view.content["blocks"]).keys(), "errors at no field"
            case "update":
                view.content = views.check(answer["view"], "modal")
                view.hash = self.server.workspace.id("h")
            case "clear" | "close":
                self.server.workspace.views.pop(view.id, None)
                self.screen = None
            case other:
                raise AssertionError(other)
        self._look()

    def closes(self) -> None:
        """The modal in front of them; nobody is told (`notify_on_close` is off)."""
        self.server.workspace.views.pop(self._open_view().id)
        self._look()

    async def looks_up(self, field_name: str, query: str) -> list[Json]:
        """What an external select offers for what they typed."""
        view = self._open_view()
        element = inputs(view.content["blocks"])[field_name]
        assert element["type"] == "external_select", element["type"]
        if len(query) < element.get("min_query_length", 3):
            return []
        payload = self._interaction("block_suggestion") | {
            "container": {"type": "view", "view_id": view.id}, "view": shown(view),
            "action_id": element["action_id"], "block_id": field_name, "value": query,
        }  # fmt: skip
        answer = await self.delivery.deliver("interactive", payload)
        return check_options((answer.payload or {}).get("options", []))

    async def opens_home(self) -> None:
        event = {"type": "app_home_opened", "user": self.user.id, "channel": "D0HOME", "tab": "home"}
        await self.delivery.deliver("event", {
            "token": "legacy", "team_id": TEAM, "api_app_id": APP, "type": "event_callback",
            "event": event, "event_id": self.server.workspace.id("Ev"), "event_time": 1,
        })  # fmt: skip

    # ---- what they see

    @property
    def channel(self) -> Channel:
        return self.server.workspace.channels[self.room]

    def sees(self, room: str = "") -> list[Message]:
        channel = self.server.workspace.channels[room or self.room]
        return self.server.workspace.seen_by(self.user.id, channel)

    def direct(self) -> list[Message]:
        return self.server.workspace.direct(self.user.id).messages

    def goes_to(self, room: str) -> Somebody:
        self.room = room
        return self

    # ---- small parts

    def _interaction(self, kind: str) -> dict[str, Any]:
        return {
            "type": kind, "token": "legacy", "api_app_id": APP, "is_enterprise_install": False,
            "team": {"id": TEAM, "domain": "north"}, "enterprise": None,
            "user": {
                "id": self.user.id, "username": self.user.name, "name": self.user.name,
                "team_id": self.user.team,
            },
        }  # fmt: skip

    def _response_url(self, message: Message | None) -> str:
        name = self.server.workspace.response(self.user.id, self.room, message)
        return f"http://{HOST}:{self.server.port}/response/{name}"

    def _newest_with(self, label: str) -> Message:
        for message in reversed(self.sees()):
            if any(element["text"]["text"] == label for _, element in elements(message.blocks)):
                return message
        raise AssertionError(f"nobody offers {label!r} here")

    def _look(self) -> None:
        """The newest modal of theirs is what they have in front of them."""
        mine = [view for view in self.server.workspace.views.values() if view.user == self.user.id]
        self.screen = mine[-1] if mine else None

    def _open_view(self) -> View:
        assert self.screen is not None, "no modal is open"
        return self.screen


def _pressed(blocks: Sequence[Json], label: str) -> tuple[str, Json]:
    for block, element in elements(blocks):
        if element["text"]["text"] == label:
            return block, element
    raise AssertionError(f"there is no {label!r}")


def _action(block: str, element: Json) -> dict[str, Any]:
    return {
        "action_id": element["action_id"], "block_id": block, "text": element["text"],
        "value": element.get("value", ""), "type": "button", "action_ts": "1.0",
    }  # fmt: skip


def _initial(element: Json) -> str | Sequence[str]:
    if chosen := element.get("initial_option"):
        return str(chosen["value"])
    if several := element.get("initial_options"):
        return [str(each["value"]) for each in several]
    return str(element.get("initial_value", ""))


def _value(element: Json, given: str | Sequence[str]) -> dict[str, Any]:
    """docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""
    kind = element["type"]
    if kind in {"plain_text_input", "email_text_input"}:
        return {"type": kind, "value": given or None}
    if kind in {"checkboxes", "multi_static_select"}:
        values = [given] if isinstance(given, str) and given else list(given)
        return {"type": kind, "selected_options": [_option(element, value) for value in values]}
    return {"type": kind, "selected_option": _option(element, str(given)) if given else None}


def _option(element: Json, value: str) -> dict[str, Any]:
    for option in element.get("options", ()):
        if option["value"] == value:
            return dict(option)
    assert element["type"] == "external_select", f"{value!r} is not offered"
    return {"text": {"type": "plain_text", "text": value[:75]}, "value": value}


def _client_checks(view: View, state: Mapping[str, Mapping[str, Any]]) -> None:
    """What the client refuses to send: nothing in a needed field, what is too long."""
    for block in view.content["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        given = state[block["block_id"]][element["action_id"]]
        filled = given.get("value") or given.get("selected_option") or given.get("selected_options")
        assert filled or block.get("optional"), f"{block['block_id']} is needed"
        if isinstance(filled, str) and element["type"] == "plain_text_input":
            assert len(filled) <= element.get("max_length", 3000), f"{block['block_id']} is too long"
