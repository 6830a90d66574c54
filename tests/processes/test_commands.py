"""Two `peerbot run` as an operator starts them, on one PostgreSQL database and one mail server."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemClock, SystemEntropy
from adapters.communities import Directory
from bot.app import App
from bot.chat import Named
from bot.network import Network
from bot.ports import World
from storage.engine import open_storage
from tests.processes.crew import CONNECTIONS, SlowMail
from tests.processes.people import asks, letters, newcomers
from tests.stories.command import KEY, peerbot, production, running
from tests.stories.inside import read_errands
from tests.stories.postbox import Mailbox, mail_server

PEOPLE = 40


@pytest.fixture
def environment(migrated_postgres: str, tmp_path: Path) -> dict[str, str]:
    return production(tmp_path) | {"PEERBOT_DATABASE_URL": migrated_postgres}


def ask(url: str) -> None:
    """Each of them for a code, while no bot runs."""
    clock, entropy = SystemClock(), SystemEntropy()
    with closing(open_storage(url, KEY, entropy, clock)) as storage:
        network = Network(Named("Peers", "Pairs"))
        app = App(World(network, storage, clock, entropy, LibraryAddresses(), Directory.starter()))
        for who in newcomers(PEOPLE):
            app.handle(asks(who))


async def told(bot: Process) -> Counter[str]:
    """How often what stands in its log, until its end."""
    assert bot.stderr is not None
    records: list[Mapping[str, str]] = [json.loads(line) for line in (await bot.stderr.read()).splitlines()]
    return Counter(f"{record['event']} {record.get('result', '')}".strip() for record in records)


async def test_two_commands_share_what_waits_and_each_letter_is_sent_once(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """Both are ready, both have a share, and SIGTERM ends both well."""
    ask(environment["PEERBOT_DATABASE_URL"])
    peerbot(environment, "pause")  # so that the first to be ready does not begin alone
    async with mail_server(SlowMail()) as mail, AsyncExitStack() as stack:
        assert isinstance(mail, SlowMail)
        mail.mailbox = Mailbox(tmp_path / "mail")
        environment["PEERBOT_SMTP_PORT"] = str(mail.port)
        begun = (stack.enter_async_context(running(environment)) for _ in range(2))
        bots = await asyncio.gather(*begun)
        await asyncio.to_thread(peerbot, environment, "resume")
        await mail.holds(CONNECTIONS * len(bots))
        mail.may_answer.set()
        await mail.holds(PEOPLE)
        for bot in bots:
            bot.terminate()
        logs = await asyncio.gather(*map(told, bots))
        codes = [await bot.wait() for bot in bots]

    sent = Counter(letter["Message-ID"] for letter in letters(mail.mailbox))
    delivered = [log["errand.settled delivered"] for log in logs]
    assert codes == [0, 0]
    assert (len(sent), set(sent.values())) == (PEOPLE, {1})
    assert (sum(delivered), min(delivered) > 0) == (PEOPLE, True)
    assert [log["bot.stopped"] for log in logs] == [1, 1]
    assert {errand.result for errand in read_errands(environment["PEERBOT_DATABASE_URL"])} == {"delivered"}
