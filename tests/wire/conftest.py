"""The bot within the loopback Slack, in each of the two ways in which events reach it, and within the
loopback Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.discord.bad_clients import Alone as AloneOnDiscord
from tests.wire.discord.bad_clients import alone as alone_on_discord
from tests.wire.discord.bare_bot import Bare
from tests.wire.discord.bare_bot import bare as bare_bot
from tests.wire.discord.north import North as DiscordNorth
from tests.wire.discord.north import north as discord_north
from tests.wire.places import DATABASES, Places, new_places
from tests.wire.slack.bad_clients import Alone, alone
from tests.wire.slack.north import North, north
from tests.wire.slack.scenes import MODES


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """On which a story is played."""
    return str(request.param)


@pytest.fixture
def places(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Places:
    """Of a story that is played several times."""
    return new_places(request, database, tmp_path)


@pytest.fixture
async def there(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[North]:
    """Over Socket Mode: where the way in makes no difference."""
    async with north(tmp_path, migrated_sqlite) as north_:
        yield north_


@pytest.fixture(params=MODES)
async def either(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_sqlite: str
) -> AsyncIterator[North]:
    """Once over Socket Mode, once over HTTP."""
    async with north(tmp_path, migrated_sqlite, request.param) as north_:
        yield north_


@pytest.fixture
async def slack() -> AsyncIterator[Alone]:
    """The loopback Slack, without our bot."""
    async with alone() as alone_:
        yield alone_


@pytest.fixture
async def bare() -> AsyncIterator[Bare]:
    """The loopback Discord, and the real library within it."""
    async with bare_bot() as bare_:
        yield bare_


@pytest.fixture
async def quiet() -> AsyncIterator[AloneOnDiscord]:
    """The loopback Discord, without any bot."""
    async with alone_on_discord() as alone_:
        yield alone_


@pytest.fixture
async def guild(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[DiscordNorth]:
    """Our bot, connected to the loopback Discord."""
    async with discord_north(tmp_path, migrated_sqlite) as north_:
        yield north_
