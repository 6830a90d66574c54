"""The loopback Slack keeps the rules of calls: tokens, rights, arguments, how often; and records them."""

from __future__ import annotations

import json
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.wire.slack.bad_clients import ANA, OPEN, SECRET, Alone, alone, client, home, modal
from tests.wire.slack.methods import METHODS
from tests.wire.slack.rules import proves
from tests.wire.slack.server import APP_TOKEN, BOT_TOKEN, Fault

JSON = {"Content-Type": "application/json"}
BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}


async def said(slack: Alone, method: str, body: str | dict[str, str], **headers: str) -> dict[str, object]:
    """By a client that is nobody's library."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.server.url + method, data=body, headers=headers) as response,
    ):
        answer: dict[str, object] = await response.json()
        return answer


async def error_of(client_: AsyncWebClient, method: str) -> str:
    with pytest.raises(SlackApiError) as caught:
        await client_.api_call(method)
    return str(caught.value.response["error"])


@proves("token: needed", "token: right kind", "token: known", "auth.test: whose token")
async def test_a_wrong_token_is_refused(slack: Alone) -> None:
    """None, a wrong one, one that was revoked, one of another kind."""
    assert (await said(slack, "auth.test", ""))["error"] == "not_authed"
    assert await error_of(client(slack.server, "xoxb-other"), "auth.test") == "invalid_auth"
    assert await error_of(client(slack.server, APP_TOKEN), "auth.test") == "not_allowed_token_type"
    assert (await slack.call("auth.test"))["user_id"] == "U0PEERS"
    slack.server.bot_tokens.clear()
    assert await error_of(slack.client, "auth.test") == "invalid_auth"


@proves("token: header or form")
async def test_a_token_comes_in_the_header_or_in_a_form(slack: Alone) -> None:
    """Neither in the address nor in JSON."""
    ask = json.dumps({"token": BOT_TOKEN})

    assert (await said(slack, "auth.test", {"token": BOT_TOKEN}))["ok"]
    assert (await said(slack, "auth.test", ask, **JSON))["error"] == "not_authed"
    assert (await said(slack, f"auth.test?token={BOT_TOKEN}", ""))["error"] == "not_authed"


@proves("call: scopes of the method", "team.info: with its scope")
@pytest.mark.parametrize("method", [name for name, each in METHODS.items() if each.scopes or each.by_kind])
async def test_a_method_without_its_right_is_refused(slack: Alone, method: str) -> None:
    """Whatever else was granted; the answer names what is needed."""
    slack.server.scopes = ("commands",)
    with pytest.raises(SlackApiError) as caught:
        await slack.call(method)

    answer = caught.value.response
    assert (answer["error"], answer["provided"]) == ("missing_scope", "commands")
    assert answer["needed"]


@proves("call: scopes of the kind of channel")
async def test_the_right_to_public_channels_is_none_to_private_ones(slack: Alone) -> None:
    """And the other way round; a direct message has a right of its own."""
    direct = slack.workspace.direct(ANA).id
    slack.server.scopes = ("channels:read", "groups:write")
    assert (await slack.call("conversations.members", channel=OPEN))["ok"]
    for method, given in {
        "conversations.members": {"channel": SECRET},
        "conversations.info": {"channel": direct},
        "conversations.invite": {"channel": OPEN, "users": ANA},
        "conversations.kick": {"channel": OPEN, "user": ANA},
    }.items():
        assert await slack.refused(method, **given) == "missing_scope"
    assert slack.workspace.channels[OPEN].members == ["U0PEERS", ANA]


@proves("call: known methods", "call: known arguments")
@pytest.mark.parametrize(
    "method, given",
    [
        ("conversations.history", {"channel": OPEN}),
        ("chat.postMesage", {"channel": OPEN}),
        ("chat.postMessage", {"channel": OPEN, "text": "t", "chanel": OPEN}),
        ("views.open", {"view": modal(), "user": ANA}),
        ("conversations.invite", {"channel": SECRET, "users": "U0LUC,U0ANA"}),
        ("conversations.open", {"users": "U0LUC,U0ANA"}),
    ],
)
async def test_what_the_server_does_not_know_fails_the_test(
    slack: Alone, method: str, given: dict[str, object]
) -> None:
    """It has to be added with its rules first."""
    assert await slack.refused(method, **given) == "unknown_method"
    assert len(slack.faults()) == 1


async def test_a_test_fails_by_what_the_server_did_not_know() -> None:
    """At its end, whatever else it has looked at."""
    with pytest.raises(AssertionError, match=r"unknown: chat\.typo"):
        async with alone() as other:
            await other.refused("chat.typo")


@proves("call: well-formed JSON", "call: JSON where it is read", "call: known content types")
async def test_a_body_is_what_it_says_it_is(slack: Alone) -> None:
    """Broken JSON, JSON that is no object, another type; and JSON where only forms are read is not read."""
    ask = json.dumps({"channel": OPEN})

    assert (await said(slack, "chat.postMessage", "{", **BEARER, **JSON))["error"] == "invalid_json"
    assert (await said(slack, "chat.postMessage", "[]", **BEARER, **JSON))["error"] == "json_not_object"
    text = {"Content-Type": "text/csv"}
    assert (await said(slack, "chat.postMessage", "a", **BEARER, **text))["error"] == "invalid_post_type"
    unread = await said(slack, "conversations.members", ask, **BEARER, **JSON)
    assert unread["error"] == "channel_not_found"
    assert (await said(slack, "conversations.members", {"channel": OPEN}, **BEARER))["ok"]


@proves("rates: one message a second in a channel", "rates: 429 with Retry-After")
async def test_where_no_burst_is_let_pass_a_channel_takes_a_message_a_second(slack: Alone) -> None:
    """Other channels do not wait for it; what was refused is not there."""
    slack.server.strict = True
    await slack.call("chat.postMessage", channel=OPEN, text="1")
    with pytest.raises(SlackApiError) as caught:
        await slack.call("chat.postMessage", channel=OPEN, text="2")
    await slack.call("chat.postMessage", channel=SECRET, text="1")

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "1"
    assert len(slack.workspace.channels[OPEN].messages) == 1
    slack.pass_time(1)
    assert (await slack.call("chat.postMessage", channel=OPEN, text="2"))["ok"]


@proves("rates: tiers a minute", "rates: 429 with Retry-After")
@pytest.mark.parametrize(
    "method, given, calls",
    [
        ("users.info", {"user": ANA}, 100),
        ("conversations.members", {"channel": OPEN}, 100),
        ("views.publish", {"user_id": ANA, "view": home()}, 100),
        ("conversations.open", {"users": ANA}, 50),
    ],
)
async def test_where_no_burst_is_let_pass_a_method_has_its_tier(
    slack: Alone, method: str, given: dict[str, object], calls: int
) -> None:
    """So many a minute, each method for itself; afterwards it says for how long."""
    slack.server.strict = True
    slack.server.scopes += ("team:read",)
    for _ in range(calls):
        await slack.call(method, **given)
    slack.pass_time(20)
    with pytest.raises(SlackApiError) as caught:
        await slack.call(method, **given)

    assert caught.value.response.headers["Retry-After"] == "40"
    assert (await slack.call("team.info"))["ok"]
    slack.pass_time(40)
    assert (await slack.call(method, **given))["ok"]


async def test_each_method_has_the_tier_of_its_page() -> None:
    """As docs.slack.dev/reference/methods says under "Rate Limits"; 0 is a special one."""
    assert {name: method.tier for name, method in METHODS.items()} == {
        "auth.test": 0, "team.info": 3, "users.info": 4, "conversations.info": 3, "conversations.members": 4,
        "conversations.invite": 3, "conversations.kick": 3, "conversations.open": 3, "chat.postMessage": 0,
        "chat.update": 3, "chat.postEphemeral": 4, "views.open": 4, "views.update": 4, "views.publish": 4,
    }  # fmt: skip


@proves("rates: 429 with Retry-After")
async def test_what_goes_wrong_as_a_test_wants_it(slack: Alone) -> None:
    """Instead of the effect, or after it; then all is well again."""
    slack.server.once("chat.postMessage", Fault(status=429, retry_after=7))
    slack.server.once("chat.postMessage", Fault(after=True))
    with pytest.raises(SlackApiError) as caught:
        await slack.call("chat.postMessage", channel=OPEN, text="1")
    assert caught.value.response.headers["Retry-After"] == "7"
    with pytest.raises(aiohttp.ClientError):
        await slack.call("chat.postMessage", channel=OPEN, text="2")
    await slack.call("chat.postMessage", channel=OPEN, text="3")

    assert [message.text for message in slack.workspace.channels[OPEN].messages] == ["2", "3"]


async def test_each_call_is_recorded_without_its_token(
    slack: Alone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A JSON line each, in order, whatever came of it."""
    file = tmp_path / "wire.jsonl"
    monkeypatch.setenv("WIRE_RECORD", str(file))
    await slack.call("chat.postMessage", channel=OPEN, text="Café")
    await slack.refused("chat.postMessage", channel="C0NONE", text="t")
    await said(slack, "auth.test", {"token": BOT_TOKEN})
    await client(slack.server).apps_connections_open(app_token=APP_TOKEN)
    monkeypatch.delenv("WIRE_RECORD")
    await slack.call("auth.test")

    written = file.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in written.splitlines()]
    assert BOT_TOKEN not in written
    assert APP_TOKEN not in written
    assert [line["path"].removeprefix("/api/") for line in lines] == [
        "chat.postMessage", "chat.postMessage", "auth.test", "apps.connections.open",
    ]  # fmt: skip
    parts = {"platform", "method", "path", "json", "status", "response", "headers"}
    assert all(line.keys() == parts for line in lines)
    assert lines[0]["json"] == {"channel": OPEN, "text": "Café"}
    assert (lines[0]["platform"], lines[0]["method"], lines[0]["status"]) == ("slack", "POST", 200)
    assert (lines[0]["response"]["ok"], lines[1]["response"]["error"]) == (True, "channel_not_found")
