"""What a log may know of an exception: its type, and where it passed through our own code. Its text and the
values of its frames quote people."""

from __future__ import annotations

import re
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

CODE = re.compile(r"[A-Za-z0-9_.:/-]{1,64}")
OURS = ("bot", "storage", "adapters")
ROOT = Path(__file__).parents[1]
MOST_FRAMES = 8


@dataclass(frozen=True, slots=True)
class Failure:
    """`error` is the type's full name, `frames` are file and line."""

    error: str
    frames: list[str] = field(default_factory=list)


def failure_of(given: object) -> Failure | None:
    """As the logging module takes it: an exception, a triple with one, or True for the one at hand."""
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if not isinstance(error, BaseException):
        return None
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return Failure(name if CODE.fullmatch(name) else "unnamed", _our_frames(error.__traceback__))


def _our_frames(trace: TracebackType | None) -> list[str]:
    passed = []
    for frame, line in traceback.walk_tb(trace):
        file = Path(frame.f_code.co_filename)
        inside = file.relative_to(ROOT) if file.is_relative_to(ROOT) else Path()
        if inside.parts[:1] and inside.parts[0] in OURS:
            passed.append(f"{inside.as_posix()}:{line}")
    return passed[-MOST_FRAMES:]
