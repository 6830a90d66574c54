"""What clients send that keep no rules, and what they get: a short page or nothing, and never a traceback."""

from __future__ import annotations

import pytest

from adapters.web.bodies import BODY_LIMIT
from tests.web.place import ANSWERS, Place
from tests.web.raw import answered

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
        ("TRACE", "/en", 405),
        ("PROPFIND", "/fr/join", 405),
        ("OPTIONS", "*", 404),
        ("CONNECT", "evil.example:443", 404),
        ("GET", "//evil.example/join", 404),
        ("GET", "/en/%0d%0aSet-Cookie:x=1", 404),
        ("GET", "/en/%zz%2", 404),
        ("GET", "/%ff%fe", 404),
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
    assert "Server: " not in head
    assert "Location: " not in head


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
        (b"a=b", "application/x-www-form-urlencoded; charset=nonsense", 400),
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
