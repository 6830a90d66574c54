"""Logs carry ids and codes; a canary that anybody puts elsewhere never comes out."""

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
from enum import StrEnum

import pytest
import structlog
from aiohttp import ClientSession, web
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from adapters.logs import configure_logs, log, watch_loop

CANARY = "zoe.canary@ville.example"
LIBRARIES = ["aiohttp.access", "aiohttp.server", "sqlalchemy.engine.Engine", "aiosmtplib", "asyncio", "a.b"]


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the logs of the test go, everything at debug level; afterwards all is as it was."""
    root, hooks = logging.root, (sys.excepthook, sys.unraisablehook, threading.excepthook)
    handlers, level = root.handlers[:], root.level
    target = io.StringIO()
    configure_logs("debug", target)
    yield target
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def _lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def _failing() -> None:
    raise LookupError(CANARY)


def test_our_events_come_out_with_their_ids_and_codes(stream: io.StringIO) -> None:
    """Name, level, moment and the listed fields."""
    log.info("errand.settled", errand="abc234", result="delivered", attempt=2, seconds=0.25)

    (line,) = _lines(stream)
    assert str(line.pop("at")).endswith("Z")
    assert line == {
        "level": "info", "event": "errand.settled",
        "errand": "abc234", "result": "delivered", "attempt": 2, "seconds": 0.25,
    }  # fmt: skip


def test_a_field_that_is_not_listed_is_dropped_and_its_name_told(stream: io.StringIO) -> None:
    """So that a slip is noticed without being spilt."""
    log.info("request.submitted", request="abc234", email=CANARY, name="Zoé")

    (line,) = _lines(stream)
    assert line["dropped"] == ["email", "name"]
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize(
    "value",
    [CANARY, "two words", "Zoé", "x" * 65, "a\nb", b"abc", ["abc"], {"a": 1}, object(), float("nan")],
)
def test_a_value_that_is_no_code_is_dropped(stream: io.StringIO, value: object) -> None:
    """A listed field holds a short code or a number, nothing else."""
    log.info("request.submitted", request=value)

    (line,) = _lines(stream)
    assert "request" not in line
    assert line["dropped"] == ["request"]


def test_words_of_a_closed_list_are_codes(stream: io.StringIO) -> None:
    """A member of an enumeration is logged by its value; what is not known is left out."""
    state = StrEnum("state", ["waiting"])

    log.info("request.moved", state=state.waiting, errand=None, code="")

    (line,) = _lines(stream)
    assert line["state"] == "waiting"
    assert "dropped" not in line
    assert "errand" not in line


@pytest.mark.parametrize("event", [f"refused {CANARY}", CANARY])
def test_an_event_is_a_code_too(stream: io.StringIO, event: str) -> None:
    """A sentence in its place loses its words."""
    log.info(event)
    log.info("refused %s", CANARY)

    assert [line["event"] for line in _lines(stream)] == ["unnamed", "unnamed"]
    assert CANARY not in stream.getvalue()


def test_a_field_named_by_a_person_stays_out(stream: io.StringIO) -> None:
    """Even the name of a dropped field must be a code."""
    log.info("settings.read", **{CANARY: "x"})

    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize("name", LIBRARIES)
def test_nothing_that_a_library_says_comes_out(stream: io.StringIO, name: str) -> None:
    """Message, arguments, extras, stack and exception are left out at every level; that it spoke is told."""
    configure_logs("debug", stream)  # again: pytest's own handler, added since, would format
    library = logging.getLogger(name)
    library.setLevel(1)

    for level in (1, logging.DEBUG, logging.INFO, logging.WARNING, logging.CRITICAL):
        library.log(level, CANARY)
        library.log(level, "to %s", CANARY, extra={"mailbox": CANARY}, stack_info=True)
        library.log(level, "%s %d", CANARY)  # one argument short: formatting it would fail aloud

    assert CANARY not in stream.getvalue()
    assert {line["logger"] for line in _lines(stream)} == {name}
    assert len(_lines(stream)) == 15


def test_of_a_librarys_exception_only_its_type_and_our_frames_come_out(stream: io.StringIO) -> None:
    """Its text quotes people; its type and our own lines do not."""
    try:
        configure_logs(CANARY)
    except KeyError:
        logging.getLogger("aiohttp.server").exception(CANARY)

    (line,) = _lines(stream)
    (frame,) = list(line["frames"])  # type: ignore[call-overload]  # a list of strings
    assert line["error"] == "KeyError"
    assert frame.startswith("adapters/logs.py:")
    assert CANARY.upper() not in stream.getvalue().upper()


def test_our_own_exceptions_come_out_the_same_way(stream: io.StringIO) -> None:
    """`log.exception` gives the type, and not the text."""
    try:
        _failing()
    except LookupError:
        log.exception("errand.failed", errand="abc234")

    (line,) = _lines(stream)
    assert (line["error"], line["errand"]) == ("LookupError", "abc234")
    assert CANARY not in stream.getvalue()


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

    assert len(_lines(stream)) > 4
    assert _lines(stream)[-2]["error"] == "sqlalchemy.exc.IntegrityError"
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
    assert {"aiohttp.server", "aiohttp.access"} <= {line.get("logger") for line in _lines(stream)}
    assert "LookupError" in [line.get("error") for line in _lines(stream)]
    assert CANARY not in stream.getvalue()


async def test_a_loops_forgotten_exception_is_told_by_its_type(stream: io.StringIO) -> None:
    """With or without our handler on the loop."""
    loop = asyncio.get_running_loop()

    loop.call_exception_handler({"message": CANARY, "exception": LookupError(CANARY), "handle": CANARY})
    watch_loop(loop)
    loop.call_exception_handler({"message": CANARY, "exception": LookupError(CANARY), "handle": CANARY})

    told = [(line["event"], line["error"]) for line in _lines(stream) if "error" in line]
    assert told == [("library", "LookupError"), ("loop.error", "LookupError")]
    assert CANARY not in stream.getvalue()


def test_a_threads_death_is_told_by_its_type(stream: io.StringIO) -> None:
    """An exception that nobody catches in a thread."""
    thread = threading.Thread(target=_failing, name=CANARY)
    thread.start()
    thread.join()

    (line,) = _lines(stream)
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

    (line,) = _lines(stream)
    assert (line["logger"], line["level"]) == ("py.warnings", "warning")
    assert CANARY not in stream.getvalue()


def test_what_is_below_the_level_is_left_out(stream: io.StringIO) -> None:
    """At warning, neither our information nor a library's comes out."""
    configure_logs("warning", stream)

    log.info("errand.settled")
    logging.getLogger("asyncio").info("selector")
    log.warning("errand.late")
    logging.getLogger("asyncio").warning("slow")

    assert [line["event"] for line in _lines(stream)] == ["errand.late", "library"]


