"""How the Web API says no: HTTP 200, `ok` false, a code, and for arguments what is wrong with which."""

from __future__ import annotations


class Refused(Exception):
    """`error` as the method's own page lists it; `messages` go into `response_metadata`
    (https://docs.slack.dev/apis/web-api/#responses)."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = messages


class MissingScope(Exception):
    """With the scopes of which one would do (https://docs.slack.dev/apis/web-api/#responses)."""

    def __init__(self, needed: frozenset[str]) -> None:
        super().__init__(*sorted(needed))
        self.needed = ",".join(sorted(needed))


class RateLimited(Exception):
    """HTTP 429 with Retry-After in seconds (https://docs.slack.dev/apis/web-api/rate-limits)."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Unknown(AssertionError):
    """The server does not know this method, argument or use: it has to be added with its rules first."""
