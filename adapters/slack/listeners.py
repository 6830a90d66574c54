"""Bolt's part: it takes apart what Slack sends and carries the acknowledgement back."""

from __future__ import annotations

import logging
import re
from typing import Any, Protocol

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import events
from adapters.slack.conversation import Conversation
from adapters.slack.events import Payload


class Lifecycle(Protocol):
    """What is connected at the moment."""

    @property
    def conversation(self) -> Conversation: ...

    def revoked(self, code: str) -> None:
        """The app was taken away."""


ANY = re.compile(r".*", re.DOTALL)


async def dispatch(app: AsyncApp, shaped: Payload) -> BoltResponse:
    """Bolt gets what was checked, and no bytes of which it could make something else."""
    return await app.async_dispatch(AsyncBoltRequest(body=dict(shaped), mode="socket_mode"))


def bolt_app(client: AsyncWebClient, authorized: AuthorizeResult, lifecycle: Lifecycle) -> AsyncApp:
    """An acknowledgement means durable: the listener runs first. What comes over HTTP was verified before, by
    the gate, on its bytes."""

    async def authorize() -> AuthorizeResult:
        return authorized

    without_token = AsyncWebClient(
        base_url=client.base_url, session=client.session, proxy=client.proxy, retry_handlers=[]
    )
    app = AsyncApp(
        name="peerbot",  # else it walks through the whole stack for one
        client=without_token,  # nobody calls anything with it
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        logger=logging.getLogger("slack_bolt"),
    )
    _listen(app, lifecycle)
    return app


def _listen(app: AsyncApp, lifecycle: Lifecycle) -> None:
    """Everything goes to one place: what it means is in its key."""

    def now() -> Conversation:
        return lifecycle.conversation

    @app.command(ANY)
    async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
        answer = await now().command(body)
        await (ack(**answer) if answer else ack())

    @app.action(ANY)
    async def action(ack: AsyncAck, body: dict[str, Any]) -> None:
        await now().press(body)
        await ack()

    @app.view(ANY)
    async def submission(ack: AsyncAck, body: dict[str, Any]) -> None:
        answer = await now().submission(body)
        await (ack(**answer) if answer else ack())

    @app.options(ANY)
    async def suggestion(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack(**await now().suggestion(body))

    @app.event("app_home_opened")
    async def home(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        now().home_opened(body)

    @app.event("tokens_revoked")
    async def revoked(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if events.bot_token_is_revoked(body):
            lifecycle.revoked("tokens_revoked")

    @app.event("app_uninstalled")
    async def uninstalled(ack: AsyncAck) -> None:
        await ack()
        lifecycle.revoked("app_uninstalled")
