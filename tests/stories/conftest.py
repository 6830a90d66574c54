"""The story that is read by many tests is told once, for all processes among which they are divided."""

import fcntl
from pathlib import Path

import pytest

from adapters.trial import play_story

SEED = 7


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of a story that was told to its end, on SQLite; to be read alone."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(request.config, "workerinput") else base) / "told"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "transcript.md").exists():
            play_story(folder, SEED, None)
    return folder
