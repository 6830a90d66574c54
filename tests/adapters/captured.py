"""Logs caught for a test, through the pipeline of production."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from adapters.library_logs import let_go
from adapters.logs import configure_logs


@contextmanager
def captured_logs() -> Iterator[io.StringIO]:
    """Everything at debug level; afterwards all is as it was."""
    root, hooks = logging.root, (sys.excepthook, sys.unraisablehook, threading.excepthook)
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logs("debug", stream)
    try:
        yield stream
    finally:
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        let_go()
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


def lines_of(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]
