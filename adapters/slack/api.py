"""Calls of the Web API, and what their failing means. Nothing is tried again: the outbox owns retries."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.logs import log
from adapters.pacing import Allowance
from adapters.platform import DeliveryFailed
from bot.outbox import Result

SECONDS = 10.0  # for what nobody waits for
HURRY = 1.2  # for what somebody waits for: two of these fit into the three seconds that Slack gives
MINUTE, DAY = 60.0, 86_400
_CODE = re.compile(r"[a-z_]{1,64}", re.ASCII)
BUSY = "slack_busy"
# docs.slack.dev/apis/web-api/rate-limits: fifty calls a minute. Other methods are not called so often.
MOST_A_MINUTE = {"conversations.open": 45}

# What Slack says, and what it means for whoever sends: docs.slack.dev/reference/methods, errors of each.
GONE = {
    "user_not_found": "account_gone", "user_disabled": "account_gone", "user_is_deactivated": "account_gone",
    "cannot_dm_bot": "account_gone", "users_not_found": "account_gone", "user_not_visible": "account_gone",
    "channel_not_found": "room_gone", "is_archived": "room_gone", "is_inactive": "room_gone",
    "not_in_channel": "room_closed",
    "message_not_found": "message_gone", "cant_update_message": "message_gone",
    "edit_window_closed": "message_gone",
    "cant_invite": "cannot_admit", "ura_max_channels": "cannot_admit", "not_in_team": "cannot_admit",
    "user_team_not_in_channel": "cannot_admit", "org_user_not_in_team": "cannot_admit",
    "user_is_ultra_restricted": "cannot_admit", "invitee_cant_see_channel": "cannot_admit",
    "user_is_restricted": "cannot_admit", "no_external_invite_permission": "cannot_admit",
    "no_permission": "not_allowed_there", "restricted_action": "not_allowed_there",
    "restricted_action_read_only_channel": "not_allowed_there",
    "restricted_action_thread_only_channel": "not_allowed_there",
    "access_denied": "not_allowed_there", "ekm_access_denied": "not_allowed_there",
    "cant_kick_from_general": "not_allowed_there", "cant_kick_self": "not_allowed_there",
    "missing_scope": "not_allowed_there", "msg_too_long": "too_long", "msg_blocks_too_long": "too_long",
    "invalid_blocks": "fault", "invalid_blocks_format": "fault", "invalid_arguments": "fault",
    "no_text": "fault",
}  # fmt: skip
# The token is worth nothing any more: the adapter stops, and what is to be sent waits.
REVOKED = frozenset({"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"})
# It was not even looked at, and will be: the service is away or did not get all of it, the workspace or the
# channel is being moved, or too much has been written for the moment.
AWAY = frozenset({
    "service_unavailable", "request_timeout", "org_login_required", "team_added_to_org",
    "external_channel_migrating", "message_limit_exceeded",
})  # fmt: skip
# It may have happened, also when the answer is none that can be read.
UNCLEAR = frozenset({"", "fatal_error", "internal_error", "update_failed"})
# Nothing of it has left: a name that is not found, a handshake or a proxy that does not answer.
NOT_CONNECTED = (
    aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError,
    ConnectionRefusedError,
)  # fmt: skip
# What the library stumbles over when an answer is no JSON object.
UNREADABLE = (ValueError, AttributeError)


def client_session(patience: float = SECONDS) -> aiohttp.ClientSession:
    """One of which a call that could not even be connected is known from one whose outcome is open."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience, connect=patience / 2))


class Said(Exception):
    """Slack's answer was no; `error` is a code of its documentation."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Buckets:
    """Slack limits a method, and posting in each channel: who was told to wait does, and nobody else. Of what
    many want at once, nobody asks for more than there is."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._own = {method: Allowance(now, most, MINUTE) for method, most in MOST_A_MINUTE.items()}
        self._until: dict[tuple[str, str], tuple[float, float]] = {}

    def check(self, bucket: tuple[str, str]) -> None:
        """Raises `DeliveryFailed` without asking, as long as Slack wants to be left alone."""
        until, asked = self._until.get(bucket, (0.0, 0.0))
        left = until - self._now()
        if 0 < left <= asked:  # more was never asked for: the clock was set back
            raise DeliveryFailed(Result.LATER, BUSY, timedelta(seconds=left))
        self._until.pop(bucket, None)
        own = self._own.get(bucket[0])
        if own and (wait := own.take()):
            raise DeliveryFailed(Result.LATER, BUSY, timedelta(seconds=wait))

    def noted(self, bucket: tuple[str, str], failed: Exception) -> Exception:
        if isinstance(failed, DeliveryFailed) and failed.code == BUSY:
            asked = failed.retry_after.total_seconds()
            self._until[bucket] = (self._now() + asked, asked)
        return failed


