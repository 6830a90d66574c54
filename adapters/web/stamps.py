"""The stamp on a form that somebody fills in who has no page yet: it names the page that will be theirs.

So what is posted twice is one request; a stamp that is not ours, or too old, is told from one that is.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import timedelta
from typing import NamedTuple

from bot.ports import Clock, Entropy

GOOD_FOR = timedelta(hours=12)
_STAMP = re.compile(r"([a-z0-9]{26})\.([0-9]{1,12})\.([0-9a-f]{32})")


class Stamp(NamedTuple):
    """Which page, and whether the form may still be sent with it."""

    token: str
    is_fresh: bool


class Stamps:
    """`secret` keys what cannot be forged."""

    def __init__(self, secret: bytes, clock: Clock, entropy: Entropy) -> None:
        self._secret = secret
        self._clock = clock
        self._entropy = entropy

    def new(self) -> str:
        said = f"{self._entropy.identifier()}.{int(self._clock.now().timestamp())}"
        return f"{said}.{self._sealed(said)}"

    def again(self, stamp: str) -> str:
        """The one that came with a form, while it is good, so that the same form stays the same request; or a
        new one."""
        came = self.read(stamp)
        return stamp if came and came.is_fresh else self.new()

    def read(self, stamp: str) -> Stamp | None:
        """None for one that is not ours."""
        match = _STAMP.fullmatch(stamp)
        if match is None:
            return None
        said = f"{match[1]}.{match[2]}"
        if not hmac.compare_digest(self._sealed(said), match[3]):
            return None
        age = self._clock.now().timestamp() - int(match[2])
        return Stamp(match[1], age <= GOOD_FOR.total_seconds())

    def _sealed(self, said: str) -> str:
        return hmac.new(self._secret, said.encode(), hashlib.sha256).hexdigest()[:32]
