"""What is installed from a built wheel, away from this checkout, as an operator does it."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.sources import PRODUCT, ROOT


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    """What the command printed. It can fetch nothing: the build uses the pinned backend that is installed."""
    result = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PIP_NO_INDEX": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


class Installed:
    """The program from the wheel, on the libraries of this environment but without this checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str) -> str:
        return self.python(self.folder / "bin" / "peerbot", *arguments)

    def python(self, *arguments: str | Path) -> str:
        # -S: no .pth file of the environment is read, so the editable install of the checkout is not seen.
        path = f"{self.folder}{os.pathsep}{sysconfig.get_path('purelib')}"
        return run(sys.executable, "-S", *arguments, cwd=self.folder, PYTHONPATH=path)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def peerbot(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, wheel)
    return Installed(folder)


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    """Catalogues, pages, registry and migrations are installed as the code is."""
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PRODUCT
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    with ZipFile(wheel) as archive:
        theirs = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert theirs == ours


def test_the_installed_code_is_the_wheels(peerbot: Installed) -> None:
    """The tests below would be worth nothing if they ran this checkout."""
    places = peerbot.python("-c", "import bot, storage, adapters; print(bot, storage, adapters)")

    assert places.count(str(peerbot.folder)) == 3


def test_the_command_says_what_it_can_do(peerbot: Installed) -> None:
    """`peerbot --help` works from the wheel and names every command."""
    told = peerbot("--help")

    assert all(command in told for command in ("run", "try", "story", "migrate", "doctor"))


def test_the_story_plays_from_the_wheel(peerbot: Installed, tmp_path: Path) -> None:
    """Catalogues, registry and migrations are found where they are installed."""
    peerbot("story", str(tmp_path / "story"), "--seed", "1")

    transcript = (tmp_path / "story" / "transcript.md").read_text(encoding="utf-8")
    assert "Coordinators / Coordination" in transcript
    assert list((tmp_path / "story" / "mail").glob("*.eml"))
