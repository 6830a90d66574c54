"""Whatever way out a library makes for itself, and whenever, its words do not leave by it."""

from __future__ import annotations

import asyncio
import faulthandler
import io
import json
import logging
import logging.handlers
import queue
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import discord
import pytest
from alembic.runtime.migration import log as of_alembic
from apscheduler.schedulers.background import BackgroundScheduler
from slack_bolt.logger import get_bolt_logger
from sqlalchemy import create_engine, text

from adapters.logs import configure_logs, log
from tests.adapters.captured import captured_logs, lines_of

CANARY = "zoé.canary@ville.example"
names = count(1)


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    with captured_logs() as stream:
        yield stream


def fresh() -> logging.Logger:
    """One that nobody has made before."""
    return logging.getLogger(f"late.{next(names)}")


# ---- ways out, each made after ours


def with_a_handler_of_its_own() -> None:
    late = fresh()
    late.addHandler(logging.StreamHandler(sys.stderr))
    late.propagate = False
    late.warning("to %s", CANARY)


def of_a_class_of_its_own() -> None:
    made = logging.Logger(f"late.{next(names)}")  # noqa: LOG001 - and in no list
    made.addHandler(logging.StreamHandler(sys.stdout))
    made.error(CANARY)


def on_the_root() -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s %(exc_text)s"))
    logging.root.addHandler(handler)
    fresh().critical("to %s", CANARY)


def instead_of_ours() -> None:
    logging.basicConfig(force=True, stream=sys.stdout, level=logging.DEBUG)
    fresh().info(CANARY)


def through_a_queue() -> None:
    waiting: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    late = fresh()
    late.addHandler(logging.handlers.QueueHandler(waiting))
    late.warning(CANARY)
    while not waiting.empty():
        print(logging.Formatter().format(waiting.get()))


def with_an_exception() -> None:
    late = fresh()
    late.addHandler(logging.StreamHandler(sys.stderr))
    try:
        int(CANARY)
    except ValueError:
        late.exception(CANARY, stack_info=True)


def with_extras() -> None:
    late, handler = fresh(), logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(mailbox)s"))
    late.addHandler(handler)
    late.warning("to somebody", extra={"mailbox": CANARY})


def by_a_child() -> None:
    parent = fresh()
    parent.addHandler(logging.StreamHandler(sys.stderr))
    parent.getChild("child").warning(CANARY)


def by_an_adapter() -> None:
    logging.LoggerAdapter(fresh(), {"who": CANARY}).warning(CANARY)


def by_discord() -> None:
    discord.utils.setup_logging(level=logging.DEBUG)
    logging.getLogger("discord.gateway").debug("For Shard ID %s: %s", None, CANARY)


def by_discord_beside_the_root() -> None:
    discord.utils.setup_logging(level=logging.DEBUG, root=False)
    logging.getLogger("discord.client").error("Ignoring %s", CANARY)


def by_bolt() -> None:
    get_bolt_logger(type("App", (), {})).warning("Unhandled request (%s)", {"text": CANARY})


def by_sqlalchemy() -> None:
    engine = create_engine("sqlite://", echo="debug", logging_name=f"late{next(names)}")
    with engine.begin() as connection:
        connection.execute(text("SELECT :who"), {"who": CANARY}).all()
    engine.dispose()


def by_alembic() -> None:
    of_alembic.info("Running upgrade to %s", CANARY)


def by_apscheduler() -> None:
    scheduler = BackgroundScheduler()
    scheduler.add_job(int, args=(CANARY,), name=CANARY)
    scheduler.start()
    scheduler.shutdown(wait=True)


def by_smtp() -> None:
    logging.getLogger("mail.log").info("%r sender: %s", "session", CANARY)


def by_a_pool() -> None:
    def fail(_: object) -> None:
        raise LookupError(CANARY)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).add_done_callback(fail)


def by_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)


