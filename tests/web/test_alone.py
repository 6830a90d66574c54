"""`peerbot web` and `peerbot run` serve the pages, as an operator starts them."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

from aiohttp import ClientSession

from tests.stories.command import PEERBOT, peerbot, production


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def test_the_pages_are_served_by_a_process_of_their_own(tmp_path: Path, migrated_postgres: str) -> None:
    """With health beside them and figures at their own port; it ends well when it is asked to."""
    pages, figures = free_port(), free_port()
    environment = production(tmp_path) | {
        "PEERBOT_DATABASE_URL": migrated_postgres,
        "PEERBOT_PORT": str(pages),
        "PEERBOT_METRICS_PORT": str(figures),
    }
    process = await asyncio.create_subprocess_exec(PEERBOT, "web", env=environment, stderr=-1)
    assert process.stderr
    ready = await process.stderr.readline()
    found = {}
    async with ClientSession() as session:
        for port, path in (
            (pages, "/fr/join"),
            (pages, "/fr/mine"),
            (pages, "/readyz"),
            (pages, "/metrics"),
            (figures, "/metrics"),
        ):
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                found[port, path] = answer.status, await answer.text()
    process.terminate()
    await process.communicate()

    assert b"web.ready" in ready
    assert "Recevoir un code" in found[pages, "/fr/join"][1]
    assert "Pour les membres" in found[pages, "/fr/mine"][1]
    assert found[pages, "/readyz"][0] == 200
    assert found[pages, "/metrics"][0] == 404
    assert "peerbot_errands_waiting 0" in found[figures, "/metrics"][1]
    assert process.returncode == 0


def test_pages_alone_need_a_database_that_several_may_have(tmp_path: Path) -> None:
    """Code 78, and what to do instead."""
    ended = peerbot(production(tmp_path), "web")

    assert ended.returncode == 78
    assert "peerbot run serves the pages itself" in ended.stderr
