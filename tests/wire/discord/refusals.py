"""How the API says no: a status, a JSON error code, and for bad forms a tree of what is wrong where.

docs.discord.com/developers/reference, docs.discord.com/developers/topics/opcodes-and-status-codes
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Code = tuple[int, int, str]


class Refused(Exception):
    """An answer that is not a success."""

    def __init__(self, status: int, code: int, message: str, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(status, code, message, errors)
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def as_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"message": self.message, "code": self.code}
        return shown | ({"errors": self.errors} if self.errors else {})


class Unknown(AssertionError):
    """The server does not know this route, argument or use: it has to be added with its rules first."""


def invalid(where: str, what: str, code: str = "INVALID") -> Refused:
    """50035: the path as nested names."""
    tree: dict[str, Any] = {"_errors": [{"code": code, "message": what}]}
    for name in reversed(where.split(".")):
        tree = {name: tree}
    return Refused(400, 50035, "Invalid Form Body", tree)


UNAUTHORIZED: Code = (401, 0, "401: Unauthorized")
NETWORK_ERROR: Code = (403, 40333, "internal network error")  # a User-Agent that is none
INVALID_JSON: Code = (400, 50109, "The request body contains invalid JSON.")
UNKNOWN_CHANNEL: Code = (404, 10003, "Unknown Channel")
UNKNOWN_GUILD: Code = (404, 10004, "Unknown Guild")
UNKNOWN_MEMBER: Code = (404, 10007, "Unknown Member")
UNKNOWN_MESSAGE: Code = (404, 10008, "Unknown Message")
UNKNOWN_ROLE: Code = (404, 10011, "Unknown Role")
UNKNOWN_USER: Code = (404, 10013, "Unknown User")
UNKNOWN_WEBHOOK: Code = (404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION: Code = (404, 10062, "Unknown interaction")
TOO_MANY_CREATIONS: Code = (
    429,
    30034,
    "Max number of daily application command creates has been reached (200)",
)
UNKNOWN_APPLICATION: Code = (404, 10002, "Unknown Application")
ALREADY_ACKNOWLEDGED: Code = (400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS: Code = (403, 50001, "Missing Access")
NOT_AUTHOR: Code = (403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE: Code = (400, 50006, "Cannot send an empty message")
CLOSED_DIRECTS: Code = (403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS: Code = (403, 50013, "Missing Permissions")
BAD_WEBHOOK_TOKEN: Code = (401, 50027, "Invalid Webhook Token")
