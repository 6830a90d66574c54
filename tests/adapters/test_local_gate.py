"""Nobody but the page itself gets in, and whatever is sent gets a short answer."""

import asyncio
import json
from collections.abc import Mapping

import pytest

from adapters.local.sandbox import production_settings
from tests.adapters.sandbox import Page

JSON = {"Content-Type": "application/json"}
LINE = {"as": "avery", "room": "welcome", "kind": "line", "line": "/peer help"}
FILLED = {
    "as": "avery", "room": "welcome", "kind": "submission",
    "action": "joining.submit", "subject": "new", "revision": 0, "values": {},
}  # fmt: skip


UNREADABLE = (
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe",
    b"[" * 50_000,
    b'{"as":' * 9_000,
    b"9" * 20_000,
    b"{}",
)
NOT_A_LINE: tuple[Mapping[str, object], ...] = (
    {"as": "nobody"},
    {"as": 5},
    {"as": None},
    {"room": "coordinators"},
    {"room": "direct-emilie"},
    {"room": "../etc"},
    {"kind": "nonsense"},
    {"kind": ["line"]},
    {"line": ""},
    {"line": "   "},
    {"line": "x" * 3000},
    {"line": {"a": 1}},
    {"message": "99"},
    {"message": 7},
    {"kind": "press", "key": "joining.approve:abc:1"},
    {"kind": "press", "message": "1", "key": "joining.approve:abc:1"},
)
NOT_FILLED_IN: tuple[Mapping[str, object], ...] = (
    {"revision": "0"},
    {"revision": True},
    {"revision": 1.5},
    {"values": []},
    {"values": {"name": 7}},
    {"values": {"name": [7]}},
    {"values": {"name": {"a": "b"}}},
    {"action": None},
)
BODIES = (
    *UNREADABLE,
    *(json.dumps({**LINE, **change}).encode() for change in NOT_A_LINE),
    *(json.dumps({**FILLED, **change}).encode() for change in NOT_FILLED_IN),
)


@pytest.mark.parametrize("body", BODIES)
async def test_a_malformed_body_is_refused_in_a_word(page: Page, body: bytes) -> None:
    """Nothing reaches the core, and the answer quotes nothing of what was sent."""
    headers = JSON | {"Origin": page.origin}
    async with page.client.post("/event", data=body, headers=headers) as response:
        answer = await response.json()

    assert response.status == 400
    assert answer.keys() == {"error"}
    assert answer["error"].replace("_", "").isalpha()
    assert page.house.door.events == []


@pytest.mark.parametrize("key", ["", "a", "a:b", "a:b:c", "a:b:-1", "a:b:١", "a:b:1:2", "x" * 200, "a:b:²"])
async def test_a_key_that_is_none_of_ours_is_refused(page: Page, key: str) -> None:
    """A damaged button's key goes no further than the page's server."""
    await page.does("avery", kind="line", line="/peer help")
    press = LINE | {"kind": "press", "message": "1", "key": key}

    assert await page.posts("/event", press, status=400) == {"error": "key_malformed"}


async def test_strings_that_no_database_takes_reach_the_core_whole(page: Page) -> None:
    """It is the core that has the sentence for them, at the field."""
    await page.posts("/event", FILLED | {"values": {"name": "\ud800\x00"}})

    (event,) = page.house.door.events
    assert getattr(event, "values", None) == {"name": "\ud800\x00"}


async def test_a_large_body_is_refused(page: Page) -> None:
    """What no form of ours could hold is not read to its end."""
    assert await page.posts("/event", LINE | {"line": "x" * 100_000}, status=413)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_only_json_is_taken(page: Page, kind: str) -> None:
    """What another page's form could send without asking is refused."""
    headers = {"Content-Type": kind, "Origin": page.origin}
    async with page.client.post("/event", data=json.dumps(LINE), headers=headers) as response:
        assert response.status == 415

    assert page.house.door.events == []


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "https://127.0.0.1", "http://127.0.0.1:1"]
)
async def test_another_page_cannot_act(page: Page, origin: str) -> None:
    """What changes something must come from the page itself."""
    headers = JSON | ({"Origin": origin} if origin else {})
    for path in ("/event", "/clock"):
        async with page.client.post(path, data=json.dumps(LINE), headers=headers) as response:
            assert (response.status, await response.json()) == (403, {"error": "foreign_origin"})

    assert page.house.door.events == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1", "localhost.evil:80", ""])
