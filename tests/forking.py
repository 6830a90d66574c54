"""The server from which the processes are forked that tests start and kill: it has imported what they need
and told a story, so that none has to begin with that. There is one, whoever of the tests asks first."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from functools import cache
from multiprocessing.process import BaseProcess
from typing import Any

context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(
    [
        "pytest",
        "tests.processes.member",
        "tests.wire.slack.life",
        "tests.wire.discord.life",
        "tests.stories.broken",
        "tests.stories.warm",  # the last one: what is there by then is frozen
    ]
)


def started(target: Callable[..., None], *args: Any) -> BaseProcess:  # noqa: ANN401 - whatever it is told
    """A process, forked by a server that is ready: nobody's patience is spent on what that does once."""
    _get_ready()
    process = context.Process(target=target, args=args)
    process.start()
    return process


@cache
def _get_ready() -> None:
    process = context.Process(target=int)
    process.start()
    process.join()
