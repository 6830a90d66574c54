"""No token, no response URL, nothing that anybody typed and none of Slack's words is in any log line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.captured import captured_logs, lines_of
from tests.wire.slack.deliveries import SIGNING_SECRET
from tests.wire.slack.north import north
from tests.wire.slack.scenes import MODES, asks, desk, joins
from tests.wire.slack.server import APP_TOKEN, BOT_TOKEN, Fault

CANARY = "canary-zoe"
LIBRARIES = ("slack_bolt", "slack_sdk", "slack_sdk.web.async_client", "aiohttp.client", "aiohttp.server")
SECRETS = (CANARY, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "/response/", "ticket=", "Ana Roy", "calgary.ca")
OURS = {
    "slack.ready", "slack.refused", "slack.refused_request", "slack.response", "slack.view",
    "slack.not_connected", "slack.stopped", "errand.settled", "slack.home",
    "slack.socket_refused",
}  # fmt: skip


@pytest.fixture
def talkative() -> Iterator[None]:
    """The libraries say all they can."""
    levels = {name: logging.getLogger(name).level for name in LIBRARIES}
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize("mode", MODES)
async def test_a_day_on_slack_leaves_no_word_in_the_logs(
    tmp_path: Path, migrated_sqlite: str, mode: str, talkative: None
) -> None:
    """Everything at debug level: joining, typing nonsense, what is refused or cut, the token's end."""
    with captured_logs() as stream:
        async with north(tmp_path, migrated_sqlite, mode) as there:
            ana = there["ana"]
            await ana.types(f"/peer {CANARY} {CANARY}")
            await joins(there, "ana")
            for fault in (Fault(500), Fault(error=CANARY), Fault(cut=True), Fault(error="invalid_blocks")):
                there.server.once("views.open", fault)
                await there["luc"].types(f"/peer join {CANARY}")
            await asks(there, "luc", name=CANARY)
            await desk(there).types(f"/host members {CANARY}")
            there.server.once("chat.postMessage", Fault(error=CANARY))
            there.server.bot_tokens.clear()
            await desk(there).types("/host pending")
            await there.settles()

    said = stream.getvalue()
    assert [secret for secret in SECRETS if secret in said] == []
    assert {line["event"] for line in lines_of(stream)} <= OURS | {"library"}
    assert {str(line.get("logger")).partition(".")[0] for line in lines_of(stream)} >= {
        "slack_bolt",
        "slack_sdk",
    }
    assert not [line for line in lines_of(stream) if "dropped" in line]
