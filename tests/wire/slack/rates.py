"""How often what may be called: docs.slack.dev/apis/web-api/rate-limits. Per method, the workspace being one.

Slack lets short bursts pass and does not say how long: here there are none."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.wire.slack.refusals import RateLimited

MINUTE = 60.0
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # calls a minute
POSTS = 1.0  # "one message per second per channel"


@dataclass
class Rates:
    """`now` in seconds; each refused call has no effect and does not count."""

    now: Callable[[], float]
    _calls: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _posts: dict[str, float] = field(default_factory=dict)

    def count(self, method: str, tier: int) -> None:
        """In the minute before now."""
        calls, now = self._calls[method], self.now()
        while calls and now - calls[0] >= MINUTE:
            calls.popleft()
        if len(calls) >= TIERS[tier]:
            raise RateLimited(math.ceil(calls[0] + MINUTE - now))
        calls.append(now)

    def post(self, channel: str) -> None:
        """Whatever puts a new message into a channel."""
        wait = self._posts.get(channel, -POSTS) + POSTS - self.now()
        if wait > 0:
            raise RateLimited(math.ceil(wait))
        self._posts[channel] = self.now()
