"""The loopback Slack keeps the rules of HTTP deliveries: signed, acknowledged in time, sent again."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from tests.wire.slack.bad_clients import ANA, Alone
from tests.wire.slack.deliveries import SIGNING_SECRET, Answer, NotAcknowledged, OverHttp, signed
from tests.wire.slack.payloads import home_opened
from tests.wire.slack.retries import Events
from tests.wire.slack.rules import proves
from tests.wire.slack.server import HOST

# The example of docs.slack.dev/authentication/verifying-requests-from-slack
EXAMPLE = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
    b"96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
EXAMPLE_SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


@dataclass
class App:
    """Answers with these, one after the other, and then with 200."""

    answers: list[web.Response] = field(default_factory=list)
    silent: asyncio.Event | None = None  # until which nothing is answered
    got: list[tuple[web.BaseRequest, bytes]] = field(default_factory=list)

    async def take(self, request: web.BaseRequest) -> web.StreamResponse:
        self.got.append((request, await request.read()))
        if self.silent:
            await self.silent.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    def heads(self, name: str) -> list[str | None]:
        return [request.headers.get(name) for request, _ in self.got]


@asynccontextmanager
async def app_of(slack: Alone, *answers: web.Response) -> AsyncIterator[tuple[App, OverHttp]]:
    app = App(list(answers))
    runner = web.ServerRunner(web.Server(app.take))
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0)
    await site.start()
    try:
        yield app, OverHttp(slack.server, f"http://{HOST}:{runner.addresses[0][1]}/slack/events")
    finally:
        await runner.cleanup()


@proves("http: signed")
def test_the_documentations_own_example_is_signed_as_it_says() -> None:
    """Version, moment and body, by the secret."""
    assert signed(SIGNING_SECRET, 1531420618, EXAMPLE) == {
        "X-Slack-Request-Timestamp": "1531420618",
        "X-Slack-Signature": EXAMPLE_SIGNATURE,
    }


@proves("http: signed")
@pytest.mark.parametrize(
    "kind, content_type",
    [
        ("command", "application/x-www-form-urlencoded"),
        ("interactive", "application/x-www-form-urlencoded"),
        ("event", "application/json"),
    ],
)
async def test_each_delivery_is_signed_over_the_bytes_that_arrive(
    slack: Alone, kind: str, content_type: str
) -> None:
    """An app with another secret sees that it is not for it."""
    async with app_of(slack) as (app, http):
        await http.deliver(kind, {"text": "Côté & <co>"})
        ((request, body),) = app.got

    stamp = request.headers["X-Slack-Request-Timestamp"]
    for secret, right in ((SIGNING_SECRET, True), ("other", False)):
        digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        assert (request.headers["X-Slack-Signature"] == f"v0={digest}") is right
    assert float(stamp) == int(slack.workspace.now())
    assert request.content_type == content_type


@proves("http: acknowledged with 200")
@pytest.mark.parametrize("status", [201, 204, 302, 400, 500])
async def test_an_acknowledgement_is_200_and_nothing_else(slack: Alone, status: int) -> None:
    """The person sees an error."""
    async with app_of(slack, web.Response(status=status)) as (_, http):
        with pytest.raises(NotAcknowledged):
            await http.deliver("command", {})


@proves("http: acknowledged with 200")
async def test_an_acknowledgement_may_carry_an_answer(slack: Alone) -> None:
    """As JSON, or as text."""
    async with app_of(slack, web.json_response({"text": "j"}), web.Response(text="t")) as (_, http):
        assert await http.deliver("command", {}) == Answer({"text": "j"})
        assert await http.deliver("command", {}) == Answer({"text": "t"})
        assert await http.deliver("command", {}) == Answer(None)


@proves("http: acknowledged within 3 s")
async def test_an_acknowledgement_that_does_not_come_is_an_error_to_the_person(slack: Alone) -> None:
    """After three seconds; an app that is not there has failed at once."""
    assert OverHttp(slack.server, "").within == 3.0
    async with app_of(slack) as (app, http):
        app.silent, http.within = asyncio.Event(), 0.05
        with pytest.raises(NotAcknowledged) as slow:
            await http.deliver("command", {})
        app.silent.set()
    with pytest.raises(NotAcknowledged) as gone:
        await http.deliver("command", {})

    assert (slow.value.reason, gone.value.reason) == ("http_timeout", "connection_failed")


@proves("events: three retries", "events: headers of a retry")
async def test_an_event_comes_again_at_once_after_a_minute_and_after_five(slack: Alone) -> None:
    """The same event, numbered, with the reason; and then never again."""
    failing = [web.Response(status=500) for _ in range(5)]
    async with app_of(slack, *failing) as (app, http):
        events = Events(slack.workspace, http)
        assert not await events.send(home_opened(slack.workspace, slack.workspace.users[ANA], "Ev1"))
        tried = []
        for seconds in (0, 59, 1, 299, 1, 3600):
            slack.pass_time(seconds)
            tried.append(await events.again())

        assert tried == [[False], [], [False], [], [False], []]
        assert app.heads("X-Slack-Retry-Num") == [None, "1", "2", "3"]
        assert app.heads("X-Slack-Retry-Reason") == [None, *["http_error"] * 3]
        assert len({body for _, body in app.got}) == 1
        assert len(set(app.heads("X-Slack-Signature"))) == 3  # by the moment: at once is the same second


@proves("events: three retries")
async def test_an_event_that_was_acknowledged_does_not_come_again(slack: Alone) -> None:
    """The retry can be the only one that was."""
    async with app_of(slack, web.Response(status=503)) as (app, http):
        events = Events(slack.workspace, http)
        await events.send(home_opened(slack.workspace, slack.workspace.users[ANA], "Ev1"))
        assert await events.again() == [True]
        slack.pass_time(3600)

        assert await events.again() == []
        assert len(app.got) == 2


@proves("events: retries turned off")
async def test_an_app_can_refuse_retries(slack: Alone) -> None:
    """By a header of its answer."""
    final = web.Response(status=500, headers={"X-Slack-No-Retry": "1"})
    async with app_of(slack, final) as (app, http):
        events = Events(slack.workspace, http)
        await events.send(home_opened(slack.workspace, slack.workspace.users[ANA], "Ev1"))

        assert await events.again() == []
        assert len(app.got) == 1
