"""`peerbot purge`, as an operator meets it: what it says and how it ends."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from adapters.clock import SystemClock
from adapters.keeping import SAID
from bot.chat import Reader
from bot.members.aging import RULES, What
from bot.members.model import Profile, Standing
from storage.engine import open_storage
from tests.promises.cast import know
from tests.stories.command import CANARY, KEY, first_run, peerbot, production
from tests.world import HeldClock, SeededEntropy


def test_what_would_go_is_counted_and_then_goes(tmp_path: Path) -> None:
    """Never a name; the second time there is nothing."""
    environment = production(tmp_path)
    first_run(environment)
    url, long_ago = environment["PEERBOT_DATABASE_URL"], SystemClock().now() - timedelta(days=70)
    stranger = Profile("jo", Standing.OUTSIDE, CANARY, "jo@york.ca", Reader("en", "UTC"), long_ago)
    with closing(open_storage(url, KEY, SeededEntropy(3), HeldClock())) as storage:
        know(storage, stranger)
    before = sealed(tmp_path)
    there = in_the_files(tmp_path, before)
    rehearsed = peerbot(environment, "purge", "--dry-run")
    done = peerbot(environment, "purge")
    after = in_the_files(tmp_path, before)
    again = peerbot(environment, "purge")
    refused = peerbot(environment | {"PEERBOT_REQUEST_DAYS": "7"}, "purge")
    with closing(open_storage(url, KEY, SeededEntropy(4), HeldClock())) as storage:
        left = storage.transact(lambda unit: unit.profiles.get("jo"))

    assert [each.returncode for each in (rehearsed, done, again, refused)] == [0, 0, 0, 78]
    assert "      1  people who did not become members (60 days)" in rehearsed.stdout.splitlines()
    assert rehearsed.stdout.splitlines()[-1] == "nothing was changed"
    assert len(rehearsed.stdout.splitlines()) == len(RULES) + 1
    assert [each.stdout.splitlines()[-1] for each in (done, again)] == ["forgotten: 1", "forgotten: 0"]
    assert refused.stderr == "peerbot: PEERBOT_REQUEST_DAYS must be greater than or equal to 30\n"
    assert (there, after) == ([True] * 3, [False] * 3)
    assert left is not None
    assert left.name == ""
    assert CANARY not in rehearsed.stdout + done.stdout + again.stdout + refused.stderr


def sealed(folder: Path) -> list[bytes]:
    """Their name, their address, and the key to these."""
    with closing(sqlite3.connect(folder / "peerbot.db")) as data:
        name, address, key_id = data.execute("SELECT name, address, key_id FROM profiles").fetchone()
    with closing(sqlite3.connect(folder / "peerbot.keys.db")) as keys:
        (key,) = keys.execute("SELECT wrapped FROM wrapped_keys WHERE id = ?", (key_id,)).fetchone()
    return [name, address, key]


def in_the_files(folder: Path, searched: list[bytes]) -> list[bool]:
    """Of the database: itself, its write-ahead log, its key store."""
    written = b"".join(path.read_bytes() for path in folder.glob("peerbot*") if path.is_file())
    return [each in written for each in searched]


def test_every_kind_has_a_word_of_its_own() -> None:
    """For whoever reads what would go."""
    assert set(SAID) == set(What)


def test_the_privacy_notice_needs_no_settings_and_takes_those_there_are() -> None:
    """In either language; another one is refused."""
    nothing = {"PATH": production(Path())["PATH"]}
    blank = peerbot(nothing, "privacy")
    filled = peerbot(nothing | {"PEERBOT_NETWORK_NAME": "Peers"}, "privacy", "--language", "fr")
    refused = peerbot(nothing, "privacy", "--language", "de")

    assert [each.returncode for each in (blank, filled, refused)] == [0, 0, 2]
    assert blank.stdout.startswith("# Privacy notice of [name of the network]\n")
    assert filled.stdout.startswith("# Avis de confidentialité\u00a0: Peers\n")
