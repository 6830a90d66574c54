"""What clients send that keep no rules, and what they get: a short page or nothing, and never a traceback."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.web.bodies import BODY_LIMIT
from adapters.web.patience import Patience
from tests.web.place import ANSWERS, Place, opened
from tests.web.raw import Raw, answered

SOON = timedelta(seconds=0.3)
POST = b"POST /en/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def is_short_and_clear(page: str) -> bool:
    return len(page) < 5000 and "Traceback" not in page and "aiohttp" not in page


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/nothing", 404),
        ("GET", "/en/nothing/here", 404),
        ("GET", "/en/../../etc/passwd", 404),
        ("GET", "/en/%2e%2e/%2e%2e/etc/passwd", 404),
        ("GET", "/static/..%2f..%2fpages.py", 404),
        ("GET", "/static/page.css", 404),
        ("GET", "/en/request/UNION%20SELECT", 404),
        ("GET", "/de/join", 404),
        ("GET", "/en/%00", 404),
        ("PUT", "/en/join", 405),
        ("DELETE", "/en/request/" + "a" * 26, 405),
        ("POST", "/en/meetings", 405),
    ],
)
async def test_what_is_not_there_is_a_short_page(place: Place, method: str, path: str, status: int) -> None:
    """In the language of the address, or the browser's; what may be done there stands in its head."""
    raw = await answered(
        place.base, f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    )
    head, _, body = raw.decode().partition("\r\n\r\n")

    assert head.startswith(f"HTTP/1.1 {status} ")
    assert is_short_and_clear(body)
    assert "Content-Security-Policy: default-src 'none'" in head
    assert ("Allow: " in head) == (status == 405)
    assert "Python" not in head


@pytest.mark.parametrize(
    "body, kind, status",
    [
        (b"x" * (BODY_LIMIT + 1), "application/x-www-form-urlencoded", 413),
        (b"name=%FF%FE", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"a=1&" * 200, "application/x-www-form-urlencoded", 400),
        (b"name=Zoe", "application/x-www-form-urlencoded", 400),
        (b"stamp=" + b"a" * 26 + b".1." + b"0" * 32, "application/x-www-form-urlencoded", 400),
        (b"name=a&name=b", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 415),
    ],
)
async def test_a_body_that_is_none_changes_nothing(place: Place, body: bytes, kind: str, status: int) -> None:
    """Oversized, malformed, without our stamp or with a forged one."""
    headers = {"Content-Type": kind, "Origin": place.base}
    async with place.session.post(place.base + "/en/join", data=body, headers=headers) as answer:
        page = await answer.text()

    assert answer.status == status
    assert is_short_and_clear(page)


async def test_a_chunked_body_without_an_end_is_cut_off(place: Place) -> None:
    """No more of it is taken in than a form can be, whatever its head says."""
    chunk = b"1000\r\n" + b"a" * 0x1000 + b"\r\n"
    raw = await answered(place.base, POST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20)

    assert raw.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
    ],
)
async def test_another_sites_page_cannot_fill_in_our_forms(place: Place, headers: dict[str, str]) -> None:
    """Neither the form nor a button of a page whose address it knows; nothing has changed."""
    form = (await place.get("/en/join")).page.form()
    refused = await place.post(form.action, {**form.values, **ANSWERS}, **headers)
    asked = await place.asks()
    pressed = await place.post(asked.place, {"press": "joining.withdrawn:x:0"}, **headers)

    assert (refused.status, pressed.status) == (403, 403)
    assert "came from another site" in refused.words


async def test_whoever_sends_half_a_head_is_cut(migrated_sqlite: str) -> None:
    """The first one and a later one, on a connection that rests in between; others are served meanwhile."""
    patience = Patience(head=SOON, rest=SOON.total_seconds())
    async with opened(migrated_sqlite, patience=patience) as place:
        slow = [await Raw.opened(place.base) for _ in range(20)]
        for each in slow:
            await each.says(b"GET /en HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        later = await Raw.opened(place.base)
        await later.says(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /en HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        shown = await place.get("/en")
        ends = await asyncio.gather(*(each.rest() for each in slow), later.rest())

    assert shown.status == 200
    assert ends[:-1] == [b""] * 20
    assert ends[-1].count(b"HTTP/1.1") == 1


async def test_connections_are_not_without_number(migrated_sqlite: str) -> None:
    """Above so many at once, a new one is cut without being heard."""
    async with opened(migrated_sqlite, patience=Patience(most=3)) as place:
        held = [await Raw.opened(place.base) for _ in range(3)]
        for each in held:
            await each.says(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        one_more = await Raw.opened(place.base)

        assert await one_more.rest() == b""
        for each in held:
            await each.ends()


@pytest.mark.parametrize(
    "octets",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /en/join HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"\r\n\r\n\r\nNONSENSE\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_refused(place: Place, octets: bytes) -> None:
    """With a bare 400 at most; the next one is served."""
    raw = await answered(place.base, octets)

    assert not raw or raw.startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 "))
    assert b"Traceback" not in raw
    assert (await place.get("/en")).status == 200
