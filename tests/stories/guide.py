"""Somebody new who follows one of the guides in docs/ to the letter: what it says to set and to type."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.stories.command import PEERBOT

ROOT = Path(__file__).parents[2]
OURS = ".venv-run/bin/peerbot "


class Guide:
    """Its settings and its commands, in their order."""

    def __init__(self, file: str, platform: str) -> None:
        self.text = (ROOT / "docs" / file).read_text("utf-8")
        self.names = re.findall(rf"^(PEERBOT_{platform}_\w+)=", self.text, flags=re.MULTILINE)
        self.commands = re.findall(rf"^{re.escape(OURS)}(.+)$", self.text, flags=re.MULTILINE)


class Desk:
    """The folder in which somebody follows the guide."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bare = {"PATH": os.environ["PATH"]}

    def fill(self, **values: str) -> None:
        """Into .env, at the lines that .env.example has."""
        shutil.copy(ROOT / ".env.example", self.folder / ".env")
        written = (self.folder / ".env").read_text("utf-8")
        for name, value in values.items():
            assert f"\n{name}=" in written, name
            written = re.sub(rf"(?m)^{name}=.*$", f'{name}="{value}"', written)
        (self.folder / ".env").write_text(written, "utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """After `set -a; . ./.env; set +a`."""
        line = "set -a; . ./.env; set +a; exec env -0"
        shown = subprocess.run(
            ["sh", "-c", line], cwd=self.folder, env=self.bare, capture_output=True, check=True
        )
        pairs = (each.partition("=") for each in shown.stdout.decode().split("\0") if each)
        return {name: value for name, _, value in pairs}

    async def types(self, command: str, *, settings: bool = True) -> tuple[int, str]:
        """One of the guide's commands, to its end."""
        done = await asyncio.create_subprocess_exec(
            PEERBOT, *shlex.split(command), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=self.environment if settings else self.bare,
        )  # fmt: skip
        said, _ = await done.communicate()
        return done.returncode or 0, said.decode()

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[asyncio.StreamReader]:
        """`peerbot run`, with what it logs."""
        bot = await asyncio.create_subprocess_exec(
            PEERBOT, "run", cwd=self.folder, env=self.environment, stderr=subprocess.PIPE
        )
        assert bot.stderr
        try:
            yield bot.stderr
        finally:
            bot.terminate()
            await bot.communicate()


async def logged(lines: asyncio.StreamReader, event: str, kind: str = "") -> None:
    """Until it says so."""
    async with asyncio.timeout(20):
        async for line in lines:
            said = json.loads(line)
            if said["event"] == event and said.get("kind", kind) == kind:
                return
    raise AssertionError(event)