def by_a_loop_in_debug_mode() -> None:
    async def slow() -> None:
        loop = asyncio.get_running_loop()
        loop.slow_callback_duration = 0.0
        loop.call_soon(str, CANARY)
        await asyncio.wait({asyncio.create_task(asyncio.wait_for(asyncio.Event().wait(), 0), name=CANARY)})

    asyncio.run(slow(), debug=True)


WAYS: dict[str, Callable[[], None]] = {
    way.__name__: way
    for way in (
        with_a_handler_of_its_own, of_a_class_of_its_own, on_the_root, instead_of_ours, through_a_queue,
        with_an_exception, with_extras, by_a_child, by_an_adapter, by_discord, by_discord_beside_the_root,
        by_bolt, by_sqlalchemy, by_alembic, by_apscheduler, by_smtp, by_a_pool, by_a_warning,
        by_a_loop_in_debug_mode,
    )
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_no_word_leaves_by_a_way_of_a_librarys_own(
    stream: io.StringIO, capfd: pytest.CaptureFixture[str], way: str
) -> None:
    """Neither in the log, nor beside it; at debug level."""
    WAYS[way]()
    out, err = capfd.readouterr()

    for said in (stream.getvalue(), out, err):
        assert not [part for part in CANARY.split("@") if part in said]


def test_what_is_made_later_goes_through_the_pipeline_all_the_same(stream: io.StringIO) -> None:
    """It has no way of its own then, and all that it says is counted."""
    late = fresh()
    late.addHandler(logging.StreamHandler(io.StringIO()))
    late.propagate = False
    late.warning(CANARY)

    (line,) = lines_of(stream)
    assert (line["event"], line["logger"], line["level"]) == ("library", late.name, "warning")


def test_of_an_exception_the_type_and_our_frames_are_still_known(stream: io.StringIO) -> None:
    """Although the record that handlers get has none."""
    try:
        configure_logs(CANARY)
    except KeyError:
        fresh().exception(CANARY)

    (line,) = lines_of(stream)
    assert line["error"] == "KeyError"
    assert str(line["frames"]).startswith("['adapters/logs.py:")


def test_a_fatal_error_shows_where_and_not_what() -> None:
    """What the interpreter writes by itself names functions and lines, and no value."""
    secret = CANARY
    with tempfile.TemporaryFile() as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        written = file.read()

    assert b"test_a_fatal_error_shows_where" in written
    assert secret.partition(".")[2].encode() not in written


PROGRAM = """
import sys, traceback
from adapters.logs import configure_logs, log
from adapters.prints import unprinted
WORDS = {words!r}
configure_logs("info")
with unprinted():
    {printing}
log.info("bot.stopped")
"""
PRINTS = (
    "print(WORDS)",
    "print(WORDS, file=sys.stderr)",
    "sys.stdout.write(WORDS)",
    "traceback.print_exception(LookupError(WORDS))",
    "print(WORDS, end='')",
)


@pytest.mark.parametrize("printing", PRINTS)
def test_what_a_library_prints_is_told_without_its_words(printing: str) -> None:
    """Where the bot runs: that something was printed is an event, what it was is nobody's."""
    program = PROGRAM.format(words=CANARY, printing=printing)

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    events = [json.loads(line)["event"] for line in ended.stderr.splitlines()]
    assert (ended.returncode, ended.stdout, events) == (0, "", ["library.printed", "bot.stopped"])


def test_positional_values_of_ours_are_no_code_either(stream: io.StringIO) -> None:
    """As the logging module would take them."""
    log.warning("to %s and %s", CANARY, 7)

    assert CANARY not in stream.getvalue()
    assert [line["event"] for line in lines_of(stream)] == ["unnamed"]


def test_printing_where_nobody_runs_is_as_ever(capsys: pytest.CaptureFixture[str]) -> None:
    """A command's own answers are for whoever typed it."""
    print("well")
    traceback.print_stack(limit=1)

    assert capsys.readouterr().out == "well\n"
