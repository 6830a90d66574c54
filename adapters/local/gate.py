"""What is let in: requests of this machine's own browser to this page, and bodies that can be read.

The page has no log-in, so another page in the same browser must not reach it: the Host header must name
this machine (against a foreign name that was pointed here), and what changes something must come from the
page itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.local.journal import Json
from adapters.logs import log

BODY_LIMIT = 64 * 1024
OURSELVES = {"127.0.0.1", "localhost"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Body = Mapping[str, Json]


class Refused(Exception):
    """A request that cannot be taken; `code` says why in a word."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.status = code, status


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every answer is JSON of ours or a file of ours; a traceback never leaves."""
    try:
        _check_origin(request)
        return await handler(request)
    except Refused as refused:
        return _error(refused.code, refused.status)
    except web.HTTPException as refused:
        return _error(refused.reason.lower().replace(" ", "_"), refused.status)
    except Exception as fault:  # noqa: BLE001 - whatever it was, the page gets a sentence
        log.error("sandbox.fault", exc_info=fault)
        return _error("fault", 500)


async def protect(_: web.Request, response: web.StreamResponse) -> None:
    """The same headers on everything; a handler's own are stricter."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _check_origin(request: web.Request) -> None:
    try:
        host = urlsplit(f"//{request.host}").hostname
    except ValueError:
        host = None
    if host not in OURSELVES:
        raise Refused("foreign_host", 403)
    if request.method != "GET" and request.headers.get("Origin") != f"http://{request.host}":
        raise Refused("foreign_origin", 403)


def _error(code: str, status: int) -> web.Response:
    return web.json_response({"error": code}, status=status)


async def read_body(request: web.Request) -> Body:
    """A JSON object of modest size, or `Refused`."""
    if request.content_type != "application/json":
        raise Refused("not_json", 415)
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise Refused("not_json") from None
    if not isinstance(body, dict):
        raise Refused("not_an_object")
    return cast("Body", body)


def text_of(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise Refused(f"{name}_missing")
    return value


def number_of(body: Body, name: str) -> int:
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"{name}_missing")
    return value


def answers_of(body: Body, name: str) -> dict[str, str | tuple[str, ...]]:
    """The values of a form: a string each, or a list of strings."""
    values = body.get(name)
    if not isinstance(values, dict):
        raise Refused(f"{name}_missing")
    return {field: _answer(value) for field, value in values.items()}


def _answer(value: Json) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(cast("list[str]", value))
    raise Refused("values_malformed")
