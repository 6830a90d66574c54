"""What libraries log, warn and raise comes out without its words, and what crashes too."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
from aiohttp import ClientSession, web
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from adapters.logs import configure_logs, log, watch_loop
from tests.adapters.captured import captured_logs, lines_of

CANARY = "zoe.canary@ville.example"
LIBRARIES = ["aiohttp.access", "aiohttp.server", "sqlalchemy.engine.Engine", "aiosmtplib", "asyncio", "a.b"]


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    with captured_logs() as stream:
        yield stream


def _failing() -> None:
    raise LookupError(CANARY)


@pytest.mark.parametrize("name", LIBRARIES)
def test_nothing_that_a_library_says_comes_out(stream: io.StringIO, name: str) -> None:
    """Message, arguments, extras, stack and exception are left out at every level; that it spoke is told."""
    configure_logs("debug", stream)  # again: pytest's own handler, added since, would format
    library = logging.getLogger(name)
    before = library.level
    library.setLevel(1)

    for level in (1, logging.DEBUG, logging.INFO, logging.WARNING, logging.CRITICAL):
        library.log(level, CANARY)
        library.log(level, "to %s", CANARY, extra={"mailbox": CANARY}, stack_info=True)
        library.log(level, "%s %d", CANARY)  # one argument short: formatting it would fail aloud
    library.setLevel(before)  # other tests look at what is logged while they run

    assert CANARY not in stream.getvalue()
    assert {line["logger"] for line in lines_of(stream)} == {name}
    assert len(lines_of(stream)) == 15


def test_of_a_librarys_exception_only_its_type_and_our_frames_come_out(stream: io.StringIO) -> None:
    """Its text quotes people; its type and our own lines do not."""
    try:
        configure_logs(CANARY)
    except KeyError:
        logging.getLogger("aiohttp.server").exception(CANARY)

    (line,) = lines_of(stream)
    (frame,) = list(line["frames"])  # type: ignore[call-overload]  # a list of strings
    assert line["error"] == "KeyError"
    assert frame.startswith("adapters/logs.py:")
    assert CANARY.upper() not in stream.getvalue().upper()


def test_the_databases_statements_stay_out(stream: io.StringIO) -> None:
    """SQLAlchemy at debug level and its exceptions quote every parameter; none gets through."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE people (name TEXT UNIQUE)"))
        connection.execute(text("INSERT INTO people VALUES (:name)"), {"name": CANARY})
        with pytest.raises(IntegrityError) as refused:
            connection.execute(text("INSERT INTO people VALUES (:name)"), {"name": CANARY})
        log.error("errand.failed", exc_info=refused.value)
    engine.dispose()
    logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)

    assert len(lines_of(stream)) > 4
    assert lines_of(stream)[-2]["error"] == "sqlalchemy.exc.IntegrityError"
    assert CANARY not in stream.getvalue()


async def test_what_a_web_request_carries_stays_out(stream: io.StringIO) -> None:
    """A failing handler's text and a request's path and query are not logged; the failure is."""

    async def fail(request: web.Request) -> web.Response:
        raise LookupError(request.query["who"])

    app = web.Application()
    app.router.add_get("/{tail:.*}", fail)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with (
        ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/{CANARY}?who={CANARY}") as got,
    ):
        status = got.status
    await runner.cleanup()

    assert status == 500
    assert {"aiohttp.server", "aiohttp.access"} <= {line.get("logger") for line in lines_of(stream)}
    assert "LookupError" in [line.get("error") for line in lines_of(stream)]
    assert CANARY not in stream.getvalue()


async def test_a_loops_forgotten_exception_is_told_by_its_type(stream: io.StringIO) -> None:
    """With or without our handler on the loop."""
    loop = asyncio.get_running_loop()

    loop.call_exception_handler({"message": CANARY, "exception": LookupError(CANARY), "handle": CANARY})
    watch_loop(loop)
    loop.call_exception_handler({"message": CANARY, "exception": LookupError(CANARY), "handle": CANARY})

    told = [(line["event"], line["error"]) for line in lines_of(stream) if "error" in line]
    assert told == [("library", "LookupError"), ("loop.error", "LookupError")]
    assert CANARY not in stream.getvalue()


def test_a_threads_death_is_told_by_its_type(stream: io.StringIO) -> None:
    """An exception that nobody catches in a thread."""
    thread = threading.Thread(target=_failing, name=CANARY)
    thread.start()
    thread.join()

    (line,) = lines_of(stream)
    assert (line["event"], line["error"]) == ("thread.crashed", "LookupError")
    assert CANARY not in stream.getvalue()


def test_warnings_lose_their_words(stream: io.StringIO) -> None:
    """That something was warned about is told, not what it quoted."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
        logging.captureWarnings(capture=False)

    (line,) = lines_of(stream)
    assert (line["logger"], line["level"]) == ("py.warnings", "warning")
    assert CANARY not in stream.getvalue()


def test_of_libraries_only_warnings_come_out_unless_debugging(stream: io.StringIO) -> None:
    """At info, our information comes out and a library's, which has lost its words, does not."""
    configure_logs("info", stream)

    log.info("errand.settled")
    logging.getLogger("apscheduler").info("Added job")
    logging.getLogger("apscheduler").warning("Missed job")

    assert [line["event"] for line in lines_of(stream)] == ["errand.settled", "library"]


def test_a_library_with_its_own_way_out_is_brought_back(stream: io.StringIO) -> None:
    """A logger that had its own handler and told nobody else goes through the pipeline."""
    stray = logging.getLogger("stray")
    elsewhere = io.StringIO()
    stray.addHandler(logging.StreamHandler(elsewhere))
    stray.propagate = False

    configure_logs("info", stream)
    stray.warning(CANARY)

    assert elsewhere.getvalue() == ""
    assert [line["logger"] for line in lines_of(stream)] == ["stray"]


CRASHES = {
    "raise LookupError(CANARY)": "crashed",
    "class Bad:\n    def __del__(self): raise LookupError(CANARY)\nBad()": "exception.ignored",
}


@pytest.mark.parametrize("crash", CRASHES)
def test_a_crash_of_the_process_tells_only_the_type(crash: str) -> None:
    """What Python itself would print on the way out quotes the exception."""
    program = f"from adapters.logs import configure_logs\nCANARY={CANARY!r}\nconfigure_logs('info')\n{crash}"

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    (line,) = ended.stderr.splitlines()
    assert (json.loads(line)["event"], json.loads(line)["error"]) == (CRASHES[crash], "LookupError")
    assert CANARY not in ended.stdout + ended.stderr
