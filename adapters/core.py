"""The core beside a running bot, for as long as one command lasts.

As in `adapters/main.py`, what it needs is imported when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from adapters.endings import FAILED, complain, told

if TYPE_CHECKING:
    from bot.app import App


@contextmanager
def beside_the_bot(log_level: str = "info") -> Iterator[App]:
    """What ends the command is told in a line (`told`)."""
    with told(log_level):
        from adapters.beside import beside
        from adapters.settings import load_settings

        with beside(load_settings()) as core:
            yield core


def refuse(line: str) -> typer.Exit:
    """To be raised: the command failed, and this is why."""
    complain(line)
    return typer.Exit(FAILED)
