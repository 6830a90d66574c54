"""What no application hears: it gets a short page of ours, and never a word of the library's."""

from __future__ import annotations

from aiohttp import web

from adapters.web.health import health_app, serve
from tests.adapters.captured import captured_logs
from tests.web.place import Place
from tests.web.raw import answered

END = b"\r\nConnection: close\r\n\r\n"
POST = b"POST /en/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
GET = b"GET /en HTTP/1.1\r\nHost: x\r\n"
LIBRARY = (b"Server:", b"aiohttp", b"Python", b"Traceback", b"reading:", b"Invalid", b"canary")
PAGES = (
    "/en",
    "/fr/meetings",
    "/en/polls",
    "/fr/join",
    "/en/back",
    "/en/mail/aa",
    "/fr/download/aa",
)


NO_HTTP = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\r\n\r\n\r\nNONSENSE\r\n\r\n",
    b"canary /en HTTP/1.1\r\nHost: x" + END,
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /canary\x00 HTTP/1.1\r\nHost: x" + END,
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
    GET + b"X: " + b"a" * 20_000 + b"\r\n\r\n",
    GET + b"".join(b"X%d: canary\r\n" % each for each in range(300)) + b"\r\n",
    GET + b"Host: canary" + END,
    b"GET /en HTTP/1.1" + END,
    GET + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    POST + b"Content-Length: -1\r\n\r\n",
    POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    POST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde",
    POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\ncanary\r\n",
    POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\n",
)


async def test_what_is_no_http_gets_a_short_page(place: Place) -> None:
    """With our headers; the next one is served, and nothing of it is in a log."""
    with captured_logs() as written:
        answers = [await answered(place.base, octets) for octets in NO_HTTP]
        next_one = await place.get("/en")

    assert {each[:13] for each in answers} == {b"HTTP/1.0 400 "}
    assert all(b"Content-Security-Policy: default-src 'none'" in each for each in answers)
    assert all(b"This could not be read" in each for each in answers)
    assert not [word for each in answers for word in LIBRARY if word in each]
    assert next_one.status == 200
    assert written.getvalue() == ""


SELDOM = (
    (POST + b"Expect: canary\r\nContent-Length: 3" + END + b"a=b", b"417"),
    (POST + b"Expect: 100-continue\r\nContent-Length: 3" + END + b"a=b", b"100"),
    (POST + b"Content-Encoding: gzip\r\nContent-Length: 3" + END + b"a=b", b"415"),
    (b"GET http://evil.example/join HTTP/1.1\r\nHost: x" + END, b"302"),
    (GET + b"Range: bytes=0-3" + END, b"200"),
    (GET + b"Accept-Language: fr;q=nan, en;q=inf" + END, b"200"),
    (b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 0" + END, b"405"),
    (b"GET /calendar/" + b"a" * 26 + b".ics HTTP/1.1\r\nHost: x" + END, b"404"),
    (b"GET /slack/canary HTTP/1.1\r\nHost: x" + END, b"404"),
)


async def test_what_is_seldom_asked_is_answered_like_the_rest(place: Place) -> None:
    """Nobody is led to another site, and nothing that was sent comes back."""
    answers = [await answered(place.base, octets) for octets, _ in SELDOM]

    assert [each.split(b" ")[1] for each in answers] == [status for _, status in SELDOM]
    assert not [word for each in answers for word in (*LIBRARY, b"evil") if word in each]


async def test_only_the_head_is_asked_for(place: Place) -> None:
    """It is that of the page, without the page."""
    for path in PAGES:
        asked = b" %s HTTP/1.1\r\nHost: x" % path.encode() + END
        head, whole = await answered(place.base, b"HEAD" + asked), await answered(place.base, b"GET" + asked)

        assert _lines(head) == _lines(whole.partition(b"\r\n\r\n")[0])
        assert head.endswith(b"\r\n\r\n")


def _lines(head: bytes) -> list[bytes]:
    return [each for each in head.strip().split(b"\r\n") if not each.startswith(b"Date:")]


async def test_a_failure_that_nobody_caught_is_told_without_its_reason() -> None:
    """At a port without pages it is a status alone; the log has the rest, and not who called."""

    async def fails(_: web.Request) -> web.Response:
        raise ValueError("canary")

    async def is_paused() -> bool:
        return False

    app = health_app(is_paused, lambda: 0.0)
    app.add_routes([web.get("/fails", fails)])
    runner = await serve(app, "127.0.0.1", 0)
    with captured_logs() as written:
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        raw = await answered(base, b"GET /fails HTTP/1.1\r\nHost: x" + END)
        await runner.cleanup()

    assert raw.startswith(b"HTTP/1.1 503 ")
    assert raw.endswith(b"\r\n\r\n")
    assert not [each for each in LIBRARY if each in raw]
    assert "route=connection" in written.getvalue().replace('"', "").replace(": ", "=")
    assert "127.0.0.1" not in written.getvalue()
