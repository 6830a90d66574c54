"""docs/discord.md, followed to the letter by somebody new; a bot that may read conversation ends."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.discord import permissions
from adapters.discord.permissions import in_words
from tests.stories.guide import ROOT, Desk, Guide, logged
from tests.wire.discord import ground
from tests.wire.discord.egress import egress
from tests.wire.discord.guild import EVERYONE, GUILD
from tests.wire.discord.permissions import ADMINISTRATOR
from tests.wire.discord.scenes import en
from tests.wire.discord.server import TOKEN, DiscordServer, discord_server
from tests.wire.slack.mailbox import CODE
from tests.wire.smtp_server import MailServer, running_mail_server
from tests.world import HeldClock

GUIDE = Guide("discord.md", "DISCORD")
GIVEN = (TOKEN, GUILD, ground.COORDINATORS, ground.MEMBERS, ground.MEMBER, ground.COORDINATOR)
MESSAGE_CONTENT = 1 << 19
ADDRESS = "ana.roy@calgary.ca"


@pytest.fixture
def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])


@asynccontextmanager
async def set_up(folder: Path) -> AsyncIterator[tuple[Desk, DiscordServer, MailServer]]:
    """Steps 1 to 4: roles and channels, the application, the settings, the invitation."""
    desk = Desk(folder)
    async with (
        discord_server(ground.guild(HeldClock())) as server,
        egress(server, folder) as proxy,
        running_mail_server() as mail,
    ):
        server.guild.roles[ground.COORDINATOR].mentionable = True
        desk.bare |= {"SSL_CERT_FILE": proxy.environment["SSL_CERT_FILE"]}
        _, key = await desk.types(GUIDE.commands[0], settings=False)
        desk.fill(
            **dict(zip(GUIDE.names, GIVEN, strict=True)), PEERBOT_PROXY=proxy.environment["PEERBOT_PROXY"],
            PEERBOT_MAIN_KEY=key.strip().splitlines()[-1],
            PEERBOT_NETWORK_NAME="Climate Peers", PEERBOT_POSTAL_ADDRESS="1 Example Street, Ottawa",
            PEERBOT_CONTACT="hosts@network.example", PEERBOT_MAIL_FROM="peers@network.example",
            PEERBOT_SMTP_HOST="127.0.0.1", PEERBOT_SMTP_PORT=str(mail.port), PEERBOT_SMTP_SECURITY="none",
            PEERBOT_HOST="127.0.0.1", PEERBOT_PORT="",
        )  # fmt: skip
        yield desk, server, mail


def test_the_guide_names_the_commands_in_their_order() -> None:
    """A key, the invitation, the database, the doctor, the bot; and the six settings that Discord needs."""
    assert GUIDE.commands == ["keys new", "discord invite", "migrate", "doctor", "run"]
    assert [name.removeprefix("PEERBOT_DISCORD_") for name in GUIDE.names] == [
        "TOKEN", "GUILD", "COORDINATORS", "MEMBERS", "MEMBER_ROLE", "COORDINATOR_ROLE",
    ]  # fmt: skip


def test_the_guide_says_what_each_permission_is_for() -> None:
    """Those that the invitation asks for, and no other."""
    rows = dict(re.findall(r"^\| ([A-Z][A-Za-z ]+) \| ([^|]+) \|$", GUIDE.text, flags=re.MULTILINE))
    said = {in_words(name): what for name, what in permissions.NEEDED.items()}

    assert {name: rows.get(name) for name in said} == said
    assert {name for name, given in permissions.needed() if given} == {
        "read_messages", "send_messages", "embed_links", "manage_roles",
    }  # fmt: skip


def test_what_the_guide_says_that_is_logged_can_be_logged() -> None:
    """Each event that it names stands in the code."""
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "adapters" / "discord").glob("*.py"))
    named = set(re.findall(r"`(discord\.[a-z_]+)`", GUIDE.text))

    assert len(named) >= 3
    assert {event for event in named if f'"{event}"' not in sources} == set()


async def test_whoever_follows_the_guide_has_a_running_bot(tmp_path: Path, free_port: str) -> None:
    """From the invitation to the first request in the coordinators' channel, over real processes."""
    async with set_up(tmp_path) as (desk, server, mail):
        desk.bare["PORT"] = free_port
        invited, migrated, doctor = [await desk.types(command) for command in GUIDE.commands[1:4]]
        assert (invited[0], migrated[0], doctor[0]) == (0, 0, 0), doctor[1]
        assert invited[1].startswith("https://discord.com/oauth2/authorize?client_id=")
        assert not re.search(r"^fail", doctor[1], flags=re.MULTILINE)

        async with desk.runs() as lines:
            await logged(lines, "discord.ready", "gateway")
            ana = ground.people(server)["ana"]
            (row, *_) = await ana.autocompletes("/peer join", community="calg")
            await ana.types("/peer join", community=row["value"])
            await ana.fills_in(name="Ana Roy", email=ADDRESS, role="staff")
            await logged(lines, "errand.settled", "joining.code")
            body = mail.taken[0].message.get_body(("plain",))
            assert body
            (code,) = CODE.findall(body.get_content())
            await ana.presses(en("button.joining.verify"))
            await ana.fills_in(code=code, attestation=["attest"])
            await logged(lines, "errand.settled", "joining.card")

    (card,) = server.guild.channels[ground.COORDINATORS].messages
    assert "Ana Roy" in str(card.embeds)


READING: dict[str, Callable[[DiscordServer], object]] = {
    "administrator": lambda server: setattr(server.guild.roles[EVERYONE], "permissions", ADMINISTRATOR),
    "message_content_intent": lambda server: setattr(server.rest, "flags", MESSAGE_CONTENT),
}


@pytest.mark.parametrize("right", READING)
async def test_a_bot_that_may_read_conversation_does_not_run(
    tmp_path: Path, free_port: str, right: str
) -> None:
    """It ends with code 78 and says what to take away, having connected to no gateway."""
    async with set_up(tmp_path) as (desk, server, _):
        desk.bare["PORT"] = free_port
        await desk.types("migrate")
        READING[right](server)
        code, said = await desk.types("run")

    assert code == 78
    assert f"the app may read conversation ({right}): take that right away first" in said
    assert not server.gateway.identified
