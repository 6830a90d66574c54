"""How too much is answered: docs.discord.com/developers/topics/rate-limits (exceeding a rate limit)."""

from __future__ import annotations

from collections.abc import Mapping

Headers = dict[str, str]


class Limited(Exception):
    """429, with what the client has to wait. `scope`: whose limit it was."""

    def __init__(self, seconds: float, scope: str, headers: Mapping[str, str]) -> None:
        super().__init__(seconds, scope)
        self.seconds, self.scope = seconds, scope
        self.headers = {**headers, **limited_headers(seconds, scope)}

    def as_json(self) -> dict[str, object]:
        return limited_json(self.seconds, everywhere=self.scope == "global")


def limited_json(seconds: float, *, everywhere: bool = False) -> dict[str, object]:
    said = {"message": "You are being rate limited.", "code": 0}
    return {**said, "retry_after": seconds, "global": everywhere}


def limited_headers(seconds: float, scope: str = "user", *, via: bool = True) -> Headers:
    """Without `Via` it is not the API that says so, but what stands before it."""
    headers = {"Retry-After": str(max(1, round(seconds))), "X-RateLimit-Scope": scope}
    headers |= {"X-RateLimit-Global": "true"} if scope == "global" else {}
    return headers | ({"Via": "1.1 google"} if via else {})