class Api:
    """One workspace, one token. `revoked` is told when the token is worth nothing any more; `now` counts
    seconds, by which Slack is left alone for as long as it asked; `patience` is for what nobody waits for."""

    def __init__(
        self,
        client: AsyncWebClient,
        revoked: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
        patience: float = SECONDS,
    ) -> None:
        self._client, self._revoked, self._patience = client, revoked, patience
        self._buckets = Buckets(now)

    async def call(self, method: str, *, within: float = 0, **given: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as the method takes
        """Raises `Said` for a refusal that says something about what was asked, and `DeliveryFailed`."""
        bucket = (method, str(given.get("channel", "")))
        self._buckets.check(bucket)
        try:
            async with asyncio.timeout(within or self._patience):
                answer = await self._client.api_call(method, **_sent(method, given))
        except SlackApiError as error:
            raise self._buckets.noted(bucket, self._said(error)) from None
        except NOT_CONNECTED:
            raise DeliveryFailed(Result.LATER, "slack_unreachable") from None
        except (aiohttp.ClientError, OSError, TimeoutError, *UNREADABLE):
            raise DeliveryFailed(Result.UNKNOWN, "slack_outcome_unknown") from None
        return answer.data if isinstance(answer.data, dict) else {}

    def _said(self, error: SlackApiError) -> Exception:
        """The library's own sentence holds what was sent, and must reach no log."""
        response = error.response
        status = getattr(response, "status_code", 0) or getattr(response, "status", 0)
        code = code_of(error)
        if status == 429 or code in {"ratelimited", "rate_limited"}:  # noqa: PLR2004 - HTTP
            return DeliveryFailed(Result.LATER, BUSY, _asked(response.headers.get("Retry-After", "")))
        if status == 503 or code in AWAY:  # noqa: PLR2004 - HTTP
            return DeliveryFailed(Result.LATER, "slack_away")
        if status >= 500 or code in UNCLEAR:  # noqa: PLR2004 - HTTP
            return DeliveryFailed(Result.UNKNOWN, "slack_outcome_unknown")
        if code in REVOKED:
            self._revoked(code)
            return DeliveryFailed(Result.LATER, "slack_token")
        return Said(code)

    async def who(self) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Whose token it is, and what it was given (docs.slack.dev/reference/methods/auth.test)."""
        try:
            async with asyncio.timeout(self._patience):
                answer = await self._client.auth_test()
        except SlackApiError as error:
            raise self._said(error) from None
        except (aiohttp.ClientError, OSError, TimeoutError):
            raise DeliveryFailed(Result.LATER, "slack_unreachable") from None
        granted = answer.headers.get("x-oauth-scopes")
        if granted is None:
            raise DeliveryFailed(Result.LATER, "slack_scopes_unknown")
        data = answer.data if isinstance(answer.data, dict) else {}
        return data, tuple(filter(None, (scope.strip() for scope in granted.split(","))))

    async def send(self, method: str, **given: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as the method takes
        """For the courier: any refusal is a `DeliveryFailed`."""
        try:
            return await self.call(method, **given)
        except Said as said:
            raise refused(said) from None


def refused(said: Said) -> DeliveryFailed:
    """Asking once more would be answered alike, unless somebody mends something first."""
    if said.error not in GONE:
        log.warning("slack.refused", code=said.error)
    return DeliveryFailed(Result.NEVER, GONE.get(said.error, "refused"))


def code_of(error: SlackApiError) -> str:
    """A word of the documentation's, or none; anything else quotes we do not know whom."""
    answer = getattr(error.response, "data", error.response)
    code = answer.get("error") if isinstance(answer, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else "other" if code else ""


def _sent(method: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What only asks does not take JSON."""
    asks = method.endswith((".info", ".members", ".test"))
    return {"params": given} if asks else {"json": given}


def _asked(written: str) -> timedelta:
    return timedelta(seconds=min(int(written), DAY) if written.isascii() and written.isdigit() else 30)
