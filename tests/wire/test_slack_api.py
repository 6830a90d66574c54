"""One call of the Web API that goes wrong: whether it may have happened, and when it may be tried again."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import cast

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.platform import DeliveryFailed
from adapters.slack.api import Api, Said, client_session
from bot.outbox import Result
from bot.undelivered import KNOWN
from tests.wire.slack.scenes import COORDINATORS, WELCOME
from tests.wire.slack.server import BOT_TOKEN, HOST, Fault, SlackServer, slack_server
from tests.wire.slack.workspace import BOT, Workspace

POST = "chat.postMessage"


class Line:
    """A server, the time and whoever calls it."""

    def __init__(self, server: SlackServer, patience: float = 10.0) -> None:
        self.server, self.now, self.revoked = server, 0.0, list[str]()
        client = AsyncWebClient(BOT_TOKEN, server.url, retry_handlers=[])
        self.api = Api(client, self.revoked.append, lambda: self.now, patience)

    async def posts(self, channel: str = WELCOME) -> DeliveryFailed | Said | None:
        try:
            await self.api.call(POST, channel=channel, text="x", blocks=[])
        except (DeliveryFailed, Said) as failed:
            return failed
        return None

    @property
    def arrived(self) -> int:
        return len(self.server.called(POST))


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    workspace = Workspace(lambda: 0.0)
    workspace.add_channel(WELCOME, "welcome", BOT)
    workspace.add_channel(COORDINATORS, "coordinators", BOT, private=True)
    async with slack_server(workspace) as server:
        yield Line(server)


async def test_who_is_told_to_wait_does_and_nobody_else(line: Line) -> None:
    """429 holds this method in this channel for as long as Slack says; the others go on."""
    line.server.once(POST, Fault(429, retry_after=30))
    told, at_once = await line.posts(), await line.posts()
    elsewhere = await line.posts(COORDINATORS)
    line.now = 29.9
    too_soon = await line.posts()
    line.now = 30.1
    after = await line.posts()

    assert isinstance(told, DeliveryFailed)
    assert (told.result, told.retry_after) == (Result.LATER, timedelta(seconds=30))
    assert [getattr(each, "code", None) for each in (at_once, too_soon)] == ["slack_busy"] * 2
    assert (elsewhere, after, line.arrived) == (None, None, 3)


async def test_a_clock_that_was_set_back_holds_nothing_for_ever(line: Line) -> None:
    """Never longer than Slack asked."""
    line.now = 5000.0
    line.server.once(POST, Fault(429, retry_after=30))
    await line.posts()
    line.now = 0.0

    assert await line.posts() is None


@pytest.mark.parametrize(
    "fault, result, code",
    [
        (Fault(500), Result.UNKNOWN, "slack_outcome_unknown"),
        (Fault(502), Result.UNKNOWN, "slack_outcome_unknown"),
        (Fault(503), Result.LATER, "slack_away"),
        (Fault(error="service_unavailable"), Result.LATER, "slack_away"),
        (Fault(error="org_login_required"), Result.LATER, "slack_away"),
        (Fault(error="team_added_to_org"), Result.LATER, "slack_away"),
        (Fault(error="message_limit_exceeded"), Result.LATER, "slack_away"),
        (Fault(error="external_channel_migrating"), Result.LATER, "slack_away"),
        (Fault(error="request_timeout"), Result.LATER, "slack_away"),
        (Fault(error="update_failed"), Result.UNKNOWN, "slack_outcome_unknown"),
        (Fault(error="fatal_error"), Result.UNKNOWN, "slack_outcome_unknown"),
        (Fault(error="internal_error"), Result.UNKNOWN, "slack_outcome_unknown"),
        (Fault(error="ratelimited"), Result.LATER, "slack_busy"),
        (Fault(cut=True), Result.UNKNOWN, "slack_outcome_unknown"),
        (Fault(after=True), Result.UNKNOWN, "slack_outcome_unknown"),
        (Fault(429, retry_after=-1), Result.LATER, "slack_busy"),
    ],
)
async def test_each_fault_says_whether_it_may_have_happened(
    line: Line, fault: Fault, result: Result, code: str
) -> None:
    """And the library tries nothing again by itself: one call is one call."""
    line.server.once(POST, fault)
    failed = await line.posts()

    assert isinstance(failed, DeliveryFailed)
    assert (failed.result, failed.code, failed.retry_after >= timedelta(0)) == (result, code, True)
    assert line.arrived <= 1
    assert not line.revoked


REFUSED = {
    "account_gone": ("user_not_found", "user_is_deactivated", "user_disabled", "cannot_dm_bot"),
    "room_gone": ("channel_not_found", "is_archived", "is_inactive"),
    "room_closed": ("not_in_channel",),
    "message_gone": ("message_not_found", "cant_update_message", "edit_window_closed"),
    "cannot_admit": (
        "cant_invite", "ura_max_channels", "not_in_team", "user_is_restricted", "user_is_ultra_restricted",
        "invitee_cant_see_channel",
    ),
    "not_allowed_there": (
        "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
        "cant_kick_from_general", "no_permission", "missing_scope", "access_denied", "ekm_access_denied",
    ),
    "too_long": ("msg_too_long", "msg_blocks_too_long"),
    "refused": ("method_not_supported_for_channel_type", "what_nobody_knows"),
}  # fmt: skip


@pytest.mark.parametrize("error, code", [(error, code) for code in REFUSED for error in REFUSED[code]])
async def test_a_refusal_is_for_good_and_says_what_can_be_made_of_it(
    line: Line, error: str, code: str
) -> None:
    """In a word for which the coordinators have a sentence."""
    line.server.once(POST, Fault(error=error))
    with pytest.raises(DeliveryFailed) as failed:
        await line.api.send(POST, channel=WELCOME, text="x")

    assert (failed.value.result, failed.value.code) == (Result.NEVER, code)
    assert code in KNOWN


async def test_an_answer_that_does_not_come_in_time_leaves_the_outcome_open(line: Line) -> None:
    """The effect may have happened: here it has."""
    hasty = Line(line.server, patience=0.05)
    line.server.once(POST, Fault(after=True, seconds=60))
    failed = await hasty.posts()

    assert isinstance(failed, DeliveryFailed)
    assert failed.result is Result.UNKNOWN


async def test_nobody_at_the_address_means_nothing_has_happened(line: Line) -> None:
    """A refused connection is tried again, whatever it was for."""
    await line.server.goes_away()
    refused = await line.posts()
    await line.server.comes_back()

    assert isinstance(refused, DeliveryFailed)
    assert (refused.result, refused.code) == (Result.LATER, "slack_unreachable")
    assert await line.posts() is None


UNREADABLE = {
    "no UTF-8": (b'{"ok": "\xff"}', "application/json"),
    "a list": (b"[]", "application/json"),
    "a word": (b'"ok"', "application/json"),
    "nothing": (b"", "application/json"),
    "a page": (b"<html>blocked</html>", "text/html"),
    "text": (b"blocked", "text/plain"),
}


@pytest.mark.parametrize("name", UNREADABLE)
async def test_an_answer_that_nobody_can_read_leaves_the_outcome_open(name: str) -> None:
    """Something between us and Slack has answered, perhaps after the effect."""
    body, kind = UNREADABLE[name]

    async def answer(_: web.BaseRequest) -> web.Response:
        return web.Response(body=body, headers={"Content-Type": kind})

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    client = AsyncWebClient(BOT_TOKEN, f"http://{HOST}:{runner.addresses[0][1]}/api/", retry_handlers=[])
    try:
        with pytest.raises(DeliveryFailed) as failed:
            await Api(client, lambda _: None).call(POST, channel=WELCOME, text="x")
    finally:
        await runner.cleanup()

    assert (failed.value.result, failed.value.code) == (Result.UNKNOWN, "slack_outcome_unknown")


class NoWay(asyncio.Protocol):
    """A proxy that reaches nobody."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        del data
        self.transport.write(b"HTTP/1.1 503 Nobody\r\n\r\n")
        self.transport.close()


