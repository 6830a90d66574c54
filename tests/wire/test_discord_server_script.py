"""The loopback Discord goes wrong where a test's script says so, and keeps what it heard."""

from __future__ import annotations

import json
from pathlib import Path

import aiohttp
import pytest

from tests.wire.discord.bad_clients import ROOM, Alone
from tests.wire.discord.ground import WELCOME
from tests.wire.discord.guild import APP
from tests.wire.discord.server import TOKEN, Fault

FIELDS = {"platform", "method", "path", "json", "status", "response", "headers"}


@pytest.mark.parametrize("fault, effects", [(Fault(cut=True), 0), (Fault(cut=True, after=True), 1)])
async def test_a_connection_is_cut_before_or_after_the_effect(
    quiet: Alone, fault: Fault, effects: int
) -> None:
    """The caller cannot tell which."""
    quiet.server.once("POST /channels/{channel}/messages", fault)
    with pytest.raises(aiohttp.ClientError):
        await quiet.post(content="t")

    assert len(quiet.guild.channels[WELCOME].messages) == effects
    await quiet.post(content="t")
    assert len(quiet.server.called("POST /channels/{channel}/messages")) == 2


async def test_an_answer_goes_wrong_once(quiet: Alone) -> None:
    """With the status that was asked for, on the route that was named, before or after the effect."""
    quiet.server.once(f"POST {ROOM}", Fault(502, after=True))
    quiet.server.once("GET /users/@me", Fault(429, retry_after=7, via=False, everywhere=True))
    limited = await quiet.call("GET", "/users/@me")

    assert (await quiet.call("POST", ROOM, {"content": "t"})).status == 502
    assert len(quiet.guild.channels[WELCOME].messages) == 1
    assert (limited.status, limited.body["retry_after"], limited.body["global"]) == (429, 7, True)
    assert "Via" not in limited.headers
    assert (await quiet.call("GET", "/users/@me")).status == 200


async def test_it_goes_away_and_comes_back_at_the_same_address(quiet: Alone) -> None:
    """As after an outage."""
    await quiet.server.goes_away()
    with pytest.raises(aiohttp.ClientConnectionError):
        await quiet.call("GET", "/users/@me")
    await quiet.server.comes_back()

    assert (await quiet.call("GET", "/gateway/bot")).body["url"] == quiet.server.gateway.url


async def test_each_call_is_recorded_without_a_token(
    quiet: Alone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A JSON line each, in order, whatever came of it; neither the bot's token nor an interaction's."""
    file, made = tmp_path / "wire.jsonl", quiet.begins()
    monkeypatch.setenv("WIRE_RECORD", str(file))
    await quiet.answer(made, 4, {"content": "Café"})
    await quiet.after(made, "GET", "/messages/@original")
    await quiet.post_refused(content="")
    monkeypatch.delenv("WIRE_RECORD")
    await quiet.post(content="t")

    written = file.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in written.splitlines()]
    assert lines == quiet.server.calls[:3]
    assert all(token not in written for token in (TOKEN, made.token))
    assert [line["path"] for line in lines] == [
        f"/interactions/{made.id}/token/callback", f"/webhooks/{APP}/token/messages/@original", ROOM,
    ]  # fmt: skip
    assert all(line.keys() == FIELDS for line in lines)
    assert lines[0]["json"] == {"type": 4, "data": {"content": "Café"}}
    assert [line["status"] for line in lines] == [204, 200, 400]
    assert {line["platform"] for line in lines} == {"discord"}
