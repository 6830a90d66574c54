"""What is printed where nobody reads: a library that prints quotes people. That it did is told, its words are
not. The log itself has got hold of its own way out before."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

from adapters.logs import log


class Unprinted(io.TextIOBase):
    """A place to print to that keeps nothing; one line in the log for each that was begun."""

    def __init__(self) -> None:
        super().__init__()
        self._in_a_line = False

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text.strip() and not self._in_a_line:
            log.warning("library.printed")
        self._in_a_line = not text.endswith("\n") if text else self._in_a_line
        return len(text)


@contextmanager
def unprinted() -> Iterator[None]:
    """As long as the bot runs."""
    nowhere = Unprinted()
    with redirect_stdout(nowhere), redirect_stderr(nowhere):
        yield
