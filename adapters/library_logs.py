"""What libraries log: that one spoke, how loudly, and the type of its exception; never a word of it.

A record is made without words, so that none can leave by any way, whoever makes that way and when; and
whoever asks for a logger gets one that has no way of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from adapters.log_failures import Failure, failure_of

WORDLESS = "(a library's words are not kept)"
Tell = Callable[[int, str, Failure | None], None]  # level, logger, failure


class Wordless(logging.LogRecord):
    """Of what it is made of, only the name, the level, and of the exception what a log may know."""

    def __init__(
        self,
        name: str,
        level: int,
        _pathname: object = "",
        _line: object = 0,
        _message: object = "",
        _arguments: object = (),
        exc_info: object = None,
        *_more: object,
        **_others: object,
    ) -> None:
        super().__init__(name, level, "", 0, WORDLESS, (), None)
        self.threadName = self.processName = ""  # people's names may be in them
        self.peerbot_failure = failure_of(exc_info)


class Library(logging.Logger):
    """Tells the pipeline and nobody else, whatever it is asked to do."""

    @property
    def propagate(self) -> bool:
        return True

    @propagate.setter
    def propagate(self, _: bool) -> None:
        return

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802 - the logging module's name
        """There is one way out."""

    def makeRecord(self, *given: Any, extra: Any = None, **others: Any) -> logging.LogRecord:  # noqa: ANN401, N802 - as above
        """Whatever else a library would like to have in it is left out."""
        del extra
        return super().makeRecord(*given[:8], **{key: others[key] for key in ("func",) if key in others})


class Foreign(logging.Handler):
    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(record.levelno, record.name, getattr(record, "peerbot_failure", None))


def take_over(level: int, tell: Tell) -> None:
    """From here on, of those that there are and of those that will be."""
    logging.setLogRecordFactory(Wordless)
    logging.setLoggerClass(Library)
    for existing in logging.root.manager.loggerDict.values():
        if isinstance(existing, logging.Logger):
            existing.handlers.clear()
            if type(existing) is logging.Logger:
                existing.__class__ = Library
            existing.propagate = True
    logging.root.handlers[:] = [Foreign(tell)]
    # Without their words, what libraries do all day says nothing to anyone who is not looking for a fault.
    logging.root.setLevel(level if level <= logging.DEBUG else max(level, logging.WARNING))
    logging.captureWarnings(capture=True)


def let_go() -> None:
    """Of those that will be: for tests."""
    logging.setLogRecordFactory(logging.LogRecord)
    logging.setLoggerClass(logging.Logger)
    logging.captureWarnings(capture=False)
