"""No token, no address with one, nothing that anybody typed and no word of Discord is in any log line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.captured import captured_logs, lines_of
from tests.wire.discord.north import north
from tests.wire.discord.scenes import asks, desk, joins
from tests.wire.discord.server import TOKEN, Fault

CANARY = "canary-zoe"
LIBRARIES = (
    "discord", "discord.client", "discord.gateway", "discord.http", "discord.state",
    "discord.webhook.async_", "aiohttp.client",
)  # fmt: skip
SECRETS = (
    CANARY, TOKEN, "aW50ZXJhY3Rpb246", "/webhooks/", "/interactions/", "Ana Roy", "calgary.ca", "Claire",
)  # fmt: skip
OURS = {
    "discord.ready", "discord.refused", "discord.answer", "discord.stopped", "discord.disconnected",
    "errand.settled", "discord.slow", "discord.inherited",
}  # fmt: skip
CALLBACK = "POST /interactions/{interaction}/{token}/callback"


@pytest.fixture
def talkative() -> Iterator[None]:
    """The library says all that it can."""
    levels = {name: logging.getLogger(name).level for name in LIBRARIES}
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.usefixtures("talkative")
async def test_a_day_on_discord_leaves_no_word_in_the_logs(tmp_path: Path, migrated_sqlite: str) -> None:
    """Everything at debug level: joining, typing nonsense, what is refused or cut, the token's end."""
    with captured_logs() as stream:
        async with north(tmp_path, migrated_sqlite) as there:
            ana, luc = there["ana"], there["luc"]
            await ana.types("/peer join", community=CANARY)
            await joins(there, "ana")
            there.server.once(CALLBACK, Fault(cut=True))
            await luc.types("/peer join", community=CANARY)
            there.server.once("POST /webhooks/{app}/{token}", Fault(400))
            await asks(there, "luc", name=CANARY)
            await luc.forges(f"{CANARY}:{CANARY}", luc.sees()[-1])
            await desk(there).types("/host members", name=CANARY)
            there.server.once("POST /channels/{channel}/messages", Fault(400))
            there.server.gateway.cut()
            await luc.types("/peer verify")
            await luc.fills_in(code=there.code("luc.gagne@gatineau.ca"), attestation=["attest"])
            await there.settles()
            there.server.tokens.clear()
            await desk(there).types("/host pending")
            await there.settles()
            await there.server.gateway.close_with(4004)
            await there.discord.ended.wait()

    said = stream.getvalue()
    assert [secret for secret in SECRETS if secret in said] == []
    assert {line["event"] for line in lines_of(stream)} <= OURS | {"library"}
    assert {str(line.get("logger")).partition(".")[0] for line in lines_of(stream)} >= {"discord"}
    assert not [line for line in lines_of(stream) if "dropped" in line]
