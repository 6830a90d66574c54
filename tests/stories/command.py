"""The command as another process, with all that `peerbot run` needs and nothing from the machine."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.clock import SystemClock, SystemEntropy
from storage.engine import open_storage
from storage.migrations import migrate

PEERBOT = Path(sys.executable).with_name("peerbot")
CANARY = "hunter2canary"
KEY, OTHER_KEY = bytes(range(32)), bytes(range(32, 64))


def production(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PEERBOT_DATABASE_URL": f"sqlite:///{folder / 'peerbot.db'}",
        "PEERBOT_MAIN_KEY": b64encode(KEY).decode(),
        "PEERBOT_NETWORK_NAME": "Peers",
        "PEERBOT_POSTAL_ADDRESS": "100 Example Street, Ottawa",
        "PEERBOT_CONTACT": "hosts@network.example",
        "PEERBOT_MAIL_FROM": "peers@network.example",
        "PEERBOT_SMTP_HOST": "127.0.0.1",
        "PEERBOT_SMTP_SECURITY": "none",
        "PEERBOT_HOST": "127.0.0.1",
    }


def peerbot(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PEERBOT, *arguments], env=environment, capture_output=True, text=True, check=False)


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """`peerbot run`, once it is ready, at a port of its own; asked to end with the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    bot = await asyncio.create_subprocess_exec(
        PEERBOT, "run", env=environment | {"PORT": port}, stderr=subprocess.PIPE
    )
    assert bot.stderr is not None
    first = json.loads(await bot.stderr.readline())
    assert first["event"] == "bot.ready", first
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.terminate()
        await bot.communicate()


def first_run(environment: dict[str, str], key: bytes = KEY) -> None:
    """Makes the database, and the key in it that only this main key opens."""
    migrate(environment["PEERBOT_DATABASE_URL"])
    open_storage(environment["PEERBOT_DATABASE_URL"], key, SystemEntropy(), SystemClock()).close()