def test_of_libraries_only_warnings_come_out_unless_debugging(stream: io.StringIO) -> None:
    """At info, our information comes out and a library's, which has lost its words, does not."""
    configure_logs("info", stream)

    log.info("errand.settled")
    logging.getLogger("apscheduler").info("Added job")
    logging.getLogger("apscheduler").warning("Missed job")

    assert [line["event"] for line in _lines(stream)] == ["errand.settled", "library"]


def test_a_library_with_its_own_way_out_is_brought_back(stream: io.StringIO) -> None:
    """A logger that had its own handler and told nobody else goes through the pipeline."""
    stray = logging.getLogger("stray")
    elsewhere = io.StringIO()
    stray.addHandler(logging.StreamHandler(elsewhere))
    stray.propagate = False

    configure_logs("info", stream)
    stray.warning(CANARY)

    assert elsewhere.getvalue() == ""
    assert [line["logger"] for line in _lines(stream)] == ["stray"]


def test_a_closed_stream_does_not_stop_the_bot(stream: io.StringIO) -> None:
    """Losing the log is no reason to lose a request."""
    stream.close()
    log.info("errand.settled")
    another = io.StringIO()
    configure_logs("info", another)
    log.info("errand.late")

    assert [line["event"] for line in _lines(another)] == ["errand.late"]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_at_a_terminal_reads_words(stream: io.StringIO) -> None:
    """The same fields, as key=value."""
    terminal = _Terminal()
    configure_logs("info", terminal)

    log.warning("errand.late", errand="abc234", email=CANARY)

    assert terminal.getvalue().split(maxsplit=1)[1] == "warning  errand.late errand=abc234 dropped=email\n"


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
