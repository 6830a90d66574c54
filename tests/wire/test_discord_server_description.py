"""What Discord's own description refuses, the loopback refuses as well; it refuses more."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.conftest import Count
from tests.wire.discord.bad_clients import ROOM, Alone, Json
from tests.wire.discord.description import beside_the_description, check_traffic
from tests.wire.discord.ground import ANA
from tests.wire.discord.guild import APP, GUILD
from tests.wire.discord.parts import (
    button,
    command,
    embed,
    embed_field,
    group,
    label,
    line,
    modal,
    row,
    select,
    sub,
    text,
)

Step = str | int
CALLBACK = "/interactions/1/token/callback"
ONE = {"name": "n", "value": "v"}
SAMPLES: Mapping[str, tuple[str, str, Any]] = {
    "a message": ("POST", ROOM, {
        "content": "t", "nonce": "n", "enforce_nonce": True, "flags": 4, "tts": False,
        "allowed_mentions": {"parse": ["roles"], "users": [ANA]},
        "embeds": [embed(description="d", color=1, fields=[embed_field(inline=True)], footer={"text": "f"})],
    }),
    "its components": ("POST", ROOM, {"components": [row(button(disabled=False, id=3)), row(select(
        placeholder="p", min_values=0, max_values=1, options=[
            {"label": "l", "value": "v", "description": "d", "default": True}, {"label": "m", "value": "w"},
        ]))]}),
    "an answer": ("POST", CALLBACK, {"type": 4, "data": {"content": "t", "flags": 64, "embeds": [embed()]}}),
    "a modal": ("POST", CALLBACK, {"type": 9, "data": modal(
        label(line(value="v", placeholder="p", min_length=1, max_length=9, required=True), description="d"),
        label(group(21, required=False)), label(group(22, custom_id="several", min_values=1, max_values=2)),
        label({"type": 23, "custom_id": "yes", "default": True}), label(select("other", required=True)),
    )}),
    "choices": ("POST", CALLBACK, {"type": 8, "data": {"choices": [ONE]}}),
    "commands": ("PUT", f"/applications/{APP}/guilds/{GUILD}/commands", [command(
        "peer", sub("join", text(required=True, autocomplete=True, min_length=1, max_length=9), text(
            "language", choices=[ONE], name_localizations={"fr": "langue"})),
        description_localizations={"fr": "d"}, contexts=[0], integration_types=[0], nsfw=False,
        default_member_permissions="0",
    )]),
    "a conversation": ("POST", "/users/@me/channels", {"recipient_id": ANA}),
}  # fmt: skip
TYPES = {"an answer": 2, "a modal": 2, "choices": 4}
WRONG: Mapping[type, list[object]] = {
    str: ["x" * 33, "x" * 101, "x" * 160, "x" * 260, "x" * 4100, "", 7, {}, []],
    int: [-1, 77, 1 << 40, "x", [], 1.5],
    bool: ["x", 7, []],
    list: [{}, "x", 7],
    dict: [[], "x", 7],
}


def places(part: object, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Everywhere in it, the whole included."""
    yield path
    if isinstance(part, dict):
        for name, inner in part.items():
            yield from places(inner, (*path, name))
    elif isinstance(part, list):
        for at, inner in enumerate(part):
            yield from places(inner, (*path, at))


def at(part: Any, path: tuple[Step, ...]) -> Any:  # noqa: ANN401 - JSON
    for step in path:
        part = part[step]
    return part


def mutants(right: object) -> Iterator[Any]:
    """Each with one thing wrong, or so it may be: of another kind, too long, gone, too many."""
    for path in places(right):
        if not path:
            continue
        *above, last = path
        was = at(right, path)
        for other in (*WRONG[type(was)], *([was * 30] if isinstance(was, list) else [])):
            changed = copy.deepcopy(right)
            at(changed, tuple(above))[last] = other
            yield changed
        gone = copy.deepcopy(right)
        del at(gone, tuple(above))[last]
        yield gone


async def status(quiet: Alone, name: str, body: object) -> int:
    method, path, _ = SAMPLES[name]
    if path == CALLBACK:
        made = quiet.begins(TYPES[name])
        path = f"/interactions/{made.id}/{made.token}/callback"
    return (await quiet.call(method, path, body)).status


def described(name: str, body: object) -> bool:
    method, path, _ = SAMPLES[name]
    call: Json = {"method": method, "path": path, "json": body, "status": 0, "response": None}
    return check_traffic([call]) == []


@beside_the_description
@pytest.mark.parametrize("name", SAMPLES)
async def test_what_the_description_refuses_is_refused(quiet: Alone, name: str, count: Count) -> None:
    """Whatever is changed in a right request."""
    right = SAMPLES[name][2]
    assert described(name, right)
    assert await status(quiet, name, right) < 300

    refused = [changed for changed in mutants(right) if not described(name, changed)]
    let_pass = [changed for changed in refused if not 400 <= await status(quiet, name, changed) < 500]
    count("requests that Discord's description refuses", name, len(refused))
    quiet.faults()
    for each in let_pass:
        print(each)
    assert len(refused) > 2
    assert let_pass == []
