"""How often what may be called: docs.discord.com/developers/topics/rate-limits. A bucket for each route and
its channel or guild, and fifty requests a second for all together; interactions count for neither."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from tests.wire.discord.limited import Headers, Limited

LIMIT, WINDOW = 5, 5.0  # of a bucket; Discord does not say, and may change it at any moment
GLOBAL, SECOND = 50, 1.0
INVALID, TEN_MINUTES = 10_000, 600.0


@dataclass
class Rates:
    """`now` in seconds. What came although the answer before said that nothing remains goes to `problems`,
    and so does what came before it was time. Not `strict`, each bucket is as good as bottomless."""

    now: Callable[[], float]
    problems: list[str]
    strict: bool = False
    window: float = WINDOW
    invalid_most: int = INVALID
    _buckets: dict[str, tuple[float, int]] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)
    _invalid: deque[float] = field(default_factory=deque)
    _until: dict[str, float] = field(default_factory=dict)

    def count(self, bucket: str) -> Headers:
        """The headers that tell how much remains."""
        if not self.strict:
            return self._headers(bucket, 1000, 999, self.window)
        self._check_waited(bucket)
        begun, calls = self._buckets.get(bucket, (self.now(), 0))
        if self.now() - begun >= self.window:
            begun, calls = self.now(), 0
        after = begun + self.window - self.now()
        if calls >= LIMIT:
            self.problems.append(f"rates: {bucket} although nothing remained")
            raise self._refuse(bucket, after, "user")
        self._count_all(bucket)
        self._buckets[bucket] = begun, calls + 1
        return self._headers(bucket, LIMIT, LIMIT - calls - 1, after)

    def _count_all(self, bucket: str) -> None:
        everything = _within(self._all, self.now(), SECOND)
        if len(everything) >= GLOBAL:
            raise self._refuse(bucket, everything[0] + SECOND - self.now(), "global")
        everything.append(self.now())

    def count_invalid(self, status: int, scope: str = "user") -> None:
        """401, 403 and 429, these unless the limit is shared with others."""
        if status not in {401, 403, 429} or scope == "shared":
            return
        calls = _within(self._invalid, self.now(), TEN_MINUTES)
        calls.append(self.now())
        if len(calls) > self.invalid_most:
            self.problems.append("rates: too many invalid requests, the address is banned")

    def _refuse(self, bucket: str, seconds: float, scope: str) -> Limited:
        """With what remains of the bucket: nothing, unless it was the limit for all."""
        until = self.now() + seconds
        self._until["" if scope == "global" else bucket] = until
        return Limited(seconds, scope, {} if scope == "global" else self._headers(bucket, LIMIT, 0, seconds))

    def _check_waited(self, bucket: str) -> None:
        for each in (bucket, ""):
            if self._until.get(each, 0.0) > self.now():
                self.problems.append(f"rates: {each or 'anything'} before Retry-After was over")

    def _headers(self, bucket: str, limit: int, remaining: int, after: float) -> Headers:
        return {
            "X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(remaining),
            "X-RateLimit-Reset": f"{self.now() + after:.3f}", "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": sha256(bucket.partition(" of ")[0].encode()).hexdigest()[:32],
        }  # fmt: skip


def _within(calls: deque[float], now: float, seconds: float) -> deque[float]:
    while calls and now - calls[0] >= seconds:
        calls.popleft()
    return calls
