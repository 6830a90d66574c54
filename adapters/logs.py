"""Logs that carry ids and codes, never names, addresses or what people wrote.

One pipeline for us and for every library. What is allowed through is listed (`FIELDS`, `CODE`), everything
else stays out: of a library's record only who logged it, its level, the type of its exception and where in
our own code that passed. Libraries put whole messages, e-mail addresses and SQL parameters in their records.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import sys
import threading
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger

from adapters.library_logs import take_over
from adapters.log_failures import CODE, Failure, failure_of

FIELDS = frozenset({
    # ids: random ones of ours, and what a platform calls its own things
    "errand", "request", "member", "posting", "subject", "recipient", "platform", "room", "workspace",
    # codes: words out of our own source
    "action", "event_kind", "kind", "code", "result", "state", "role", "language", "version", "signal",
    "database", "revision", "variable", "route", "status", "phase",
    # counts and durations
    "attempt", "count", "claimed", "waiting", "port", "seconds", "milliseconds",
})  # fmt: skip
NOTHING: tuple[object, ...] = (None, "")  # left out without a word

log: FilteringBoundLogger = structlog.get_logger()


def configure_logs(level: str, stream: TextIO | None = None) -> None:
    """From here on everything that is logged, warned or raised to nobody goes to `stream` (standard error
    unless told) as JSON, or as readable lines when a person is watching."""
    target = stream or sys.stderr
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            _only_what_is_allowed,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _as_words if target.isatty() else _as_json,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: _Lines(target),
        cache_logger_on_first_use=False,
    )
    take_over(number, _library_spoke)
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _thread_died


def watch_loop(loop: asyncio.AbstractEventLoop) -> None:
    """What a loop would print about a forgotten exception quotes its callbacks' arguments."""
    loop.set_exception_handler(_loop_error)


class _Lines:
    """Writes whole lines; a log that cannot be written does not stop the bot."""

    _lock = threading.Lock()

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        try:
            with self._lock:
                self._stream.write(line + "\n")
                self._stream.flush()
        except (OSError, ValueError):  # the other end is closed
            return

    debug = info = warning = error = critical = msg


def _library_spoke(level: int, logger: str, failure: Failure | None) -> None:
    log.log(_known_level(level), "library", logger=logger, exc_info=failure)


def _known_level(number: int) -> int:
    """Libraries make up levels of their own; the nearest of the usual ones below."""
    return max(logging.DEBUG, min(logging.CRITICAL, number // 10 * 10))


def _only_what_is_allowed(_: object, __: str, event: EventDict) -> Mapping[str, Any]:
    kept: dict[str, Any] = {"level": event.pop("level"), "event": _code(event.pop("event")) or "unnamed"}
    kept.update(_failure(event.pop("exc_info", None)))
    if kept["event"] == "library":
        kept["logger"] = _code(event.pop("logger", "")) or "unnamed"
    dropped = []
    for key, value in event.items():
        allowed = _value(value) if key in FIELDS else None
        if allowed is not None:
            kept[key] = allowed
        elif value not in NOTHING:
            dropped.append(_code(key) or "unnamed")
    return kept | ({"dropped": sorted(dropped)} if dropped else {})


def _value(value: object) -> str | float | None:
    if isinstance(value, str):
        return _code(value)
    if isinstance(value, int):  # bool is one
        return value
    return value if isinstance(value, float) and math.isfinite(value) else None


def _failure(given: object) -> dict[str, Any]:
    failure = given if isinstance(given, Failure) else failure_of(given)
    return asdict(failure) if failure else {}


def _code(value: object) -> str | None:
    written = str(value) if isinstance(value, str) else ""
    return written if CODE.fullmatch(written) else None


def _as_json(_: object, __: str, event: MutableMapping[str, Any]) -> str:
    return json.dumps({"at": event.pop("at")} | dict(event))


def _as_words(_: object, __: str, event: MutableMapping[str, Any]) -> str:
    head = f"{event.pop('at')} {event.pop('level'):<8} {event.pop('event')}"
    return " ".join([head, *(f"{key}={_in_words(value)}" for key, value in event.items())])


def _in_words(value: object) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


def _uncaught(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    log.critical("crashed", exc_info=error)


def _unraisable(met: sys.UnraisableHookArgs) -> None:
    log.error("exception.ignored", exc_info=met.exc_value)


def _thread_died(met: threading.ExceptHookArgs) -> None:
    log.critical("thread.crashed", exc_info=met.exc_value)


def _loop_error(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("loop.error", exc_info=cast("BaseException | None", context.get("exception")))
