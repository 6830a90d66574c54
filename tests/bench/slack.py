"""Slack over HTTP, signatures and all: a read and a durable write, beside a bare Bolt app that only
acknowledges. Each server is a process of its own; in this one are those who type."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from adapters.slack.http import PATH
from tests.bench.figures import Figures, in_flight
from tests.bench.process import resident
from tests.wire.slack.deliveries import SIGNING_SECRET
from tests.wire.slack.server import HOST
from tests.wire.slack.workspace import TEAM

TOGETHER = 50
SEEN = 2000  # people before they come again: `adapters.slack.people` remembers more
BARE, FIRST = "bare Bolt, its default mode", "bare Bolt, acknowledges first"
numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Served:
    """A server in its process."""

    port: int
    pid: int


@dataclass(frozen=True, slots=True)
class Request:
    """Signed, as it goes over the wire; `answered` has to be in what comes back."""

    sent: bytes
    answered: bytes = b""


def measured(folder: Path, many: int, memory: int) -> Iterator[str]:
    """At one and at fifty in flight, after a warm-up."""
    with (
        served("bare", folder) as bare,
        served("bare-first", folder) as first,
        served("bot", folder, 6 * many) as bot,
    ):
        for together, commands in ((1, many), (TOGETHER, 4 * many)):
            beside = _figures(BARE, bare, together, statuses(commands, b""))
            yield beside.line()
            yield _figures(FIRST, first, together, statuses(commands, b"")).line(beside)
            yield _figures("Slack: /peer status", bot, together, statuses(commands)).line(beside)
            yield _join(bot, together, commands, beside)
        yield _memory(bot, memory)


def _join(bot: Served, together: int, many: int, beside: Figures) -> str:
    """By people whom the bot has just seen, as it is in life: it remembers some thousands."""
    each, seconds = list[float](), 0.0
    for first in range(0, many, SEEN):
        people = [next(numbers) for _ in range(min(SEEN, many - first))]
        _figures("", bot, TOGETHER, [status(n) for n in people])
        figures = _figures("", bot, together, [join(n) for n in people])
        each, seconds = [*each, *figures.each], seconds + figures.seconds
    return Figures("Slack: the join form, durable", together, each, seconds).line(beside)


def _memory(bot: Served, many: int) -> str:
    _figures("", bot, TOGETHER, statuses(2000))
    before = resident(bot.pid)
    for _ in range(max(1, many // 5000)):
        _figures("", bot, TOGETHER, statuses(min(many, 5000)))
    after = resident(bot.pid)
    return (
        f"{f'Slack: after {many:,} commands more':44} {after:26,.0f} MiB   {before:.0f} MiB before   "
        f"{after / before:.2f} of it"
    )


def _figures(name: str, at: Served, together: int, requests: Sequence[Request]) -> Figures:
    return asyncio.run(_asked(name, at, together, requests))


async def _asked(name: str, at: Served, together: int, requests: Sequence[Request]) -> Figures:
    connections = [await asyncio.open_connection(HOST, at.port) for _ in range(together)]

    async def ask(request: Request) -> None:
        reader, writer = connections.pop()
        writer.write(request.sent)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200") or request.answered not in body:
            raise AssertionError(head)
        connections.append((reader, writer))

    try:
        return await in_flight(name, together, requests, ask)
    finally:
        for _, writer in connections:
            writer.close()


# ---- what is sent


def statuses(many: int, answered: bytes = b"blocks") -> list[Request]:
    return [status(number % 100, answered) for number in range(many)]


def status(person: int, answered: bytes = b"blocks") -> Request:
    form = _who(person) | {"command": "/peer", "text": "status", "channel_id": "C0WELCOME"}
    return _signed(form, answered)


def join(person: int) -> Request:
    values: dict[str, object] = {
        "name": {"value": "Jo Bench"},
        "email": {"value": f"jo.bench{person}@calgary.ca"},
        "community": {"selected_option": {"value": "community:4806016"}},
        "role": {"selected_option": {"value": "staff"}},
        "line": {"value": "What others learned"},
    }
    payload = {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": f"U{person}", "team_id": TEAM},
        "trigger_id": f"{next(numbers)}.{time.time()}",
        "view": {
            "id": "V1", "type": "modal", "hash": "h", "callback_id": "joining.submit:new:0",
            "blocks": [{"type": "input", "block_id": name} for name in values],
            "state": {"values": {name: {name: value} for name, value in values.items()}},
        },
    }  # fmt: skip
    return _signed({"payload": json.dumps(payload)}, b"update")


def _who(person: int) -> dict[str, str]:
    return {
        "team_id": TEAM, "user_id": f"U{person}", "trigger_id": f"{next(numbers)}.{time.time()}",
        "response_url": "https://hooks.slack.com/commands/1",
    }  # fmt: skip


def _signed(form: dict[str, str], answered: bytes) -> Request:
    return Request(signed(form), answered)


def signed(form: dict[str, str]) -> bytes:
    body, stamp = urlencode(form).encode(), str(int(time.time()))
    digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    head = [
        f"POST {PATH} HTTP/1.1", f"Host: {HOST}", "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}", f"X-Slack-Request-Timestamp: {stamp}",
        f"X-Slack-Signature: v0={digest}", "", "",
    ]  # fmt: skip
    return "\r\n".join(head).encode() + body


@contextmanager
def served(kind: str, folder: Path, people: int = 0) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.slack_served", kind, str(folder), str(people)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        yield Served(int(process.stdout.readline()), process.pid)
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(20)
