"""The page's server: a handful of addresses on this machine only."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.local import events, letters
from adapters.local.gate import BODY_LIMIT, Refused, gate, protect, read_body, text_of
from adapters.local.parts import Sandbox
from adapters.local.state import state
from adapters.waiting import either

PUSHES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
LOOK_EVERY = 1.0  # seconds; the mailbox does not say when a letter comes
QUERY_LIMIT = 200
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

SANDBOX = web.AppKey("sandbox", Sandbox)
CLOSING = web.AppKey("closing", asyncio.Event)

# A letter is a document of a stranger's: it may style itself and nothing else; its links open beside it.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


def application(sandbox: Sandbox) -> web.Application:
    app = web.Application(middlewares=[gate], client_max_size=BODY_LIMIT)
    app[SANDBOX] = sandbox
    app[CLOSING] = asyncio.Event()
    app.on_response_prepare.append(protect)
    app.on_shutdown.append(_close)
    app.add_routes([
        web.get("/state", show_state),
        web.get("/events", watch),
        web.get("/lookup", look_up),
        web.get("/letters/{name}", show_letter),
        web.get("/letters/{name}/html", show_html),
        web.post("/event", take_event),
        web.post("/clock", push_clock),
        *(web.get(path, _file(content, kind)) for path, content, kind in _page()),
        *sandbox.beside,
    ])  # fmt: skip
    return app


async def show_state(request: web.Request) -> web.Response:
    member = events.member_of(request.query.get("as", ""))
    return web.json_response(state(request.app[SANDBOX], member))


async def take_event(request: web.Request) -> web.Response:
    sandbox = request.app[SANDBOX]
    return web.json_response(await events.take(sandbox, await read_body(request)))


async def look_up(request: web.Request) -> web.Response:
    asked = request.query
    member = events.member_of(asked.get("as", ""))
    query = asked.get("query", "")[:QUERY_LIMIT]
    options = await events.look_up(
        request.app[SANDBOX], member, asked.get("action", ""), asked.get("field", ""), query
    )
    return web.json_response(options)


async def show_letter(request: web.Request) -> web.Response:
    sandbox, name = request.app[SANDBOX], request.match_info["name"]
    viewer = sandbox.rooms.reader(events.member_of(request.query.get("as", "")).id)
    return web.json_response(letters.whole(name, _raw(sandbox, name), viewer))


async def show_html(request: web.Request) -> web.Response:
    raw = _raw(request.app[SANDBOX], request.match_info["name"])
    headers = {"Content-Security-Policy": LETTER_POLICY}
    return web.Response(text=letters.html(raw), content_type="text/html", headers=headers)


def _raw(sandbox: Sandbox, name: str) -> bytes:
    try:
        return sandbox.mailbox.read(name)
    except KeyError:
        raise Refused("letter_unknown", 404) from None


async def push_clock(request: web.Request) -> web.Response:
    """Time goes forward, and everything that has come due happens."""
    sandbox, push = request.app[SANDBOX], text_of(await read_body(request), "push")
    by = await _until_next(sandbox) if push == "next" else PUSHES.get(push)
    if by is None:
        raise Refused("push_unknown")
    sandbox.clock.push(by)
    await sandbox.wake()
    sandbox.rooms.touch()
    return web.json_response({"moved": by > timedelta(0)})


async def _until_next(sandbox: Sandbox) -> timedelta:
    due = await sandbox.next_due()
    return max(due - sandbox.clock.now(), timedelta(0)) if due else timedelta(0)


async def watch(request: web.Request) -> web.StreamResponse:
    """Server-sent events: a line whenever there may be something new to see."""
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await stream.prepare(request)
    with contextlib.suppress(ConnectionResetError):  # whoever watched is gone
        await _tell_changes(request.app[SANDBOX], request.app[CLOSING], stream)
    return stream


async def _tell_changes(sandbox: Sandbox, closing: asyncio.Event, stream: web.StreamResponse) -> None:
    told: tuple[int, int] | None = None
    while not closing.is_set():
        changed = sandbox.rooms.changed
        now = (sandbox.rooms.version, len(sandbox.mailbox.names()))
        await stream.write(b": still here\n\n" if now == told else b"data: changed\n\n")
        told = now
        await either(changed, closing, within=LOOK_EVERY)  # the mailbox tells nobody of a letter


async def _close(app: web.Application) -> None:
    app[CLOSING].set()


def _page() -> list[tuple[str, bytes, str]]:
    """The page's own files: path, content, type."""
    folder = files("adapters.local") / "page"
    return [
        (
            "/" if file.name == "index.html" else f"/{file.name}",
            file.read_bytes(),
            TYPES[Path(file.name).suffix],
        )
        for file in folder.iterdir()
    ]


def _file(content: bytes, kind: str) -> Handler:
    async def serve(_: web.Request) -> web.Response:
        return web.Response(body=content, content_type=kind, charset="utf-8")

    return serve
