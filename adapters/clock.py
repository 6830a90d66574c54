"""Time and chance: the machine's for production, and those that a run can be repeated with."""

from __future__ import annotations

import itertools
import random
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.ports import Clock

IDENTIFIER_BYTES = 16
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
PAIRS = ["".join(pair) for pair in itertools.product(LETTERS, repeat=2)]  # ten bits each
SHIFTS = range(120, -1, -10)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class StillClock:
    """Always the same moment; under a `PushedClock` it moves only when pushed."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock needs an aware moment")
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        return self._moment


class PushedClock:
    """A clock ahead of another one (the machine's, unless told), and which can be pushed further ahead."""

    def __init__(self, offset: timedelta = timedelta(0), base: Clock | None = None) -> None:
        self._offset = offset
        self._base = base or SystemClock()

    def now(self) -> datetime:
        return self._base.now() + self._offset

    def push(self, by: timedelta) -> None:
        if by < timedelta(0):
            raise ValueError("time goes forward only")
        self._offset += by


class KeptClock(PushedClock):
    """Ahead by as much after the next start as before it; `offset` is for the first one."""

    def __init__(self, file: Path, offset: timedelta, base: Clock | None = None) -> None:
        super().__init__(timedelta(seconds=float(file.read_text())) if file.exists() else offset, base)
        self._file = file

    def push(self, by: timedelta) -> None:
        super().push(by)
        self._file.write_text(str(self._offset.total_seconds()))


class SystemEntropy:
    """The operating system's secure source."""

    def bytes(self, size: int) -> bytes:
        return secrets.token_bytes(size)

    def identifier(self) -> str:
        return _identifier(self.bytes(IDENTIFIER_BYTES))

    def digits(self, count: int) -> str:
        return f"{secrets.randbelow(10**count):0{count}}"

    def fraction(self) -> float:
        return random.random()  # noqa: S311 - jitter is no secret


class SeededEntropy:
    """Chance that comes out the same for the same seed. Never in production: whoever knows the seed knows
    every code and every key."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - to be predictable is its purpose

    def bytes(self, size: int) -> bytes:
        return self._random.randbytes(size)

    def identifier(self) -> str:
        return _identifier(self.bytes(IDENTIFIER_BYTES))

    def digits(self, count: int) -> str:
        return f"{self._random.randrange(10**count):0{count}}"

    def fraction(self) -> float:
        return self._random.random()


def _identifier(chance: bytes) -> str:
    """Every event makes several, and the standard library's base 32 took a tenth of its time."""
    number = int.from_bytes(chance)
    return "".join([PAIRS[number >> shift & 0x3FF] for shift in SHIFTS])
