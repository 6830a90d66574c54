"""The loopback Slack alone, and clients of whom it expects nothing good; our adapter is none of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.wire.slack.server import BOT_TOKEN, SlackServer, slack_server
from tests.wire.slack.workspace import BOT, Workspace
from tests.world import HeldClock

Json = dict[str, Any]
OPEN, SECRET, ANA, LUC = "C0OPEN", "C0SECRET", "U0ANA", "U0LUC"


@dataclass
class Alone:
    """Ana is in both rooms, Luc in neither."""

    server: SlackServer
    workspace: Workspace
    clock: HeldClock
    client: AsyncWebClient

    async def call(self, method: str, **given: Any) -> Json:  # noqa: ANN401 - as the method takes
        """As JSON, or as a form what only asks."""
        asks = method.endswith((".info", ".members", ".test"))
        sent: Json = {"params": given} if asks else {"json": given}
        answer = await self.client.api_call(method, **sent)
        assert isinstance(answer.data, dict)
        return answer.data

    async def refused(self, method: str, **given: Any) -> str:  # noqa: ANN401 - as the method takes
        """The code, and what is wrong with which."""
        try:
            answer = await self.call(method, **given)
        except SlackApiError as error:
            said = error.response
            metadata = said.get("response_metadata") or {}
            return " ".join([said["error"], *metadata.get("messages", ())])
        raise AssertionError(f"{method} was let pass: {answer}")

    async def post(self, *blocks: Json) -> Json:
        return await self.call("chat.postMessage", channel=OPEN, text="t", blocks=list(blocks))

    async def post_refused(self, *blocks: Json) -> str:
        return await self.refused("chat.postMessage", channel=OPEN, text="t", blocks=list(blocks))

    def trigger(self, user: str = ANA) -> str:
        return self.workspace.trigger(user)

    def pass_time(self, seconds: float) -> None:
        self.clock.push(timedelta(seconds=seconds))

    def faults(self) -> list[str]:
        """What a test expects to be said against a client, and takes away."""
        found = list(self.server.problems)
        self.server.problems.clear()
        return found


@asynccontextmanager
async def alone() -> AsyncIterator[Alone]:
    clock = HeldClock()
    workspace = Workspace(lambda: clock.now().timestamp())
    workspace.add_user(ANA, "Ana Roy")
    workspace.add_user(LUC, "Luc Gagné")
    workspace.add_channel(OPEN, "open", BOT, ANA)
    workspace.add_channel(SECRET, "secret", BOT, ANA, private=True)
    async with slack_server(workspace) as server:
        yield Alone(server, workspace, clock, client(server))


def client(server: SlackServer, token: str = BOT_TOKEN) -> AsyncWebClient:
    return AsyncWebClient(token, server.url, retry_handlers=[])


# ---- parts that are right


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str, **more: object) -> Json:
    return {"type": "mrkdwn", "text": text, **more}


def section(text: str = "s", **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: object) -> Json:
    return {"type": "button", "action_id": "go", "text": plain("Go"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(text: str = "One", value: str = "1", **more: object) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(how_many: int) -> list[Json]:
    return [option(f"{each}", f"{each}") for each in range(how_many)]


def asked(element: Json, **more: object) -> Json:
    return {"type": "input", "block_id": "q", "label": plain("Q"), "element": element, **more}


def line(**more: object) -> Json:
    return {"type": "plain_text_input", "action_id": "a", **more}


def chosen(kind: str, **more: object) -> Json:
    return {"type": kind, "action_id": "a", **more}


def modal(*blocks: Json, **more: object) -> Json:
    shown = list(blocks) or [section()]
    return {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": shown, **more}


def home(*blocks: Json, **more: object) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section()], **more}
