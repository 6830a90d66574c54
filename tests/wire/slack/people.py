"""Those who type, press and fill in; each sees what Slack would show them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.wire.slack import payloads, views
from tests.wire.slack.blocks import elements, inputs
from tests.wire.slack.deliveries import Answer, Delivery, NotAcknowledged
from tests.wire.slack.parts import Json, check_suggestions
from tests.wire.slack.refusals import Refused, Unknown
from tests.wire.slack.responses import say
from tests.wire.slack.server import HOST, SlackServer
from tests.wire.slack.workspace import Channel, Message, User, View

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
        payload = payloads.command(
            self.user, self.channel, command, text, self._response_url(None), self._trigger()
        )
        answer = await self.delivery.deliver("command", payload)
        if answer.payload:
            with _seen():
                say(self.server.workspace, self.user.id, self.room, dict(answer.payload))
        self._look()

    async def presses(self, label: str, message: Message | None = None) -> None:
        """A button of a message: the newest that has it, unless told."""
        where = message or self._newest_with(label)
        block, element = _pressed(where.blocks, label)
        await self.delivers_press(block, element, where)

    async def forges(self, key: str, message: Message) -> None:
        """Presses what this message has not, or has no more."""
        text = {"type": "plain_text", "text": "?", "emoji": False}
        button = {"type": "button", "action_id": key, "value": key, "text": text}
        await self.delivers_press("0", button, message)

    async def delivers_press(self, block: str, element: Json, message: Message) -> Answer:
        payload = payloads.press(
            self.user, self.channel, message, self._response_url(message), self._trigger()
        ) | {"actions": [payloads.action(block, element, self.server.workspace.now())]}
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
        payload = payloads.press_in_view(self.user, view, self._trigger()) | {
            "actions": [payloads.action(block, element, self.server.workspace.now())]
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
        payload = payloads.submission(self.user, view, state, self._trigger())
        answer = await self.delivery.deliver("interactive", payload)
        with _seen():
            self._submitted(view, views.check_answer(view.content, answer.payload))

    def _submitted(self, view: View, answer: Json) -> None:
        """docs.slack.dev/surfaces/modals#response_actions"""
        workspace = self.server.workspace
        self.errors = dict(answer.get("errors", {}))
        if answer["response_action"] == "update":
            view.content, view.hash = answer["view"], workspace.id("h")
        elif answer["response_action"] == "push":
            name = workspace.id("V")
            workspace.views[name] = View(name, view.user, answer["view"], workspace.id("h"), view.id)
        elif answer["response_action"] == "clear":
            workspace.views = {name: each for name, each in workspace.views.items() if each.user != view.user}
        elif answer["response_action"] == "close":
            workspace.views.pop(view.id, None)
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
        payload = payloads.suggestion(self.user, view, field_name, element, query)
        answer = await self.delivery.deliver("interactive", payload)
        with _seen():
            return check_suggestions(answer.payload)

    async def opens_home(self, tab: str = "home") -> None:
        workspace = self.server.workspace
        event = payloads.home_opened(workspace, self.user, workspace.id("Ev"), tab)
        await self.delivery.deliver("event", event)

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

    def _trigger(self) -> str:
        return self.server.workspace.trigger(self.user.id)

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


@contextmanager
def _seen() -> Iterator[None]:
    """What the app answers, the person sees; or an error, where Slack does not take it."""
    try:
        yield
    except (Refused, Unknown) as refused:
        raise NotAcknowledged(refused, final=True) from refused


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
