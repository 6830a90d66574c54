"""docs/slack.md, followed to the letter by somebody new; a bot that may read conversation ends."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.slack import manifest
from tests.stories.guide import Desk, Guide, logged
from tests.wire.slack.deliveries import OverSocket
from tests.wire.slack.mailbox import CODE
from tests.wire.slack.north import people_of, workspace
from tests.wire.slack.scenes import ADDRESS, COORDINATORS, MEMBERS, en
from tests.wire.slack.server import APP_TOKEN, BOT_TOKEN, SlackServer, slack_server
from tests.wire.smtp_server import MailServer, running_mail_server
from tests.world import HeldClock

GUIDE = Guide("slack.md", "SLACK")
NAMES, COMMANDS = GUIDE.names, GUIDE.commands


@pytest.fixture
def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


@asynccontextmanager
async def set_up(folder: Path) -> AsyncIterator[tuple[Desk, SlackServer, MailServer]]:
    """Steps 1 to 3: the channels, the app as its manifest says, the settings."""
    desk = Desk(folder)
    async with slack_server(workspace(HeldClock())) as server, running_mail_server() as mail:
        make_app, new_key = COMMANDS[:2]
        _, printed = await desk.types(make_app, settings=False)
        server.scopes = tuple(json.loads(printed)["oauth_config"]["scopes"]["bot"])
        _, key = await desk.types(new_key, settings=False)
        given = dict(zip(NAMES, (BOT_TOKEN, APP_TOKEN, COORDINATORS, MEMBERS), strict=False))
        desk.fill(
            **given, PEERBOT_SLACK_API_URL=server.url, PEERBOT_MAIN_KEY=key.strip().splitlines()[-1],
            PEERBOT_NETWORK_NAME="Climate Peers", PEERBOT_POSTAL_ADDRESS="1 Example Street, Ottawa",
            PEERBOT_CONTACT="hosts@network.example", PEERBOT_MAIL_FROM="peers@network.example",
            PEERBOT_SMTP_HOST="127.0.0.1", PEERBOT_SMTP_PORT=str(mail.port), PEERBOT_SMTP_SECURITY="none",
            PEERBOT_HOST="127.0.0.1", PEERBOT_PORT="",
        )  # fmt: skip
        yield desk, server, mail


def test_the_guide_names_the_commands_in_their_order() -> None:
    """The manifest, a key, the database, the doctor, the bot; and the four settings that Slack needs."""
    assert [command.partition(" --")[0] for command in COMMANDS] == [
        "slack manifest", "keys new", "migrate", "doctor", "run",
    ]  # fmt: skip
    assert [name.removeprefix("PEERBOT_SLACK_") for name in NAMES] == [
        "BOT_TOKEN", "APP_TOKEN", "COORDINATORS", "MEMBERS",
    ]  # fmt: skip


async def test_whoever_follows_the_guide_has_a_running_bot(tmp_path: Path, free_port: str) -> None:
    """From the manifest to the first request in the coordinators' channel, over real processes."""
    async with set_up(tmp_path) as (desk, server, mail):
        desk.bare["PORT"] = free_port
        migrated, doctor = [await desk.types(command) for command in COMMANDS[2:4]]
        assert (migrated[0], doctor[0]) == (0, 0), doctor[1]
        assert not re.search(r"^fail", doctor[1], flags=re.MULTILINE)

        async with desk.runs() as lines:
            await logged(lines, "slack.ready", "socket")
            ana = people_of(server, OverSocket(server))["ana"]
            await ana.types("/peer join")
            (row, *_) = await ana.looks_up("community", "calg")
            await ana.fills_in(name="Ana Roy", email=ADDRESS["ana"], community=row["value"], role="staff")
            await logged(lines, "errand.settled", "joining.code")
            (letter,) = mail.taken
            body = letter.message.get_body(("plain",))
            assert body
            (code,) = CODE.findall(body.get_content())
            await ana.presses_in_view(en("button.joining.verify"))
            await ana.fills_in(code=code, attestation=["attest"])
            await logged(lines, "errand.settled", "joining.card")

    assert "Ana Roy" in str(server.workspace.channels[COORDINATORS].messages)


@pytest.mark.parametrize("scope", ["channels:history", "search:read"])
async def test_a_bot_that_may_read_conversation_does_not_run(
    tmp_path: Path, free_port: str, scope: str
) -> None:
    """It ends with code 78 and says which right to take away, having listened to nobody."""
    async with set_up(tmp_path) as (desk, server, _):
        desk.bare["PORT"] = free_port
        await desk.types("migrate")
        server.scopes = (*manifest.SCOPES, scope)
        code, said = await desk.types("run")

    assert code == 78
    assert f"the app may read conversation ({scope}): take that right away first" in said
    assert not server.called("apps.connections.open")
