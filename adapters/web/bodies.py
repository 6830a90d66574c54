"""What a form posts: of modest size, in good time, from one of our own pages."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from adapters.web.filled import Posted

BODY_LIMIT = 32 * 1024
FIELDS_LIMIT = 60
PATIENCE = timedelta(seconds=10)
FORM = "application/x-www-form-urlencoded"
OURS = {"same-origin", "none"}
CALLER = web.RequestKey("caller", str)  # from which address it comes
OUR_ADDRESS = web.RequestKey("our_address", str)  # where the pages are reached from outside, if that is told


async def posted(request: web.Request) -> Posted:
    """Each name with all its values. Raises what aiohttp answers to what cannot be taken: 400, 403, 408, 413,
    415."""
    _must_be_ours(request)
    if request.content_type != FORM or "Content-Encoding" in request.headers:
        raise web.HTTPUnsupportedMediaType
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            body = await _body(request)
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=FIELDS_LIMIT)
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, web.RequestPayloadError, ConnectionError):
        raise web.HTTPBadRequest from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        found[name] = (*found.get(name, ()), value)
    return found


def _must_be_ours(request: web.Request) -> None:
    """Another site's page cannot fill in our forms: browsers say where a post comes from, and one that says
    neither is no browser that could be led astray."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in OURS:
        raise web.HTTPForbidden
    if origin is not None and _host(origin) not in {request.host, _host(request[OUR_ADDRESS])} - {""}:
        raise web.HTTPForbidden


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


async def _body(request: web.Request) -> bytes:
    """No more of it is taken in than a form can be."""
    if (request.content_length or 0) > BODY_LIMIT:
        raise web.HTTPRequestEntityTooLarge(BODY_LIMIT, request.content_length or 0)
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise web.HTTPRequestEntityTooLarge(BODY_LIMIT, len(body))
    return bytes(body)


def one(found: Posted, name: str) -> str:
    """The first value of that name."""
    return next(iter(found.get(name, ())), "")
