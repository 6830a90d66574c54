"""Where the settings say that everything lies."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir

import pytest

from adapters.settings import SettingsRefused, load_settings
from storage.connecting import poll_folder
from tests.adapters.test_settings import NEEDED
from tests.databases import libpq


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What is needed, and nothing else."""
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def _problems() -> tuple[str, ...]:
    with pytest.raises(SettingsRefused) as refused:
        load_settings()
    return refused.value.problems


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_cloud_databases_url_is_taken_as_it_is(environment: pytest.MonkeyPatch, scheme: str) -> None:
    """Platforms write the scheme in several ways; we have one driver."""
    environment.setenv("PEERBOT_DATABASE_URL", f"{scheme}://u:p%40ss@host:5432/peerbot?sslmode=require")
    environment.setenv("PEERBOT_POLL_KEYS", gettempdir())

    url = load_settings().database_url.get_secret_value()

    assert url == "postgresql+psycopg://u:p%40ss@host:5432/peerbot?sslmode=require"


def test_on_postgresql_a_folder_for_the_keys_of_polls_is_needed(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that is there; the storage finds it, and the server never hears of it."""
    environment.setenv("PEERBOT_DATABASE_URL", "postgresql://u:p%40ss@host/peerbot")
    problems = [*_problems()]
    for wrong in (tmp_path / "nowhere", Path(__file__)):
        environment.setenv("PEERBOT_POLL_KEYS", str(wrong))
        problems += _problems()
    environment.setenv("PEERBOT_POLL_KEYS", str(tmp_path))
    url = load_settings().storage_url

    needed = "on PostgreSQL, the folder that all bots share, for the keys of polls"
    unfit = "PEERBOT_POLL_KEYS must be a folder that is there, and that the bot may write to"
    assert problems == [f"PEERBOT_POLL_KEYS is missing: {needed}", unfit, unfit]
    assert poll_folder(url) == tmp_path
    assert libpq(url) == "postgresql://u:p%40ss@host/peerbot"


def test_on_sqlite_the_keys_of_polls_lie_beside_the_file(environment: pytest.MonkeyPatch) -> None:
    """Whatever is set."""
    environment.setenv("PEERBOT_POLL_KEYS", "/nowhere")

    assert poll_folder(load_settings().storage_url) == Path("peerbot.polls").absolute()