async def never_got_through(url: str, proxy: str | None = None) -> DeliveryFailed:
    async with client_session(patience=0.2) as session:
        client = AsyncWebClient(BOT_TOKEN, url, session=session, proxy=proxy, retry_handlers=[])
        with pytest.raises(DeliveryFailed) as failed:
            await Api(client, lambda _: None, patience=0.2).call(POST, channel=WELCOME, text="x")
    return failed.value


async def test_where_nobody_answers_the_handshake_nothing_has_happened() -> None:
    """Whatever is between swallows all of it: it is tried again, whatever it was for."""
    with socket.create_server((HOST, 0)) as silent:
        failed = await never_got_through(f"https://{HOST}:{silent.getsockname()[1]}/api/")

    assert (failed.result, failed.code) == (Result.LATER, "slack_unreachable")


async def test_where_the_proxy_opens_no_way_nothing_has_happened() -> None:
    """Its answer is none of Slack's."""
    async with await asyncio.get_running_loop().create_server(NoWay, HOST, 0) as proxy:
        address = f"http://{HOST}:{proxy.sockets[0].getsockname()[1]}"
        failed = await never_got_through("https://slack.example/api/", address)

    assert (failed.result, failed.code) == (Result.LATER, "slack_unreachable")


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive", "token_expired"])
async def test_a_token_that_is_worth_nothing_is_told_once_and_waits(line: Line, code: str) -> None:
    """What was to be sent may go out with the next one."""
    line.server.once(POST, Fault(error=code))
    failed = await line.posts()

    assert isinstance(failed, DeliveryFailed)
    assert (failed.result, line.revoked) == (Result.LATER, [code])
