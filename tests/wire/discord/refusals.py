"""How the API says no: a status, a JSON error code, and for bad forms a tree of what is wrong where
(docs.discord.com/developers/reference#error-messages, …/topics/opcodes-and-status-codes#json)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    def __init__(self, status: int, code: int, message: str, errors: Mapping[str, Any] | None = None) -> None:
        super().__init__(status, code, message, errors)
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def as_json(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"code": self.code, "message": self.message}
        return shown | ({"errors": self.errors} if self.errors else {})


def invalid(where: str, what: str) -> Refused:
    """50035: the path as nested names."""
    tree: dict[str, Any] = {"_errors": [{"code": "INVALID", "message": what}]}
    for name in reversed(where.split(".")):
        tree = {name: tree}
    return Refused(400, 50035, "Invalid Form Body", tree)


UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
UNKNOWN_ROLE = (404, 10011, "Unknown Role")
UNKNOWN_USER = (404, 10013, "Unknown User")
UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS = (403, 50001, "Missing Access")
CLOSED_DIRECTS = (403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
BAD_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
NOT_AUTHOR = (403, 50005, "Cannot edit a message authored by another user")
