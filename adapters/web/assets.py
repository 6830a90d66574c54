"""The style sheet, the script and the mark: their addresses change with what is in them, so that browsers may
keep them for good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from aiohttp import web

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    address: str
    kind: str
    content: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """By the names of their files."""
    folder = files("adapters.web") / "static"
    return {file.name: _asset(file.name, file.read_bytes()) for file in folder.iterdir()}


def routes() -> list[web.RouteDef]:
    return [web.get("/static/{name}", _serve)]


async def _serve(request: web.Request) -> web.Response:
    found = {asset.address: asset for asset in assets().values()}.get(request.path)
    if found is None:
        raise web.HTTPNotFound
    return web.Response(
        body=found.content, content_type=found.kind, charset="utf-8", headers={"Cache-Control": FOR_GOOD}
    )


def _asset(name: str, content: bytes) -> Asset:
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Asset(f"/static/{stem}.{digest}.{ending}", TYPES[ending], content)
