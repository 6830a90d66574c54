"""A later version of the program comes, and goes again: the database goes with it, and back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.engine import open_storage
from storage.migrations import lost_without, revisions
from storage.tables import HEAD
from tests.operations.network import read_rows
from tests.promises.cast import JO
from tests.sources import PRODUCT, ROOT
from tests.stores import MAIN_KEY, open_anew
from tests.stories.command import peerbot
from tests.world import HeldClock, SeededEntropy

LATER = "9999"
MIGRATION = f'''
import sqlalchemy as sa
from alembic import op

revision = "{LATER}"
down_revision = "{HEAD}"

def upgrade():
    op.add_column("postings", sa.Column("colour", sa.String()))

def downgrade():
    """All colours are lost."""
    op.drop_column("postings", "colour")
'''
Version = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def later(tmp_path: Path, environment: dict[str, str]) -> Version:
    """This program as it could be one day, with a migration more."""
    place = tmp_path / "later"
    for package in PRODUCT:
        shutil.copytree(ROOT / package, place / package, ignore=shutil.ignore_patterns("__pycache__"))
    migrations = place / "storage" / "migrations" / "versions"
    (migrations / f"{LATER}_colours.py").write_text(MIGRATION)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-c", "from adapters.main import main; main()"]
        return subprocess.run(
            [*program, *arguments], cwd=place, env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_a_later_version_comes_and_goes_and_comes_again(
    url: str, environment: dict[str, str], later: Version
) -> None:
    """Nobody is lost on the way, and what is lost by going back is said before."""
    before = read_rows(url)
    up = later("migrate")
    refused = peerbot(environment, "migrate")
    back = later("migrate", "--to", HEAD)
    with closing(open_anew(url)) as storage:
        found = storage.transact(lambda unit: unit.profiles.get("jo"))
    between = read_rows(url)
    again = later("migrate")

    assert up.stdout == again.stdout == "the database is up to date (steps made: 1)\n"
    assert (refused.returncode, "A later version" in refused.stderr) == (78, True)
    assert back.stderr == f"peerbot: going back from {LATER} to {HEAD}. All colours are lost.\n"
    assert back.stdout == f"the database is at {HEAD} (steps made: 1)\n"
    assert (found, between) == (JO, before)


def test_this_version_goes_back_by_a_step_and_comes_again(environment: dict[str, str]) -> None:
    """As somebody does whom it does not suit."""
    *_, before, here = revisions()
    back = peerbot(environment, "migrate", "--to", before)
    again = peerbot(environment, "migrate")

    assert back.stderr == f"peerbot: going back from {here} to {before}. {lost_without(here)}\n"
    assert (back.returncode, again.returncode) == (0, 0)
    assert again.stdout == "the database is up to date (steps made: 1)\n"


def test_nobody_goes_back_by_two_steps_at_once(environment: dict[str, str], later: Version) -> None:
    """Each has its own warning."""
    later("migrate")
    two = later("migrate", "--to", revisions()[-2])

    assert two.returncode == 2
    assert f"first to {HEAD}" in two.stderr


def test_nobody_goes_back_beside_a_running_bot(url: str, environment: dict[str, str]) -> None:
    """It would find another database than its own."""
    before = read_rows(url)
    bot = open_storage(url, MAIN_KEY, SeededEntropy(3), HeldClock(), exclusive=True)
    with closing(bot):
        back = peerbot(environment, "migrate", "--to", revisions()[-2])

    assert back.returncode == 69
    assert read_rows(url) == before


@pytest.mark.parametrize("revision", ["base", "9998", "-1", "head"])
def test_nobody_goes_where_there_is_no_revision(environment: dict[str, str], revision: str) -> None:
    """Nor to the beginning, where nothing would be left."""
    ended = peerbot(environment, "migrate", "--to", revision)

    assert ended.returncode == 2
    assert HEAD in ended.stderr


def test_each_revision_says_what_is_lost_without_it() -> None:
    """All but the first, without which there is nothing at all."""
    assert not [step for step in revisions()[1:] if lost_without(step).startswith("What only that revision")]
