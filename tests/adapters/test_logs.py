"""Our logs carry ids and codes; a canary that anybody puts elsewhere never comes out."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from enum import StrEnum

import pytest

from adapters.logs import configure_logs, log
from tests.adapters.captured import captured_logs, lines_of

CANARY = "zoe.canary@ville.example"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    with captured_logs() as stream:
        yield stream


def _failing() -> None:
    raise LookupError(CANARY)


def test_our_events_come_out_with_their_ids_and_codes(stream: io.StringIO) -> None:
    """Name, level, moment and the listed fields."""
    log.info("errand.settled", errand="abc234", result="delivered", attempt=2, seconds=0.25)

    (line,) = lines_of(stream)
    assert str(line.pop("at")).endswith("Z")
    assert line == {
        "level": "info", "event": "errand.settled",
        "errand": "abc234", "result": "delivered", "attempt": 2, "seconds": 0.25,
    }  # fmt: skip


def test_a_field_that_is_not_listed_is_dropped_and_its_name_told(stream: io.StringIO) -> None:
    """So that a slip is noticed without being spilt."""
    log.info("request.submitted", request="abc234", email=CANARY, name="Zoé")

    (line,) = lines_of(stream)
    assert line["dropped"] == ["email", "name"]
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize(
    "value",
    [CANARY, "two words", "Zoé", "x" * 65, "a\nb", b"abc", ["abc"], {"a": 1}, object(), float("nan")],
)
def test_a_value_that_is_no_code_is_dropped(stream: io.StringIO, value: object) -> None:
    """A listed field holds a short code or a number, nothing else."""
    log.info("request.submitted", request=value)

    (line,) = lines_of(stream)
    assert "request" not in line
    assert line["dropped"] == ["request"]


def test_words_of_a_closed_list_are_codes(stream: io.StringIO) -> None:
    """A member of an enumeration is logged by its value; what is not known is left out."""
    state = StrEnum("state", ["waiting"])

    log.info("request.moved", state=state.waiting, errand=None, code="")

    (line,) = lines_of(stream)
    assert line["state"] == "waiting"
    assert "dropped" not in line
    assert "errand" not in line


@pytest.mark.parametrize("event", [f"refused {CANARY}", CANARY])
def test_an_event_is_a_code_too(stream: io.StringIO, event: str) -> None:
    """A sentence in its place loses its words."""
    log.info(event)
    log.info("refused %s", CANARY)

    assert [line["event"] for line in lines_of(stream)] == ["unnamed", "unnamed"]
    assert CANARY not in stream.getvalue()


def test_a_field_named_by_a_person_stays_out(stream: io.StringIO) -> None:
    """Even the name of a dropped field must be a code."""
    log.info("settings.read", **{CANARY: "x"})

    assert CANARY not in stream.getvalue()


def test_our_own_exceptions_come_out_the_same_way(stream: io.StringIO) -> None:
    """`log.exception` gives the type, and not the text."""
    try:
        _failing()
    except LookupError:
        log.exception("errand.failed", errand="abc234")

    (line,) = lines_of(stream)
    assert (line["error"], line["errand"]) == ("LookupError", "abc234")
    assert CANARY not in stream.getvalue()


def test_what_is_below_the_level_is_left_out(stream: io.StringIO) -> None:
    """At warning, neither our information nor a library's comes out."""
    configure_logs("warning", stream)

    log.info("errand.settled")
    logging.getLogger("asyncio").info("selector")
    log.warning("errand.late")
    logging.getLogger("asyncio").warning("slow")

    assert [line["event"] for line in lines_of(stream)] == ["errand.late", "library"]


def test_a_closed_stream_does_not_stop_the_bot(stream: io.StringIO) -> None:
    """Losing the log is no reason to lose a request."""
    stream.close()
    log.info("errand.settled")
    another = io.StringIO()
    configure_logs("info", another)
    log.info("errand.late")

    assert [line["event"] for line in lines_of(another)] == ["errand.late"]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_at_a_terminal_reads_words(stream: io.StringIO) -> None:
    """The same fields, as key=value."""
    terminal = _Terminal()
    configure_logs("info", terminal)

    log.warning("errand.late", errand="abc234", email=CANARY)

    assert terminal.getvalue().split(maxsplit=1)[1] == "warning  errand.late errand=abc234 dropped=email\n"