async def test_a_foreign_name_for_this_machine_is_refused(page: Page, host: str) -> None:
    """A name that somebody pointed at this machine reads nothing from it."""
    for path in ("/", "/state?as=avery", "/letters/1/html"):
        async with page.client.get(path, headers={"Host": host}) as response:
            assert response.status in {400, 403}


@pytest.mark.parametrize(
    "path, status",
    [
        ("/state", 400),
        ("/state?as=nobody", 400),
        ("/lookup?as=nobody", 400),
        ("/letters/none?as=avery", 404),
        ("/letters/..%2f..%2fetc%2fpasswd/html", 404),
        ("/page/index.html", 404),
        ("/..%2fcast.py", 404),
        ("/event", 405),
    ],
)
async def test_what_is_not_there_is_said_in_json(page: Page, path: str, status: int) -> None:
    """Unknown people, letters and paths get a status and a word."""
    async with page.client.get(path) as response:
        assert response.status == status
        assert (await response.json()).keys() == {"error"}


async def test_a_fault_shows_nothing_of_itself(page: Page) -> None:
    """No traceback and no message leaves the server; the page can say that it did not work."""
    page.house.door.fault = RuntimeError("avery.chen@calgary.ca")

    assert await page.posts("/event", LINE, status=500) == {"error": "fault"}


async def test_every_answer_forbids_what_the_page_does_not_need(page: Page) -> None:
    """No foreign script, style, frame or connection, in the page as in its errors."""
    for path in ("/", "/page.js", "/page.css", "/state?as=avery", "/nothing"):
        async with page.client.get(path) as response:
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_page_asks_nobody_else_for_anything(page: Page) -> None:
    """No file of the page names another host, or builds markup out of strings."""
    files = ["", *(f"{name}.js" for name in ("page", "dom", "forms", "mail", "timeline", "combobox", "net"))]
    for name in files:
        async with page.client.get(f"/{name}") as response:
            text = await response.text()
            assert response.status == 200
            assert "://" not in text
            assert not [
                word for word in ("innerHTML", "outerHTML", "insertAdjacent", "eval(") if word in text
            ]


async def test_who_watches_hears_of_changes_and_is_let_go_at_the_end(page: Page) -> None:
    """A line at once, another after something was said; the server's end ends the stream."""
    async with asyncio.timeout(10), page.client.get("/events") as stream:
        first = await stream.content.readuntil(b"\n\n")
        page.house.sandbox.rooms.talk("welcome", "rob", {"talk": "news"})
        second = await stream.content.readuntil(b"\n\n")
        await page.client.server.close()
        rest = await stream.content.read()

    assert (first, second) == (b"data: changed\n\n", b"data: changed\n\n")
    assert rest.replace(b": still here\n\n", b"") == b""


@pytest.mark.parametrize(
    "environ, near",
    [
        ({}, ()),
        ({"PATH": "/bin", "PORT": "80", "PEERBOT_LOG_LEVEL": "debug"}, ()),
        ({"PEERBOT_DATABASE_URL": ""}, ()),
        ({"PEERBOT_DATABASE_URL": "sqlite:///a.db"}, ("PEERBOT_DATABASE_URL",)),
        (
            {"PEERBOT_SMTP_HOST": "mail", "PEERBOT_MAIN_KEY": "k", "peerbot_slack_app_token": "t"},
            ("PEERBOT_MAIN_KEY", "PEERBOT_SMTP_HOST", "peerbot_slack_app_token"),
        ),
    ],
)
def test_a_real_network_s_settings_are_named(environ: dict[str, str], near: tuple[str, ...]) -> None:
    """The sandbox does not run beside them; their values are not repeated."""
    assert production_settings(environ) == near
