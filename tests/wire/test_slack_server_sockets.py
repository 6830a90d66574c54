"""The loopback Slack keeps the rules of Socket Mode; its clients here are bare web sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.wire.slack.bad_clients import Alone, client
from tests.wire.slack.deliveries import Answer, NotAcknowledged, OverSocket
from tests.wire.slack.rules import proves
from tests.wire.slack.server import APP_TOKEN, BOT_TOKEN

Socket = aiohttp.ClientWebSocketResponse


async def ticket(slack: Alone) -> str:
    answer = await client(slack.server).apps_connections_open(app_token=APP_TOKEN)
    return str(answer["url"])


@asynccontextmanager
async def connected(slack: Alone) -> AsyncIterator[Socket]:
    async with aiohttp.ClientSession() as session, session.ws_connect(await ticket(slack)) as socket:
        yield socket


@asynccontextmanager
async def listening(slack: Alone) -> AsyncIterator[Socket]:
    """Past the hello."""
    async with connected(slack) as socket:
        await socket.receive_json()
        yield socket


def delivering(over: OverSocket, kind: str = "command") -> asyncio.Task[Answer]:
    return asyncio.create_task(over.deliver(kind, {"text": "t"}))


async def acknowledge(socket: Socket, payload: object = None) -> dict[str, Any]:
    envelope: dict[str, Any] = await socket.receive_json()
    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": payload})
    return envelope


@proves("socket: an app's token in the header", "socket: by POST")
async def test_an_address_is_given_to_an_apps_own_token(slack: Alone) -> None:
    """In the header, by POST."""
    for token, why in ((BOT_TOKEN, "not_allowed_token_type"), ("xapp-other", "invalid_auth")):
        with pytest.raises(SlackApiError) as caught:
            await client(slack.server).apps_connections_open(app_token=token)
        assert caught.value.response["error"] == why
    url, head = f"{slack.server.url}apps.connections.open", {"Authorization": f"Bearer {APP_TOKEN}"}
    async with aiohttp.ClientSession() as session:
        async with session.post(url, data={"token": APP_TOKEN}) as response:
            assert (await response.json())["error"] == "not_authed"
        async with session.get(url, headers=head) as response:
            assert (await response.json())["error"] == "insecure_request"


@proves("socket: ticket once", "socket: hello")
async def test_a_ticket_opens_one_connection_which_begins_with_a_hello(slack: Alone) -> None:
    """A second use and an invented one are turned away."""
    url = await ticket(slack)
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        hello = await socket.receive_json()
        for other in (url, url.replace("ticket=", "ticket=x")):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(other)

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"] == {"app_id": "A0PEERS"}
    assert hello["debug_info"]["approximate_connection_time"] > 0


@proves("socket: ten connections", "socket: too many connections are told so")
async def test_the_eleventh_connection_is_told_that_there_are_too_many(slack: Alone) -> None:
    """And closed."""
    async with aiohttp.ClientSession() as session:
        ten = [await session.ws_connect(await ticket(slack)) for _ in range(10)]
        assert [(await each.receive_json())["num_connections"] for each in ten] == list(range(1, 11))
        one_more = await session.ws_connect(await ticket(slack))

        assert (await one_more.receive_json())["reason"] == "too_many_websockets"
        assert (await one_more.receive()).type is aiohttp.WSMsgType.CLOSE
        assert len(slack.server.sockets.links) == 10


@proves("socket: one envelope, one connection")
async def test_an_envelope_goes_to_exactly_one_connection(slack: Alone) -> None:
    """Any of them, with what its kind carries; what is acknowledged is the answer."""
    over = OverSocket(slack.server)
    async with listening(slack) as one, listening(slack) as other:
        first = delivering(over)
        taken = await acknowledge(one, {"text": "here"})
        second = delivering(over, "event")
        event = await acknowledge(other)

        assert ((await first).payload, (await second).payload) == ({"text": "here"}, None)
        assert taken.keys() == {"envelope_id", "type", "payload", "accepts_response_payload"}
        assert (taken["type"], taken["accepts_response_payload"]) == ("slash_commands", True)
        assert (event["type"], event["retry_attempt"], event["accepts_response_payload"]) == (
            "events_api", 0, False,
        )  # fmt: skip


@proves("socket: acknowledged within 3 s")
async def test_what_is_not_acknowledged_in_time_is_an_error_to_the_person(slack: Alone) -> None:
    """Whatever comes later."""
    assert OverSocket(slack.server).within == 3.0
    over = OverSocket(slack.server, within=0.01)
    async with listening(slack) as silent:
        with pytest.raises(NotAcknowledged):
            await over.deliver("command", {})
        await acknowledge(silent)

    assert slack.faults() == []


@proves("socket: again on another connection")
async def test_an_envelope_whose_connection_died_comes_again_on_another(slack: Alone) -> None:
    """The very same one."""
    over = OverSocket(slack.server)
    async with listening(slack) as first, listening(slack) as second:
        delivered = delivering(over)
        died_with = await first.receive_json()
        await first.close()
        again = await acknowledge(second, {"text": "late"})

        assert again == died_with
        assert (await delivered).payload == {"text": "late"}


@proves("socket: known envelopes only")
@pytest.mark.parametrize("said", ['{"envelope_id": "e0"}', "{}", "[]", "hm"])
async def test_acknowledging_what_was_not_sent_fails_the_test(slack: Alone, said: str) -> None:
    """So does whatever is no acknowledgement at all."""
    OverSocket(slack.server)
    async with listening(slack) as socket:
        (link,) = slack.server.sockets.links
        await socket.send_str(said)
        await socket.close()
        await link.over.wait()

    assert len(slack.faults()) == 1


@proves("socket: disconnects")
@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_slack_says_so_before_it_closes_a_connection(slack: Alone, reason: str) -> None:
    """Each of them; a new one may be opened at once."""
    async with listening(slack) as socket:
        closing = asyncio.create_task(slack.server.sockets.refresh(reason))
        assert (await socket.receive_json())["reason"] == reason
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        await closing
        async with connected(slack) as new:
            assert (await new.receive_json())["type"] == "hello"


@proves("socket: again on another connection")
async def test_a_connection_can_be_cut_without_a_word(slack: Alone) -> None:
    """What is sent meanwhile waits for the next."""
    over = OverSocket(slack.server)
    async with listening(slack) as socket:
        (link,) = slack.server.sockets.links
        slack.server.cut_sockets()
        await socket.receive()
        await link.over.wait()
        delivered = delivering(over)
        async with listening(slack) as new:
            await acknowledge(new)

            assert (await delivered).payload is None
