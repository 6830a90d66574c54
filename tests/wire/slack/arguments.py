"""How a call's arguments and token come: docs.slack.dev/apis/web-api, "POST bodies" and "Authentication"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.wire.slack.refusals import Refused

Arguments = Mapping[str, Any]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
STRUCTURES = {"blocks", "view"}  # JSON within a form or a query


async def arguments(request: web.Request) -> tuple[dict[str, Any], str]:
    """And the token: in the header, or in a form; in JSON it is not looked for."""
    given: dict[str, Any] = dict(request.query)
    given.pop("token", None)  # "tokens may not be sent in the query string" by apps made since February 2021
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if request.content_type == JSON:
        given |= _json(await request.text())
    elif request.content_type in {FORM, "multipart/form-data"}:
        given |= {name: str(value) for name, value in (await request.post()).items()}
        token = token or str(given.get("token", ""))
    elif request.can_read_body:
        raise Refused("invalid_post_type")
    given.pop("token", None)
    return {name: _structure(name, value) for name, value in given.items()}, token


def _json(body: str) -> dict[str, Any]:
    try:
        given = json.loads(body)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(given, dict):
        raise Refused("json_not_object")
    return given


def _structure(name: str, value: object) -> object:
    """As text it is JSON; what is none stays text, and the method refuses that."""
    if name not in STRUCTURES or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def true(value: object) -> bool:
    return value in {True, "true", "1"}
